import { randomUUID } from 'node:crypto';
import { Temporal } from 'temporal-polyfill';
import type { Deps } from '../../api/src/deps.ts';
import { bookSlot } from '../../api/src/office-hours/actions/book.ts';
import { cancelBooking, releaseBookingsOf } from '../../api/src/office-hours/actions/cancel.ts';
import { holdSlot, releaseHold } from '../../api/src/office-hours/actions/hold.ts';
import { publishOfficeHours } from '../../api/src/office-hours/actions/hours.ts';
import { moveBooking } from '../../api/src/office-hours/actions/move.ts';
import { bookSeries } from '../../api/src/office-hours/actions/series.ts';
import type { Booking } from '../../api/src/office-hours/schema/bookings.ts';
import { answerOnce } from '../../api/src/platform/answer-once.ts';
import type { OpenDatabase } from '../../api/src/platform/database.ts';
import { seeded } from '../support/load.ts';
import { hours } from '../support/office-hours.ts';
import { type Hired, hire, makeChampion, type Organisation, type testDeps } from '../support/organisation.ts';

type Known = { bookingId: string; championId: string; startsAt: string; sides: [Hired, Hired] };
type Answer = { ok: boolean; reason?: string };

/** What was asked, how, and what was answered, for comparing it with what the database has at the end. */
export type Log = {
  did: Record<string, number>;
  reasons: Set<string>;
  /** Every answer by the key that it was asked for under. */
  answers: Map<string, string>;
  booked: Set<string>;
  cancelled: Set<string>;
  /** How often an answer was lost with its connection, and asked for again. */
  lost: number;
  /** Two different answers under one key. */
  contradictions: string[];
};

const perClockMinute = 25;

/** People who hold, book, move, cancel and leave, all at once and under keys, through several processes' connections. */
export class BookingLoad {
  readonly log: Log = {
    did: {},
    reasons: new Set(),
    answers: new Map(),
    booked: new Set(),
    cancelled: new Set(),
    lost: 0,
    contradictions: [],
  };
  readonly #organisation: Organisation;
  readonly #deps: ReturnType<typeof testDeps>;
  readonly #replicas: readonly OpenDatabase[];
  readonly #random: () => number;
  #champions: Hired[] = [];
  #learners: Hired[] = [];
  #owner: Hired | undefined;
  #standing: Known[] = [];
  #held: Known[] = [];
  #asked = 0;

  constructor(
    organisation: Organisation,
    deps: ReturnType<typeof testDeps>,
    replicas: readonly OpenDatabase[],
    seed: number,
  ) {
    this.#organisation = organisation;
    this.#deps = deps;
    this.#replicas = replicas;
    this.#random = seeded(seed);
  }

  /** Champions of every kind, some of whom learn from one another, and more learners than there are places. */
  async open(): Promise<void> {
    const kinds = [
      { sessionMinutes: 30 },
      { sessionMinutes: 45, bufferBeforeMinutes: 5, bufferAfterMinutes: 10 },
      { sessionMinutes: 30, seats: 3 },
      { sessionMinutes: 60, seats: 5, bufferAfterMinutes: 15 },
      { sessionMinutes: 20, sessionsPerDay: 3 },
    ];
    for (const kind of kinds) {
      const champion = await makeChampion(this.#organisation, await this.#hire(), { kind: 'mentor' });
      const week = { weekdays: [1, 2, 3, 4, 5, 6, 7], timeZone: 'UTC', horizonDays: 7, ...kind };
      await publishOfficeHours(this.#deps, champion, champion.personId, hours(week));
      this.#champions.push(champion);
    }
    this.#learners = [...(await Promise.all(Array.from({ length: 24 }, () => this.#hire()))), ...this.#champions];
    this.#owner = await hire(this.#organisation, { roles: ['owner'] });
  }

  #hire = () => hire(this.#organisation, { timeZone: 'UTC' });

  /** One thing that somebody wants, and the answer. Time goes on a little, so that holds run out and days pass. */
  async attempt(): Promise<void> {
    if (++this.#asked % perClockMinute === 0) this.#deps.clock.now = this.#deps.clock.now.add({ minutes: 1 });
    const dice = this.#random();
    if (dice < 0.2) return this.#hold();
    if (dice < 0.3) return this.#bookHeld();
    if (dice < 0.62) return this.#book();
    if (dice < 0.77) return this.#move();
    if (dice < 0.93) return this.#cancel();
    if (dice < 0.965) return this.#letGo();
    if (dice < 0.99) return this.#series();
    return this.#leave();
  }

  async #hold(): Promise<void> {
    const { learner, request } = this.#wish();
    const held = await this.#ask('hold', learner, (deps) => holdSlot(deps, learner, request));
    if (isBooking(held)) this.#held.push(this.#known(held, learner));
  }

  async #book(): Promise<void> {
    const { learner, request } = this.#wish();
    const booked = await this.#ask('book', learner, (deps) => bookSlot(deps, learner, { ...request, ...nothing }));
    if (isBooking(booked)) this.#stands(this.#known(booked, learner));
  }

  async #bookHeld(): Promise<void> {
    const hold = this.#take(this.#held);
    if (!hold) return this.#hold();
    const { championId, startsAt, bookingId, sides } = hold;
    const request = { championId, startsAt, holdId: bookingId, ...nothing };
    const booked = await this.#ask('book held', sides[0], (deps) => bookSlot(deps, sides[0], request));
    if (isBooking(booked)) this.#stands(this.#known(booked, sides[0]));
  }

