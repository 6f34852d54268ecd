import { Button, Field, Textarea } from '@fluentui/react-components';
import type { FormEvent } from 'react';
import { useSurface } from '../../components/surface.ts';
import { useToast } from '../../components/toasts.tsx';
import { useDraft } from '../../kept.ts';
import { useWrite } from '../../queries.ts';
import { useReader } from '../../reader.tsx';
import { postReads } from './feed.ts';
import { OneselfRefusal } from './oneself-refusal.tsx';

type ReplyFormProps = {
  messageId: string /** Whom it answers. */;
  to: string /** The post in Teams. */;
  webUrl: string;
};

/** Replies in the channel, as oneself. What is typed stays until Teams has taken it. */
export function ReplyForm({ messageId, to, webUrl }: ReplyFormProps) {
  const surface = useSurface();
  const { say } = useReader();
  const toast = useToast();
  const [words, setWords] = useDraft(`reply ${messageId}`, '');
  const write = useWrite('POST /api/leadership/posts/{messageId}/replies', {
    refreshes: postReads,
    onSuccess: () => {
      setWords('');
      toast({ text: say('leaders.replied') });
    },
  });
  const send = () => {
    if (!write.isPending && words.trim()) write.mutate({ params: { messageId }, body: { words } });
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    send();
  };
  return (
    <form onSubmit={submit} className={surface.tight}>
      <Field label={say('leaders.reply-to', { name: to })} hint={say('leaders.reply-hint')}>
        <Textarea
          value={words}
          rows={3}
          maxLength={4000}
          resize="vertical"
          onChange={(_, { value }) => setWords(value)}
        />
      </Field>
      <OneselfRefusal error={write.error} webUrl={webUrl} onAllowed={send} />
      <div>
        <Button type="submit" disabledFocusable={write.isPending}>
          {say('leaders.reply')}
        </Button>
      </div>
    </form>
  );
}
