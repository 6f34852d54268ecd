import { Checkbox, Field, Input, makeStyles, mergeClasses, Select, tokens } from '@fluentui/react-components';
import { useRef } from 'react';
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
      <TopicsOf chosen={offer.topics} onChange={(chosen) => onChange({ topics: chosen })} />
    </div>
  );
}

type TopicsOfProps = { chosen: readonly string[]; onChange: (chosen: string[]) => void };

/** What hours are kept for: the chosen topics, each taken out by its press, and a choice of the others. */
function TopicsOf({ chosen, onChange }: TopicsOfProps) {
  const styles = useStyles();
  const surface = useSurface();
  const { say } = useReader();
  const topics = useTopics();
  const fields = useRef<HTMLFieldSetElement>(null);
  const isChosen = ({ topic }: { topic: string }) => chosen.includes(topic);
  const takeOut = (topic: string) => {
    onChange(toggled(chosen, topic));
    // The chip that was pressed goes away.
    fields.current?.querySelector('select')?.focus();
  };
  return (
    <fieldset ref={fields} className={mergeClasses(surface.row, styles.group)}>
      <legend className={styles.legend}>{say('hours.topics')}</legend>
      {topics.filter(isChosen).map(({ topic, label }) => (
        <Chip key={topic} pressed onToggle={() => takeOut(topic)}>
          {label}
        </Chip>
      ))}
      <Select aria-label={say('hours.topics')} value="" onChange={(_, { value }) => onChange(toggled(chosen, value))}>
        <option value="">{say(chosen.length > 0 ? 'hours.topics-add' : 'hours.topics-any')}</option>
        {topics
          .filter((topic) => !isChosen(topic))
          .map(({ topic, label }) => (
            <option key={topic} value={topic}>
              {label}
            </option>
          ))}
      </Select>
    </fieldset>
  );
}

function toggled(chosen: readonly string[], one: string): string[] {
  return chosen.includes(one) ? chosen.filter((other) => other !== one) : [...chosen, one];
}
