import { Button, Field, makeStyles, mergeClasses, Select, Textarea, tokens } from '@fluentui/react-components';
import type { Booking } from '@open-door/api/office-hours/schema/bookings.ts';
import type { SlotOnWire } from '@open-door/api/office-hours/schema/slots.ts';
import type { Person } from '@open-door/api/people/schema.ts';
import { type FormEvent, useRef, useState } from 'react';
import { reasonOf } from '../../api.ts';
import { Heading } from '../../components/heading.tsx';
import { useSurface } from '../../components/surface.ts';
import { useReader, useReading } from '../../reader.tsx';
import { dayAndClock, givenName } from '../../times.ts';
import { useTopics, type Wish } from '../matching/matching.ts';
import { BookRefusal } from './book-refusal.tsx';
import { useBook } from './sessions.ts';
import { SlotChoice } from './slot-choice.tsx';

const useStyles = makeStyles({
  form: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr)',
    gap: tokens.spacingVerticalL,
    alignItems: 'start',
    '@media (min-width: 1200px)': {
      gridTemplateColumns: 'minmax(0, 1fr) minmax(0, 1fr)',
      gridTemplateRows: 'auto 1fr',
      columnGap: tokens.spacingHorizontalXXXL,
    },
  },
  times: { '@media (min-width: 1200px)': { gridRow: 'span 2' } },
  /** On a phone it stays where the thumb is, whatever part of the form is on screen. */
  confirm: {
    display: 'flex',
    '@media (max-width: 480px)': {
      position: 'sticky',
      bottom: 0,
      display: 'grid',
      marginInline: `calc(-1 * ${tokens.spacingHorizontalL})`,
      padding: tokens.spacingVerticalM,
      backgroundColor: tokens.colorNeutralBackground1,
      borderTop: `${tokens.strokeWidthThin} solid ${tokens.colorNeutralStroke2}`,
    },
  },
});

type BookFormProps = {
  champion: Person;
  /** Its goal begins the question, its first topic is chosen. */
  wish: Wish;
  /** ISO 8601 start of a slot chosen before. */
  at: string | undefined;
  onBooked: (booking: Booking) => void;
};

/** Time and question. A refusal keeps both, and offers the nearest times in place. */
export function BookForm({ champion, wish, at, onBooked }: BookFormProps) {
  const styles = useStyles();
  const surface = useSurface();
  const { say } = useReader();
  const reading = useReading();
  const topics = useTopics();
  const book = useBook();
  const [chosen, setChosen] = useState(at);
  const [missing, setMissing] = useState(false);
  const [topic, setTopic] = useState(() => firstTopic(wish, champion));
  const [question, setQuestion] = useState(wish.goal);
  const confirm = useRef<HTMLDivElement>(null);
  const choose = (startsAt: string) => {
    setChosen(startsAt);
    setMissing(false);
    book.reset();
  };
  const takeNearest = ({ startsAt }: SlotOnWire) => {
    choose(startsAt);
    confirm.current?.querySelector('button')?.focus();
  };
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (!chosen) return setMissing(true);
    const body = { championId: champion.personId, startsAt: chosen, topic: topic || null, question };
    const refused = (error: Error) => {
      if (reasonOf('POST /api/bookings', error) === 'slot-taken') setChosen(undefined);
    };
    if (!book.isPending) book.mutate({ body }, { onSuccess: onBooked, onError: refused });
  };
  return (
    <form className={styles.form} onSubmit={send}>
      <section className={mergeClasses(surface.stack, styles.times)}>
        <Heading>{say('book.times')}</Heading>
        <SlotChoice champion={champion} chosen={chosen} onChoose={choose} missing={missing} />
      </section>
      <section className={surface.stack}>
        <Heading>{say('book.question')}</Heading>
        <Field label={say('book.topic')}>
          <Select value={topic} onChange={(_, { value }) => setTopic(value)}>
            <option value="">{say('book.no-topic')}</option>
            {topics.map(({ topic: key, label }) => (
              <option key={key} value={key}>
                {label}
              </option>
            ))}
          </Select>
        </Field>
        <Field label={say('book.ask', { name: givenName(champion.displayName) })} hint={say('book.ask-hint')}>
          <Textarea
            value={question}
            rows={5}
            maxLength={2000}
            resize="vertical"
            onChange={(_, { value }) => setQuestion(value)}
          />
        </Field>
        <BookRefusal error={book.error} champion={champion} wish={wish} onTake={takeNearest} />
      </section>
      <div ref={confirm} className={styles.confirm}>
        <Button type="submit" appearance="primary" disabledFocusable={book.isPending}>
          {chosen ? say('match.book', { when: dayAndClock(chosen, reading) }) : say('book.confirm')}
        </Button>
      </div>
    </form>
  );
}

/** A topic of the wish the champion knows, else the wish's first, else none. */
function firstTopic({ topics }: Wish, { champion }: Person): string {
  const known = champion?.skills.map(({ topic }) => topic) ?? [];
  return topics.find((topic) => known.includes(topic)) ?? topics[0] ?? '';
}
