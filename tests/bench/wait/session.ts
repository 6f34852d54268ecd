import type { Presence } from '../../../api/src/queue/capacity.ts';
import type { PastWait } from '../../../api/src/queue/patience.ts';
import type { Turn } from '../../../api/src/queue/service-time.ts';
import { newProgramme, type QueueState } from '../../../api/src/queue/wait.ts';
import type { Random } from '../../../infra/local/demo/random.ts';
import { erlang, lognormal } from './chance.ts';
import type { Queue, Session, Shift } from './families.ts';

/** What was known when somebody joined, and how long it then took until their turn. */
export type Moment = { state: QueueState; truth: number };

/** What a queue remembers, with times in minutes of the simulation's own clock. */
export type History = {
  turns: (Omit<Turn, 'ago'> & { at: number })[];
  waits: (Omit<PastWait, 'ago'> & { at: number })[];
};

type Person = { joinedAt: number; leavesAt: number; topic: string; left: boolean; moment: Moment | null };
type Desk = {
  shift: Shift;
  state: 'away' | 'free' | 'busy' | 'paused' | 'gone';
  since: number;
  topic: string;
  person: Person | null;
};
type Event = { at: number; happens: () => void };

const remembered = { turns: 200, waits: 300 };

/**
 * Plays one session and returns a moment for everybody who joined. Learners who left before their turn keep their place as a
 * ghost that takes nobody's time: their truth is the virtual wait, until a champion would have called them.
 * `opensAt` is the session's start on the queue's clock; `past` grows.
 */
export function play(queue: Queue, session: Session, past: History, opensAt: number, random: Random): Moment[] {
  return new Play(queue, session, past, opensAt, random).moments();
}

class Play {
  readonly #queue: Queue;
  readonly #session: Session;
  readonly #past: History;
  readonly #opensAt: number;
  readonly #random: Random;
  readonly #desks: Desk[];
  readonly #events: Event[] = [];
  readonly #moments: Moment[] = [];
  #line: Person[] = [];
  #now = 0;

  constructor(queue: Queue, session: Session, past: History, opensAt: number, random: Random) {
    this.#queue = queue;
    this.#session = session;
    this.#past = past;
    this.#opensAt = opensAt;
    this.#random = random;
    this.#desks = session.shifts.map((shift) => ({ shift, state: 'away', since: 0, topic: '', person: null }));
  }

  moments(): Moment[] {
    for (const desk of this.#desks) {
      const { from, late, goes } = desk.shift;
      if (late !== null) this.#at(from + late, () => this.#open(desk));
      if (goes) this.#at(goes.at, () => this.#mayGo(desk));
      if (goes?.back) this.#at(goes.back, () => this.#open(desk));
    }
    for (const at of this.#session.arrivals) this.#at(at, () => this.#join());
    for (let event = this.#next(); event; event = this.#next()) {
      this.#now = event.at;
      event.happens();
    }
    if (this.#line.length > 0) throw new Error(`${this.#line.length} people were never called`);
    return this.#moments;
  }

  #at(at: number, happens: () => void): void {
    const later = this.#events.findIndex((event) => event.at > at);
    this.#events.splice(later === -1 ? this.#events.length : later, 0, { at, happens });
  }

  #next(): Event | undefined {
    return this.#events.shift();
  }

  #join(): void {
    this.#noteLeavers();
    const waiting = this.#line.filter(({ left }) => !left);
    const active = this.#desks.filter(({ state }) => state === 'free' || state === 'busy').length;
    if (this.#random.fraction() < 1 - Math.exp((-this.#queue.balking * waiting.length) / Math.max(1, active))) return;
    const moment: Moment = { state: this.#state(waiting), truth: Number.NaN };
    this.#moments.push(moment);
    const patience = erlang(this.#queue.patience, this.#random);
    const topic = this.#random.pick(this.#queue.topics).id;
    this.#line.push({ joinedAt: this.#now, leavesAt: this.#now + patience, topic, left: false, moment });
    for (const desk of this.#desks) this.#call(desk);
  }

  #noteLeavers(): void {
    for (const person of this.#line) {
      if (person.left || person.leavesAt > this.#now) continue;
      person.left = true;
      const at = this.#opensAt + person.leavesAt;
      this.#past.waits.push({ minutes: person.leavesAt - person.joinedAt, at, left: true });
    }
  }

  #open(desk: Desk): void {
    if (desk.state !== 'away') return;
    desk.state = 'free';
    this.#call(desk);
  }

  /** A free champion calls whoever is next; everybody ahead of them who has left would have been called now. */
  #call(desk: Desk): void {
    if (desk.state !== 'free') return;
    this.#noteLeavers();
    while (this.#line[0]?.left) this.#settle(this.#line.shift() as Person);
    const person = this.#line.shift();
    if (person) this.#help(desk, person);
    else if (this.#now >= desk.shift.until) this.#leave(desk);
  }

  /** Whose hours end with the session stays for those who wait by then. */
  #seesLineThrough({ until }: Shift): boolean {
    return until >= this.#session.length;
  }

  #mayLeave(desk: Desk): boolean {
    return this.#now >= desk.shift.until && !this.#seesLineThrough(desk.shift) && this.#othersThere(desk);
  }

  #settle(person: Person): void {
    if (person.moment) person.moment.truth = this.#now - person.joinedAt;
    person.moment = null;
  }

