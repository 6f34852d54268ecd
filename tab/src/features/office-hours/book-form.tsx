import { Button, Field, mergeClasses, Textarea } from '@fluentui/react-components';
import type { Booking } from '@open-door/api/office-hours/schema/bookings.ts';
import type { OfferedSlotOnWire, SlotOnWire } from '@open-door/api/office-hours/schema/slots.ts';
import type { Person } from '@open-door/api/people/schema.ts';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { reasonOf } from '../../api.ts';
import { Heading } from '../../components/heading.tsx';
import { useSurface } from '../../components/surface.ts';
import { useReader, useReading } from '../../reader.tsx';
import { dayAndClock, givenName } from '../../times.ts';
import type { Wish } from '../matching/matching.ts';
import { TopicField } from '../matching/topic-field.tsx';
import { BookRefusal } from './book-refusal.tsx';
import { useFormSides } from './form-sides.ts';
import { useHolding } from './holding.ts';
import { KeptFor } from './kept-for.tsx';
import { PlaceChoice } from './place-choice.tsx';
import { useBook } from './session-changes.ts';
import { SlotChoice } from './slot-choice.tsx';
import { isFull } from './slot-words.ts';
import { useSlots } from './slots.ts';
import { useJoinWaitingList } from './waiting.ts';

type BookFormProps = {
  champion: Person;
  /** Its goal begins the question, its first topic is chosen. */
  wish: Wish;
  /** Keys of topics that were recognised in the goal, the likeliest first. */
  recognised: readonly string[];
  /** ISO 8601 start of a slot chosen before. */
  at: string | undefined;
  /** The ticket in a live queue that the session is booked instead of. */
  ticketId: string | undefined;
  /** The leader's post that led here. */
  postId: string | undefined;
  onBooked: (booking: Booking) => void;
  /** The learner waits for a place instead. */
  onWaiting: () => void;
};

/**
 * Time and question. The chosen time is kept for the learner while they write. A refusal keeps both, and offers the nearest
 * times in place; where nothing is free, the same form joins the waiting list.
 */
export function BookForm({ champion, wish, recognised, at, ticketId, postId, onBooked, onWaiting }: BookFormProps) {
  const styles = useFormSides();
  const surface = useSurface();
  const { say } = useReader();
  const [topic, setTopic] = useState(() => firstTopic([...wish.topics, ...recognised], champion));
  const [question, setQuestion] = useState(wish.goal);
  const [missing, setMissing] = useState(false);
  const time = useTime(champion.personId, at);
  const sending = useSending(champion.personId, time, { ticketId, postId, onBooked, onWaiting });
  const confirm = useRef<HTMLDivElement>(null);
  const choose = (slot: SlotOnWire) => {
    setMissing(false);
    sending.reset();
    time.choose(slot);
  };
  const takeNearest = (slot: SlotOnWire) => {
    choose(slot);
    confirm.current?.querySelector('button')?.focus();
  };
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (time.startsAt === undefined && !time.nothingFree) return setMissing(true);
    sending.send({ topic: topic || null, question });
  };
  return (
    <form className={styles.form} onSubmit={send}>
      <section className={mergeClasses(surface.stack, styles.times)}>
        <Heading>{say('book.times')}</Heading>
        <SlotChoice
          champion={champion}
          chosen={time.startsAt}
          kept={time.kept}
          onChoose={choose}
          missing={missing && time.startsAt === undefined}
        />
      </section>
      <section className={surface.stack}>
        <Heading>{say('book.question')}</Heading>
        <KeptFor holding={time.holding} />
        {time.slot && <PlaceChoice slot={time.slot} chosen={time.place} onChoose={time.choosePlace} />}
        <TopicField value={topic} onChange={setTopic} />
        <Field label={say('book.ask', { name: givenName(champion.displayName) })} hint={say('book.ask-hint')}>
          <Textarea
            value={question}
            rows={5}
            maxLength={2000}
            resize="vertical"
            onChange={(_, { value }) => setQuestion(value)}
          />
        </Field>
        <BookRefusal
          error={sending.error ?? time.holding.error}
          champion={champion}
          wish={{ ...wish, goal: question }}
          onTake={takeNearest}
        />
      </section>
      <div ref={confirm} className={styles.confirm}>
        <Button type="submit" appearance="primary" disabledFocusable={sending.isPending}>
          <ConfirmWords time={time} champion={champion} />
        </Button>
      </div>
    </form>
  );
}

