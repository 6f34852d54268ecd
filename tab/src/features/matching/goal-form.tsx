import { Button, makeStyles, tokens, typographyStyles } from '@fluentui/react-components';
import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { Chip } from '../../components/chip.tsx';
import { useSurface } from '../../components/surface.ts';
import { useReader } from '../../reader.tsx';
import { useTopics, type Wish } from './matching.ts';
import { suggestTopics } from './suggest-topics.ts';

const useStyles = makeStyles({
  form: { display: 'flex', flexDirection: 'column', rowGap: tokens.spacingVerticalM, maxWidth: '44rem' },
  label: { ...typographyStyles.subtitle2 },
  /** Looks like Fluent's large Textarea, whose code the first screen does without. */
  goal: {
    ...typographyStyles.body2,
    boxSizing: 'border-box',
    width: '100%',
    padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalM}`,
    resize: 'vertical',
    color: tokens.colorNeutralForeground1,
    backgroundColor: tokens.colorNeutralBackground1,
    border: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke1}`,
    borderBottomColor: tokens.colorNeutralStrokeAccessible,
    borderRadius: tokens.borderRadiusMedium,
    '::placeholder': { color: tokens.colorNeutralForeground4, opacity: 1 },
    ':focus': {
      outline: `${tokens.strokeWidthThick} solid ${tokens.colorCompoundBrandStroke}`,
      outlineOffset: `calc(-1 * ${tokens.strokeWidthThin})`,
    },
  },
});

type GoalFormProps = {
  first: Wish;
  onFind: (wish: Wish) => void;
  /** True when it opens because the person asked to write. */
  focused?: boolean;
  /** A second button beside Find, such as leaving things as they are. */
  beside?: ReactNode;
};

/** One field for what somebody wants to get done, and topics that follow what is typed. Enter finds. */
export function GoalForm({ first, onFind, focused = false, beside }: GoalFormProps) {
  const styles = useStyles();
  const surface = useSurface();
  const { say } = useReader();
  const topics = useTopics();
  const [goal, setGoal] = useState(first.goal);
  const [chosen, setChosen] = useState(first.topics);
  const field = useId();
  const text = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    if (focused) text.current?.focus();
  }, [focused]);
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
      <div className={surface.tight}>
        <label htmlFor={field} className={styles.label}>
          {say('goal.label')}
        </label>
        <textarea
          ref={text}
          id={field}
          className={styles.goal}
          value={goal}
          maxLength={600}
          rows={2}
          placeholder={say('goal.example')}
          onChange={(event) => setGoal(event.target.value)}
          onKeyDown={findOnEnter}
        />
      </div>
      <div className={surface.tight}>
        <span id={`${field}-topics`} className={surface.quiet}>
          {say('goal.topics')}
        </span>
        {/* biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be a wrapping row in every browser */}
        <div role="group" aria-labelledby={`${field}-topics`} className={surface.row}>
          {suggestTopics(goal, topics, chosen, 8).map(({ topic, label }) => (
            <Chip key={topic} pressed={chosen.includes(topic)} onToggle={() => setChosen(toggled(chosen, topic))}>
              {label}
            </Chip>
          ))}
        </div>
      </div>
      <div className={surface.row}>
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
