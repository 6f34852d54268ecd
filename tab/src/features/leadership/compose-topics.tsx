import { Field, makeStyles, mergeClasses, Select } from '@fluentui/react-components';
import { Chip } from '../../components/chip.tsx';
import { Heading } from '../../components/heading.tsx';
import { useSurface } from '../../components/surface.ts';
import { useReader } from '../../reader.tsx';
import { useTopics } from '../matching/matching.ts';
import { usePreview } from './compose-preview.tsx';
import type { Writing } from './draft.ts';

const useStyles = makeStyles({
  chosen: { margin: 0, padding: 0, border: 'none' },
  field: { maxWidth: '24rem' },
});

/** The most the contract takes. */
const most = 5;

type ComposeTopicsProps = { writing: Writing; onEdit: (topics: string[]) => void };

/** What readers can book a champion on: what is found in the words, until the writer says otherwise. */
export function ComposeTopics({ writing, onEdit }: ComposeTopicsProps) {
  const styles = useStyles();
  const surface = useSurface();
  const { say } = useReader();
  const known = useTopics();
  const found = usePreview(writing).data?.topics ?? [];
  const isFound = writing.topics.length === 0;
  const chosen = isFound ? found.map(({ topic }) => topic) : writing.topics;
  const labelOf = (key: string) => [...known, ...found].find(({ topic }) => topic === key)?.label ?? key;
  const add = (topic: string) => topic && onEdit([...chosen, topic]);
  return (
    <section className={surface.stack}>
      <div className={surface.tight}>
        <Heading>{say('compose.topics')}</Heading>
        <span className={surface.quiet}>
          {say(isFound ? (chosen.length > 0 ? 'compose.topics-found' : 'compose.topics-none') : 'compose.topics-said')}
        </span>
      </div>
      {chosen.length > 0 && (
        <fieldset aria-label={say('compose.topics')} className={mergeClasses(surface.row, styles.chosen)}>
          {chosen.map((topic) => (
            <Chip key={topic} pressed onToggle={() => onEdit(chosen.filter((one) => one !== topic))}>
              {labelOf(topic)}
            </Chip>
          ))}
        </fieldset>
      )}
      {chosen.length < most && (
        <Field className={styles.field} label={say('compose.topic-add')}>
          <Select value="" onChange={(_, { value }) => add(value)}>
            <option value="">{say('compose.topic-none')}</option>
            {known
              .filter(({ topic }) => !chosen.includes(topic))
              .map(({ topic, label }) => (
                <option key={topic} value={topic}>
                  {label}
                </option>
              ))}
          </Select>
        </Field>
      )}
    </section>
  );
}