/** The chosen time, what it is like, and how it is kept. */
function useTime(championId: string, at: string | undefined) {
  const slots = useSlots(championId);
  const holding = useHolding(championId);
  const [startsAt, setStartsAt] = useState(at);
  const [chosen, setChosen] = useState<OfferedSlotOnWire>();
  // Free again, which the list does not know yet: whoever goes through the times finds the way back.
  const [before, setBefore] = useState<OfferedSlotOnWire>();
  const [place, choosePlace] = useState<'teams' | 'room'>('teams');
  // A time that came with the address is looked up once the times are here.
  const slot = chosen ?? slots.items?.find((one) => one.startsAt === startsAt);
  const choose = (wanted: SlotOnWire) => {
    const known = 'place' in wanted ? (wanted as OfferedSlotOnWire) : undefined;
    const full = known ?? slots.items?.find((one) => one.startsAt === wanted.startsAt);
    setStartsAt(wanted.startsAt);
    setBefore(slot);
    setChosen(full);
    if (full && isFull(full)) holding.letGo();
    else holding.keep(wanted.startsAt);
  };
  const { keep } = holding;
  // biome-ignore lint/correctness/useExhaustiveDependencies: only the time the page was opened with
  useEffect(() => {
    if (at) keep(at);
  }, []);
  return {
    startsAt,
    slot,
    kept: [slot, before].filter((one) => one !== undefined),
    place,
    choosePlace,
    holding,
    choose,
    forget: () => {
      setStartsAt(undefined);
      setChosen(undefined);
      setBefore(undefined);
    },
    nothingFree: startsAt === undefined && slots.items?.length === 0,
  };
}

type Time = ReturnType<typeof useTime>;

/** Books the chosen time, or waits for a place in a full session or for any time of a champion who has none. */
function useSending(
  championId: string,
  time: Time,
  { ticketId, postId, onBooked, onWaiting }: Pick<BookFormProps, 'ticketId' | 'postId' | 'onBooked' | 'onWaiting'>,
) {
  const book = useBook(ticketId);
  const wait = useJoinWaitingList();
  const send = (about: { topic: string | null; question: string }) => {
    if (book.isPending || wait.isPending) return;
    const { startsAt, slot, place, holding } = time;
    if (startsAt === undefined || (slot && isFull(slot))) {
      const sessionId = slot?.sessionId ?? null;
      return wait.mutate({ body: { championId, sessionId, ...about } }, { onSuccess: onWaiting });
    }
    const body = {
      championId,
      startsAt,
      ...about,
      ...(slot?.place === 'either' && { place }),
      ...(holding.holdId && { holdId: holding.holdId }),
      ...(postId && { postId }),
    };
    const refused = (error: Error) => {
      if (reasonOf('POST /api/bookings', error) === 'slot-taken') time.forget();
    };
    book.mutate({ body }, { onSuccess: onBooked, onError: refused });
  };
  return {
    send,
    isPending: book.isPending || wait.isPending,
    error: book.error ?? wait.error,
    reset: () => {
      book.reset();
      wait.reset();
    },
  };
}

function ConfirmWords({ time, champion }: { time: Time; champion: Person }) {
  const { say } = useReader();
  const reading = useReading();
  const { startsAt, slot, nothingFree } = time;
  if (nothingFree) return say('book.wait', { name: givenName(champion.displayName) });
  if (!startsAt) return say('book.confirm');
  const when = dayAndClock(startsAt, reading);
  return say(slot && isFull(slot) ? 'book.wait-for' : 'match.book', { when });
}

/** The first of these topics the champion knows, else the first, else none. */
function firstTopic(topics: readonly string[], { champion }: Person): string {
  const known = champion?.skills.map(({ topic }) => topic) ?? [];
  return topics.find((topic) => known.includes(topic)) ?? topics[0] ?? '';
}
