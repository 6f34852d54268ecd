import { Checkbox, Field, Input, makeStyles, mergeClasses, Select, tokens } from '@fluentui/react-components';
import { Chip } from '../../components/chip.tsx';
import { useSurface } from '../../components/surface.ts';
import { useReader } from '../../reader.tsx';
import { useTopics } from '../matching/matching.ts';
import { languageName } from '../people/languages.ts';
import { useMyself } from '../people/me.ts';
import type { Offer } from './hours-draft.ts';

const useStyles = makeStyles({
  fields: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(min(11rem, 100%), 1fr))',
    gap: tokens.spacingHorizontalM,
    '> *': { gridTemplateColumns: 'minmax(0, 1fr)' },
  },
  group: { margin: 0, padding: 0, border: 'none', minWidth: 0 },
  legend: { padding: 0, marginBottom: tokens.spacingVerticalXS },
});

const places = ['teams', 'room', 'either'] as const;
const groupSizes = [2, 3, 4, 5, 6, 8, 10, 12, 15, 20, 30, 50];

type OfferFieldsProps = {
  offer: Offer;
  onChange: (changed: Partial<Offer>) => void;
  /** What is wrong with the room, in words. */
  problem: string | undefined;
};

/** What the sessions of some hours are like: for how many, where, what about, in which languages. */
export function OfferFields({ offer, onChange, problem }: OfferFieldsProps) {
  const styles = useStyles();
  const surface = useSurface();
  const { say, locale } = useReader();
  const { languages: mine } = useMyself();
  const topics = useTopics();
  const { seats, place, room } = offer;
  const sizes = groupSizes.includes(seats) || seats === 1 ? groupSizes : [...groupSizes, seats].sort((a, b) => a - b);
  return (
    <div className={surface.stack}>
      <div className={styles.fields}>
        <Field label={say('hours.seats')}>
          <Select value={String(seats)} onChange={(_, { value }) => onChange({ seats: Number(value) })}>
            <option value="1">{say('hours.one-to-one')}</option>
            {sizes.map((size) => (
              <option key={size} value={size}>
                {say('hours.group', { size })}
              </option>
            ))}
          </Select>
        </Field>
        <Field label={say('hours.place')}>
          <Select value={place} onChange={(_, { value }) => onChange({ place: value as Offer['place'] })}>
            {places.map((one) => (
              <option key={one} value={one}>
                {say(`hours.place-${one}`)}
              </option>
            ))}
          </Select>
        </Field>
        {place !== 'teams' && (
          <Field label={say('hours.room')} {...(problem && { validationMessage: problem })}>
            <Input value={room} maxLength={120} onChange={(_, { value }) => onChange({ room: value })} />
          </Field>
        )}
      </div>
      {mine.length > 1 && (
        <fieldset className={mergeClasses(surface.row, styles.group)}>
          <legend className={styles.legend}>{say('hours.languages')}</legend>
          {mine.map((tag) => (
            <Checkbox
              key={tag}
              label={languageName(tag, locale)}
              checked={offer.languages.includes(tag)}
              onChange={() => onChange({ languages: toggled(offer.languages, tag) })}
            />
          ))}
        </fieldset>
      )}
      <fieldset className={mergeClasses(surface.row, styles.group)}>
        <legend className={styles.legend}>{say('hours.topics')}</legend>
        {topics.map(({ topic, label }) => (
          <Chip
            key={topic}
            pressed={offer.topics.includes(topic)}
            onToggle={() => onChange({ topics: toggled(offer.topics, topic) })}
          >
            {label}
          </Chip>
        ))}
      </fieldset>
    </div>
  );
}

function toggled(chosen: readonly string[], one: string): string[] {
  return chosen.includes(one) ? chosen.filter((other) => other !== one) : [...chosen, one];
}
