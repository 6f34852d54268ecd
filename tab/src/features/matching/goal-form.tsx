import { Button, Field, makeStyles, Textarea, ToggleButton, tokens } from '@fluentui/react-components';
import { type KeyboardEvent, type ReactNode, useId, useState } from 'react';
import { useReader } from '../../reader.tsx';
import { useTopics, type Wish } from './matching.ts';
import { suggestTopics } from './suggest-topics.ts';

const useStyles = makeStyles({
  form: { display: 'flex', flexDirection: 'column', rowGap: tokens.spacingVerticalM, maxWidth: '44rem' },
  topics: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS, minHeight: '24px' },
  topicsLabel: { color: tokens.colorNeutralForeground2, fontSize: tokens.fontSizeBase200 },
  actions: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
});

type GoalFormProps = {
  first: Wish;
  onFind: (wish: Wish) => void;
  /** A second button beside Find, such as leaving things as they are. */
  beside?: ReactNode;
};

/** One field for what somebody wants to get done, and topics that follow what is typed. Enter finds. */
export function GoalForm({ first, onFind, beside }: GoalFormProps) {
  const styles = useStyles();
  const { say } = useReader();
  const topics = useTopics();
  const [goal, setGoal] = useState(first.goal);
  const [chosen, setChosen] = useState(first.topics);
  const topicsLabel = useId();
  const find = () => onFind({ ...first, goal: goal.trim(), topics: chosen });
  const findOnEnter = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    find();
  };
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        find();
      }}
    >
      <Field label={say('goal.label')} size="large">
        <Textarea
          value={goal}
          maxLength={600}
          rows={2}
          resize="vertical"
          placeholder={say('goal.example')}
          onChange={(_, { value }) => setGoal(value)}
          onKeyDown={findOnEnter}
        />
      </Field>
      <span id={topicsLabel} className={styles.topicsLabel}>
        {say('goal.topics')}
      </span>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be a wrapping row in every browser */}
      <div role="group" aria-labelledby={topicsLabel} className={styles.topics}>
        {suggestTopics(goal, topics, chosen, 8).map(({ topic, label }) => (
          <ToggleButton
            key={topic}
            size="small"
            shape="circular"
            checked={chosen.includes(topic)}
            onClick={() => setChosen(toggled(chosen, topic))}
          >
            {label}
          </ToggleButton>
        ))}
      </div>
      <div className={styles.actions}>
        <Button type="submit" appearance="primary">
          {say('goal.find')}
        </Button>
        {beside}
      </div>
    </form>
  );
}

/** At most eight, which is what the search takes. */
function toggled(chosen: string[], topic: string): string[] {
  return chosen.includes(topic) ? chosen.filter((other) => other !== topic) : [...chosen, topic].slice(-8);
}