  async #letGo(): Promise<void> {
    const hold = this.#take(this.#held);
    if (!hold) return;
    await this.#insist(() => releaseHold(this.#process(), hold.sides[0], hold.bookingId));
    this.#count('let go');
  }

  async #move(): Promise<void> {
    const known = this.#pick(this.#standing);
    if (!known) return this.#book();
    const mover = this.#pick(known.sides) as Hired;
    const to = { startsAt: this.#time(known.championId), note: '' };
    const moved = await this.#ask('move', mover, (deps) => moveBooking(deps, mover, known.bookingId, to));
    if (isBooking(moved)) known.startsAt = moved.startsAt;
  }

  async #cancel(): Promise<void> {
    const known = this.#take(this.#standing);
    if (!known) return this.#book();
    const { bookingId } = known;
    const who = this.#pick(known.sides) as Hired;
    const cancelled = await this.#ask('cancel', who, (deps) => cancelBooking(deps, who, bookingId, { note: '' }));
    if (isBooking(cancelled)) this.log.cancelled.add(bookingId);
  }

  async #series(): Promise<void> {
    const { learner, request } = this.#wish();
    const first = Temporal.Instant.from(request.startsAt);
    const starts = [0, 7, 14].map((days) => first.add({ hours: 24 * days }).toString());
    const { championId } = request;
    const wanted = { championId, everyWeeks: 1, starts, topic: null, question: '' };
    const booked = await this.#ask('series', learner, (deps) => bookSeries(deps, learner, wanted));
    const bookings = 'bookings' in booked ? (booked.bookings as Booking[]) : [];
    for (const booking of bookings) this.#stands(this.#known(booking, learner));
  }

  /** A learner leaves the organisation in the middle of it all, and somebody new comes. */
  async #leave(): Promise<void> {
    const at = Math.floor(this.#random() * (this.#learners.length - this.#champions.length));
    const leaver = this.#learners[at] as Hired;
    this.#learners[at] = await this.#hire();
    const { tenantId, personId } = leaver;
    await this.#insist(() => {
      const deps = this.#process();
      return deps.db.transaction(tenantId, async (tx) => {
        await tx.sql
          .updateTable('people')
          .set({ active: false, left_at: deps.now() })
          .where('tenant_id', '=', tenantId)
          .where('person_id', '=', personId)
          .execute();
        return releaseBookingsOf({ ...deps, db: tx }, this.#owner as Hired, [personId]);
      });
    });
    this.#count('leave');
  }

  /** Asks under a key, again while the answer is lost; sometimes twice at once, as an impatient client does. */
  async #ask(what: string, who: Hired, work: (deps: Deps) => Promise<object>): Promise<Answer> {
    const key = randomUUID();
    const once = () =>
      this.#insist(() => answerOnce(this.#process(), who, { key, operation: what, input: null }, work));
    const answers = await Promise.all(this.#random() < 0.1 ? [once(), once()] : [once()]);
    const texts = new Set(answers.map((answer) => JSON.stringify(answer)));
    if (texts.size > 1) this.log.contradictions.push(...texts);
    const [answer] = answers as [Answer];
    this.log.answers.set(key, JSON.stringify(answer));
    this.#count(what);
    if (answer.reason) this.log.reasons.add(answer.reason);
    return answer;
  }

  async #insist<T>(work: () => Promise<T>): Promise<T> {
    for (;;) {
      try {
        return await work();
      } catch (error) {
        if (!isLost(error)) throw error;
        this.log.lost++;
      }
    }
  }

  /** The product as one of its processes has it. */
  #process(): Deps {
    return { ...this.#deps, db: this.#pick(this.#replicas) as OpenDatabase };
  }

  #wish() {
    const champion = this.#pick(this.#champions) as Hired;
    const { personId: championId } = champion;
    return { learner: this.#pick(this.#learners) as Hired, request: { championId, startsAt: this.#time(championId) } };
  }

  /** One of the few times of tomorrow and the day after, so that many want the same. */
  #time(championId: string): string {
    const minutes = [30, 45, 30, 60, 20][this.#champions.findIndex(({ personId }) => personId === championId)] ?? 30;
    const day = this.#deps.clock.now
      .toZonedDateTimeISO('UTC')
      .startOfDay()
      .add({ days: this.#random() < 0.5 ? 1 : 2 });
    const slot = Math.floor(this.#random() * Math.floor(120 / minutes));
    return day
      .add({ minutes: 600 + slot * minutes })
      .toInstant()
      .toString();
  }

  #known({ bookingId, champion, startsAt }: Booking, learner: Hired): Known {
    const host = this.#champions.find(({ personId }) => personId === champion.personId) as Hired;
    return { bookingId, startsAt, championId: champion.personId, sides: [learner, host] };
  }

  #stands(known: Known): void {
    this.#standing.push(known);
    this.log.booked.add(known.bookingId);
  }

  #pick<T>(items: readonly T[]): T | undefined {
    return items[Math.floor(this.#random() * items.length)];
  }

  #take<T>(items: T[]): T | undefined {
    return items.splice(Math.floor(this.#random() * items.length), 1)[0];
  }

  #count(what: string): void {
    this.log.did[what] = (this.log.did[what] ?? 0) + 1;
  }
}

const nothing = { topic: null, question: '' };

function isBooking(answer: Answer | Booking): answer is Answer & Booking {
  return 'bookingId' in answer && 'champion' in answer;
}

/** The server ended the connection, or it broke: whether anything was done is not known. */
function isLost(error: unknown): boolean {
  const { code = '', message = '' } = error as { code?: string; message?: string };
  return (
    ['57P01', 'ECONNRESET', 'EPIPE'].includes(code) || /connection (error|terminated)|not queryable/i.test(message)
  );
}
