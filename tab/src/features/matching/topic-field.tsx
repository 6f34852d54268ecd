import { Field, Select } from '@fluentui/react-components';
import { useReader } from '../../reader.tsx';
import { useTopics } from './matching.ts';

type TopicFieldProps = {
  /** The key of a topic; empty for none. */
  value: string;
  onChange: (topic: string) => void;
  className?: string | undefined;
};

/** What something is about, from the list of topics, or something else. */
export function TopicField({ value, onChange, className }: TopicFieldProps) {
  const { say } = useReader();
  const topics = useTopics();
  return (
    <Field label={say('book.topic')} className={className}>
      <Select value={value} onChange={(_, { value: chosen }) => onChange(chosen)}>
        <option value="">{say('book.no-topic')}</option>
        {topics.map(({ topic, label }) => (
          <option key={topic} value={topic}>
            {label}
          </option>
        ))}
      </Select>
    </Field>
  );
}
