import { Button } from '@fluentui/react-components';
import type { Draft } from '@open-door/api/leadership/schema.ts';
import { errorTitle } from '../../components/error-state.tsx';
import { Notice } from '../../components/notice.tsx';
import { useSurface } from '../../components/surface.ts';
import { useToast } from '../../components/toasts.tsx';
import { useWrite } from '../../queries.ts';
import { useReader } from '../../reader.tsx';
import { touched, usePosted } from './compose-posting.tsx';
import type { DraftKeeper } from './draft-keeper.ts';

type MaybePostedProps = { keeper: DraftKeeper; draft: Draft };

/** A post whose fate is not known: it may be in the channel. Nobody writes it twice before that is looked up. */
export function MaybePosted({ keeper, draft }: MaybePostedProps) {
  const surface = useSurface();
  const { say } = useReader();
  const toast = useToast();
  const posted = usePosted();
  const look = useWrite('POST /api/leadership/draft/fate', {
    refreshes: touched,
    onSuccess: (answer) => {
      if (answer.post) return posted(answer.post);
      keeper.begin(answer.draft);
      if (answer.draft.posting === 'no') toast({ text: say('compose.not-posted') });
    },
  });
  return (
    <div className={`${surface.box} ${surface.stack}`}>
      <Notice intent="warning">{say(draft.posting === 'now' ? 'compose.posting-now' : 'compose.maybe-posted')}</Notice>
      {look.isError && <span role="alert">{errorTitle(look.error, say)}</span>}
      <div>
        <Button appearance="primary" disabledFocusable={look.isPending} onClick={() => look.mutate({})}>
          {say('compose.look-again')}
        </Button>
      </div>
    </div>
  );
}