  #help(desk: Desk, person: Person): void {
    if (person.moment) {
      const minutes = this.#now - person.joinedAt;
      this.#past.waits.push({ minutes, at: this.#opensAt + this.#now, left: false });
    }
    this.#settle(person);
    desk.state = 'busy';
    desk.since = this.#now;
    desk.topic = person.topic;
    const { minutes, topics, spread, noShows, returns } = this.#queue;
    const pace = desk.shift.champion.pace * (topics.find(({ id }) => id === person.topic)?.pace ?? 1);
    const absent = this.#random.fraction() < noShows;
    const took = absent ? 1 + 2 * this.#random.fraction() : lognormal(minutes * pace, spread, this.#random);
    const returned = !absent && this.#desks.length > 1 && this.#random.fraction() < returns;
    this.#at(this.#now + took, () => this.#finish(desk, person, took, returned));
  }

  #finish(desk: Desk, person: Person, minutes: number, returned: boolean): void {
    const { champion } = desk.shift;
    const at = this.#opensAt + this.#now;
    this.#past.turns.push({ championId: champion.id, topic: person.topic, minutes, at, returned });
    // With their place kept, they stand before everybody who joined later, and are in no mood to leave.
    if (returned) this.#line.unshift({ ...person, leavesAt: Number.POSITIVE_INFINITY, moment: null });
    desk.state = 'free';
    if (this.#mayLeave(desk) || this.#wantsToGo(desk)) this.#leave(desk);
    else if (this.#now < this.#session.length && this.#random.fraction() < champion.pauses) this.#pause(desk);
    for (const any of returned ? this.#desks : [desk]) this.#call(any);
  }

  #pause(desk: Desk): void {
    desk.state = 'paused';
    desk.since = this.#now;
    this.#at(this.#now + lognormal(7, 0.6, this.#random), () => {
      desk.state = 'free';
      if (this.#mayLeave(desk)) this.#leave(desk);
      else this.#call(desk);
    });
  }

  #mayGo(desk: Desk): void {
    if (desk.state === 'free' && this.#othersThere(desk)) this.#leave(desk);
  }

  #wantsToGo(desk: Desk): boolean {
    const { goes } = desk.shift;
    if (!goes || this.#now < goes.at || this.#now >= (goes.back ?? Number.POSITIVE_INFINITY)) return false;
    return this.#othersThere(desk);
  }

  #othersThere(desk: Desk): boolean {
    return this.#desks.some((other) => other !== desk && ['free', 'busy', 'paused'].includes(other.state));
  }

  #leave(desk: Desk): void {
    const back = desk.shift.goes?.back ?? 0;
    desk.state = back > this.#now ? 'away' : 'gone';
  }

  #state(waiting: readonly Person[]): QueueState {
    const now = this.#opensAt + this.#now;
    return {
      line: waiting.map(({ joinedAt, topic }) => ({ waited: this.#now - joinedAt, topic })),
      champions: this.#desks.flatMap((desk) => this.#presence(desk)),
      turns: this.#past.turns.slice(-remembered.turns).map(({ at, ...turn }) => ({ ...turn, ago: now - at })),
      waits: this.#past.waits.slice(-remembered.waits).map(({ at, ...wait }) => ({ ...wait, ago: now - at })),
      programme: newProgramme,
    };
  }

  /** As the product knows it: published hours, and who is there; not who will come late, pause or go. */
  #presence({ shift, state, since, topic }: Desk): Presence[] {
    const hoursLeft = this.#seesLineThrough(shift) ? null : shift.until - this.#now;
    const known = { championId: shift.champion.id, hoursLeft };
    if (state === 'free') return [{ ...known, state }];
    if (state === 'busy') return [{ ...known, state, since: this.#now - since, topic }];
    if (state === 'paused') return [{ ...known, state }];
    const startsIn = shift.from - this.#now;
    // Who has not come for a quarter of an hour is not expected any more; who has gone had come.
    return state === 'away' && !this.#hasGone(shift) && startsIn > -15
      ? [{ ...known, state: 'expected', startsIn }]
      : [];
  }

  #hasGone({ goes }: Shift): boolean {
    return goes !== null && this.#now >= goes.at;
  }
}
