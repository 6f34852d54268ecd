import { Button, Checkbox, Field, Input, Textarea } from '@fluentui/react-components';
import type { OpenQuestion, QueueWithRule } from '@open-door/api/queue/schema/queues.ts';
import type { Anonymity, NewTicket } from '@open-door/api/queue/schema/tickets.ts';
import { type FormEvent, useRef, useState } from 'react';
import { errorTitle } from '../../components/error-state.tsx';
import { Heading } from '../../components/heading.tsx';
import { Notice } from '../../components/notice.tsx';
import { useSurface } from '../../components/surface.ts';
import { useDraft } from '../../kept.ts';
import { useReader } from '../../reader.tsx';
import { TopicField } from '../matching/topic-field.tsx';
import { useFormSides } from '../office-hours/form-sides.ts';
import { AnonymityChoice } from './anonymity-choice.tsx';
import { OpenQuestions } from './open-questions.tsx';
import { useJoin } from './own-ticket.ts';
import { SimilarAnswers } from './similar-answers.tsx';

type Draft = {
  topic: string;
  question: string;
  link: string;
  anonymity: Anonymity;
  groupable: boolean;
  /** A question in line that it is asked together with. */
  together: OpenQuestion | null;
};

const nothingYet: Draft = {
  topic: '',
  question: '',
  link: '',
  anonymity: 'named',
  groupable: false,
  together: null,
};

type JoinFormProps = { queue: QueueWithRule; onJoined: () => void };

/** A question for a queue. What is typed stays while the reader looks at something else, and after a refusal. */
export function JoinForm({ queue, onJoined }: JoinFormProps) {
  const surface = useSurface();
  const sides = useFormSides();
  const { say } = useReader();
  const [draft, setDraft] = useDraft<Draft>(`join ${queue.queueId}`, nothingYet);
  const [tried, setTried] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const join = useJoin();
  const change = (part: Partial<Draft>) => setDraft({ ...draft, ...part });
  const problems = { question: questionOf(draft) === '', link: draft.link !== '' && !isWebAddress(draft.link) };
  const send = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (problems.question || problems.link) {
      form.current?.querySelector<HTMLElement>(problems.question ? 'textarea' : 'input[type=url]')?.focus();
      return;
    }
    if (join.isPending) return;
    const joined = () => {
      onJoined();
      setDraft(nothingYet);
    };
    join.mutate({ params: { queueId: queue.queueId }, body: bodyOf(draft) }, { onSuccess: joined });
  };
  return (
    <form ref={form} noValidate onSubmit={send} className={surface.stack}>
      <Heading>{say('queue.your-question')}</Heading>
      <TogetherWith draft={draft} questions={queue.questions} change={change} />
      <QuestionFields
        draft={draft}
        change={change}
        missing={tried && problems.question}
        wrongLink={tried && problems.link}
      />
      <SimilarAnswers question={draft.question} topic={draft.topic || undefined} />
      <AnonymityChoice value={draft.anonymity} onChange={(anonymity) => change({ anonymity })} />
      {draft.anonymity !== 'for-good' && !draft.together && (
        <Checkbox
          checked={draft.groupable}
          label={say('queue.groupable')}
          onChange={(_, { checked }) => change({ groupable: checked === true })}
        />
      )}
      {join.isError && (
        <Notice intent="warning">
          {errorTitle(join.error, say)} {say('book.kept')}
        </Notice>
      )}
      <div className={sides.confirm}>
        <Button type="submit" appearance="primary" disabledFocusable={join.isPending}>
          {say(draft.anonymity === 'for-good' ? 'queue.join-for-good' : 'queue.join')}
        </Button>
      </div>
    </form>
  );
}

/** Whoever asks together may leave the question as the other put it. */
function questionOf({ question, together, anonymity }: Draft): string {
  return question.trim() || (anonymity === 'for-good' ? '' : (together?.question ?? ''));
}

function bodyOf(draft: Draft): NewTicket {
  const { topic, link, anonymity, groupable, together } = draft;
  const alone = anonymity === 'for-good' || together === null;
  return {
    topic: topic || null,
    question: questionOf(draft),
    attachmentUrl: link.trim() || null,
    anonymity,
    groupable: alone && groupable && anonymity !== 'for-good',
    ...(!alone && { withTicketId: together.ticketId }),
  };
}

function isWebAddress(text: string): boolean {
  return URL.parse(text.trim())?.protocol === 'https:';
}

type FieldsProps = { draft: Draft; change: (part: Partial<Draft>) => void; missing: boolean; wrongLink: boolean };

function QuestionFields({ draft, change, missing, wrongLink }: FieldsProps) {
  const { say } = useReader();
  return (
    <>
      <Field
        label={say('queue.question')}
        hint={say('queue.question-hint')}
        required={!draft.together}
        {...(missing && { validationState: 'error', validationMessage: say('queue.question-missing') })}
      >
        <Textarea
          value={draft.question}
          rows={4}
          maxLength={2000}
          resize="vertical"
          onChange={(_, { value }) => change({ question: value })}
        />
      </Field>
      <TopicField value={draft.topic} onChange={(topic) => change({ topic })} />
      <Field
        label={say('queue.link')}
        hint={say('queue.link-hint')}
        {...(wrongLink && { validationState: 'error', validationMessage: say('queue.link-wrong') })}
      >
        <Input type="url" value={draft.link} maxLength={2000} onChange={(_, { value }) => change({ link: value })} />
      </Field>
    </>
  );
}

type TogetherProps = { draft: Draft; questions: readonly OpenQuestion[]; change: (part: Partial<Draft>) => void };

/** Questions that wait already and may be the same one; nobody without a name can be called together with others. */
function TogetherWith({ draft: { together, anonymity }, questions, change }: TogetherProps) {
  const surface = useSurface();
  const { say } = useReader();
  if (anonymity === 'for-good') return null;
  if (together) {
    return (
      <div className={surface.row}>
        <span role="status">{say('queue.asking-with', { question: together.question })}</span>
        <Button size="small" onClick={() => change({ together: null })}>
          {say('queue.ask-alone')}
        </Button>
      </div>
    );
  }
  if (questions.length === 0) return null;
  return (
    <section className={surface.tight}>
      <Heading as="h3">{say('queue.same-question')}</Heading>
      <span className={surface.quiet}>{say('queue.together-means')}</span>
      <OpenQuestions questions={questions} onJoin={(question) => change({ together: question })} />
    </section>
  );
}
