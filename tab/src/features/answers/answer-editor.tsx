import { Button, Field, makeStyles, Textarea, tokens } from '@fluentui/react-components';
import { type FormEvent, useState } from 'react';
import { useLocation } from 'wouter';
import { ErrorState, errorTitle } from '../../components/error-state.tsx';
import { Notice } from '../../components/notice.tsx';
import { PersonSkeletons } from '../../components/skeletons.tsx';
import { useSurface } from '../../components/surface.ts';
import { useToast } from '../../components/toasts.tsx';
import { useKept } from '../../kept.ts';
import { useReader } from '../../reader.tsx';
import { TopicField } from '../matching/topic-field.tsx';
import { DeskFrame } from '../office-hours/desk-frame.tsx';
import { useNotes } from '../office-hours/session-changes.ts';
import { useSession } from '../office-hours/sessions.ts';
import { useDeskTicket } from '../queue/desk-tickets.ts';
import { useShareAnswer } from './answers.ts';

const useStyles = makeStyles({
  form: { display: 'flex', flexDirection: 'column', rowGap: tokens.spacingVerticalL, maxWidth: '44rem' },
  topic: { maxWidth: '24rem' },
});

type Draft = { question: string; answer: string; topic: string };

/** What an answer begins with: a session with my notes, a ticket with what helped, or nothing. Not kept with the answer. */
type Beginning = { bookingId: string } | { ticketId: string } | Record<never, never>;

/** What the last part of `/desk/answers/…` names: a session, or `new`. */
export function fromAddress(part: string): Beginning {
  return part === 'new' ? {} : { bookingId: part };
}

/** Shares an answer with everybody, beginning with what was asked and what helped. */
export function AnswerEditor({ from }: { from: Beginning }) {
  const { say } = useReader();
  return (
    <DeskFrame here="/desk/answers" title={say('answers.share-new')}>
      <Begun from={from} />
    </DeskFrame>
  );
}

function Begun({ from }: { from: Beginning }) {
  if ('bookingId' in from) return <FromSession bookingId={from.bookingId} />;
  if ('ticketId' in from) return <FromTicket ticketId={from.ticketId} />;
  return <AnswerForm from={from} first={{ question: '', answer: '', topic: '' }} />;
}

function FromTicket({ ticketId }: { ticketId: string }) {
  const { data, error, refetch } = useDeskTicket(ticketId);
  if (data) {
    const { question, whatHelped, topic } = data;
    return <AnswerForm from={{ ticketId }} first={{ question, answer: whatHelped, topic: topic?.topic ?? '' }} />;
  }
  return error ? <ErrorState error={error} onRetry={refetch} /> : <PersonSkeletons count={3} />;
}

function FromSession({ bookingId }: { bookingId: string }) {
  const session = useSession(bookingId);
  const { notes } = useNotes(bookingId);
  const error = session.error ?? notes.error;
  if (session.data && notes.data) {
    const { question, topic } = session.data;
    return (
      <AnswerForm from={{ bookingId }} first={{ question, answer: notes.data.yours, topic: topic?.topic ?? '' }} />
    );
  }
  if (!error) return <PersonSkeletons count={3} />;
  const retry = () => {
    void session.refetch();
    void notes.refetch();
  };
  return <ErrorState error={error} onRetry={retry} />;
}

/** What is written so far, kept until it is shared, and the way to share it. */
function useSharing(from: Beginning, first: Draft) {
  const { say } = useReader();
  const toast = useToast();
  const [, go] = useLocation();
  const share = useShareAnswer();
  const [kept, keep] = useKept<Draft>(`answer ${Object.values(from).join('')}`);
  const [sent, setSent] = useState(false);
  const draft = kept ?? first;
  const edit = (changed: Partial<Draft>) => {
    share.reset();
    keep({ ...draft, ...changed });
  };
  const leave = () => go('/desk/answers');
  const send = (event: FormEvent) => {
    event.preventDefault();
    setSent(true);
    const { question, answer, topic } = draft;
    if (share.isPending || question.trim() === '' || answer.trim() === '') return;
    const done = () => {
      keep(null);
      leave();
      toast({ text: say('answers.shared') });
    };
    share.mutate({ body: { question, answer, topic: topic || null, ...from } }, { onSuccess: done });
  };
  return { draft, edit, sent, share, send, leave };
}

function AnswerForm({ from, first }: { from: Beginning; first: Draft }) {
  const styles = useStyles();
  const surface = useSurface();
  const { say } = useReader();
  const { draft, edit, sent, share, send, leave } = useSharing(from, first);
  const missing = (words: string) => (sent && words.trim() === '' ? { validationMessage: say('answers.missing') } : {});
  return (
    <form className={styles.form} onSubmit={send} noValidate>
      <Notice>{say('answers.warning')}</Notice>
      <Field label={say('answers.question')} {...missing(draft.question)}>
        <Textarea
          value={draft.question}
          rows={3}
          maxLength={2000}
          resize="vertical"
          onChange={(_, { value }) => edit({ question: value })}
        />
      </Field>
      <Field label={say('answers.answer')} hint={say('answers.answer-hint')} {...missing(draft.answer)}>
        <Textarea
          value={draft.answer}
          rows={8}
          maxLength={5000}
          resize="vertical"
          onChange={(_, { value }) => edit({ answer: value })}
        />
      </Field>
      <TopicField className={styles.topic} value={draft.topic} onChange={(topic) => edit({ topic })} />
      {share.isError && <Notice intent="warning">{errorTitle(share.error, say)}</Notice>}
      <div className={surface.row}>
        <Button type="submit" appearance="primary" disabledFocusable={share.isPending}>
          {say('answers.share')}
        </Button>
        <Button onClick={leave}>{say('answers.not-now')}</Button>
      </div>
    </form>
  );
}
