import { Field, Input, Textarea } from '@fluentui/react-components';
import { type RefObject, useEffect } from 'react';
import { useReader } from '../../reader.tsx';
import { TopicField } from '../matching/topic-field.tsx';

/** A learner's goal while it is written; an empty topic is none. */
export type GoalDraft = { goal: string; work: string; topic: string };

type Told = { goal: string; work: string; topic: string | null };

export const draftOf = ({ goal, work, topic }: Told): GoalDraft => ({ goal, work, topic: topic ?? '' });

export function goalIn({ goal, work, topic }: GoalDraft): Told {
  return { goal: goal.trim(), work: work.trim(), topic: topic || null };
}

type GoalFieldsProps = {
  draft: GoalDraft;
  change: (part: Partial<GoalDraft>) => void;
  /** True once it was sent without a goal. */
  missing: boolean;
  /** The field of the goal, to lead back to it. */
  field: RefObject<HTMLTextAreaElement | null>;
};

/** What a learner wants to get done in their own words, and the piece of real work it is about. */
export function GoalFields({ draft, change, missing, field }: GoalFieldsProps) {
  const { say } = useReader();
  // The button that opened it is gone, and what comes next is to write.
  useEffect(() => field.current?.focus(), [field]);
  return (
    <>
      <Field
        label={say('mentoring.goal')}
        hint={say('mentoring.goal-hint')}
        required
        {...(missing && { validationState: 'error', validationMessage: say('mentoring.goal-missing') })}
      >
        <Textarea
          textarea={{ ref: field }}
          value={draft.goal}
          rows={3}
          maxLength={600}
          resize="vertical"
          onChange={(_, { value }) => change({ goal: value })}
        />
      </Field>
      <Field label={say('mentoring.work')} hint={say('mentoring.work-hint')}>
        <Input value={draft.work} maxLength={600} onChange={(_, { value }) => change({ work: value })} />
      </Field>
      <TopicField value={draft.topic} onChange={(topic) => change({ topic })} />
    </>
  );
}
