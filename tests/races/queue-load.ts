import { randomBytes } from 'node:crypto';
import type { Deps } from '../../api/src/deps.ts';
import { actOnTicket } from '../../api/src/queue/actions/act.ts';
import { queueClock } from '../../api/src/queue/actions/clock.ts';
import { joinQueue } from '../../api/src/queue/actions/join.ts';
import { callNext } from '../../api/src/queue/actions/next.ts';
import type { Reader } from '../../api/src/queue/actions/reader.ts';
import type { TicketEventRequest } from '../../api/src/queue/schema/tickets.ts';
import { seeded } from '../support/load.ts';
import type { Hired } from '../support/organisation.ts';

type Champion = { person: Hired; queueId: string };
type Asked = { ticketId: string; queueId: string; reader: Reader };
type Outcome = { ok: true } | { ok: false; reason: string };

/** Champions and learners of some queues, who do at random whatever can be done to tickets, at once. */
export class QueueLoad {
  /** What was done and answered, by its name, and how often something was refused, by the reason. */
  readonly did: Record<string, number> = {};
  readonly reasons: Record<string, number> = {};
  /** Answers that were lost with their connection. */
  lost = 0;
  /** Whatever else failed. */
  readonly faults: unknown[] = [];
  readonly #champions: readonly Champion[];
  readonly #learners: readonly Hired[];
  readonly #on: () => Deps;
  readonly #random: () => number;
  readonly #asked = new Map<Hired, Asked>();
  readonly #last = new Map<Hired, Asked>();
  readonly #held = new Map<Champion, string>();

  constructor(champions: readonly Champion[], learners: readonly Hired[], on: () => Deps, seed: number) {
    this.#champions = champions;
    this.#learners = learners;
    this.#on = on;
    this.#random = seeded(seed);
  }

  /** One thing that somebody does. */
  async attempt(): Promise<void> {
    const chance = this.#random();
    if (chance < 0.01) return void (await this.#try('clock', () => this.#tick()));
    return chance < 0.6 ? this.#help(this.#pick(this.#champions)) : this.#ask(this.#pick(this.#learners));
  }

  async #tick(): Promise<Outcome> {
    const deps = this.#on();
    await queueClock(deps, this.#pick(this.#learners).tenantId);
    return { ok: true };
  }

  async #help(champion: Champion): Promise<void> {
    const { person, queueId } = champion;
    const held = this.#held.get(champion);
    const chance = this.#random();
    if (held === undefined || chance < 0.15) {
      if (chance < 0.6) {
        const next = await this.#try('call', () => callNext(this.#on(), person, queueId));
        if (next?.ok) this.#held.set(champion, next.called[0]?.ticketId ?? '');
        else if (next?.reason === 'has-somebody') await this.#try('look', () => this.#lookForHeld(champion));
        return;
      }
      const wanted = this.#someTicket(queueId)?.ticketId;
      if (wanted === undefined) return;
      const does = chance < 0.85 ? ('pick' as const) : ('claim' as const);
      const step = does === 'pick' ? { does, reason: 'Why not', together: true } : { does, together: true };
      if ((await this.#act({ actor: person }, wanted, step))?.ok) this.#held.set(champion, wanted);
      return;
    }
    const step = this.#releasing(champion);
    const outcome = await this.#act({ actor: person }, held, step);
    const isTheirs = step.does === 'claim' || (outcome?.ok === false && outcome.reason === 'not-now');
    if (!isTheirs) this.#held.delete(champion);
  }

  #releasing(champion: Champion): TicketEventRequest {
    const chance = this.#random();
    if (chance < 0.25) return { does: 'claim', together: true };
    if (chance < 0.5) return { does: 'resolve', whatHelped: '', together: true };
    if (chance < 0.7) return { does: 'put-back', together: true };
    if (chance < 0.8) return { does: 'hold', note: '', together: true };
    if (chance < 0.85) return { does: 'no-show', together: false };
    const others = this.#champions.filter((other) => other !== champion);
    return { does: 'transfer', championId: this.#pick(others).person.personId, note: '', together: true };
  }

  async #ask(learner: Hired): Promise<void> {
    const asked = this.#asked.get(learner);
    if (!asked) return this.#join(learner);
    const chance = this.#random();
    const other = this.#someTicket()?.ticketId;
    const step: TicketEventRequest =
      chance < 0.05 && other !== undefined
        ? { does: 'join-group', otherTicketId: other }
        : { does: this.#step(chance) };
    const outcome = await this.#act(asked.reader, asked.ticketId, step);
    const isOver = step.does === 'withdraw' ? outcome?.ok : outcome?.ok === false && outcome.reason === 'ticket-over';
    if (isOver) this.#asked.delete(learner);
  }

  #step(chance: number) {
    const steps = ['leave-group', 'pause', 'resume', 'resume', 'withdraw', 'not-ready', 'run-out'] as const;
    return chance < 0.4 ? ('ready' as const) : this.#pick(steps);
  }

  async #join(learner: Hired): Promise<void> {
    const chance = this.#random();
    const last = this.#last.get(learner);
    if (last && chance < 0.2) {
      if ((await this.#act(last.reader, last.ticketId, { does: 'reopen' }))?.ok) this.#asked.set(learner, last);
      return;
    }
    const { queueId } = this.#pick(this.#champions);
    const isHidden = chance > 0.8;
    const reader = { actor: learner, askerKey: isHidden ? randomBytes(32).toString('base64url') : undefined };
    const wanted = { topic: null, question: 'How?', attachmentUrl: null, groupable: chance < 0.5 };
    const joined = await this.#try('join', () =>
      joinQueue(this.#on(), reader, queueId, { ...wanted, anonymity: isHidden ? 'for-good' : 'named' }),
    );
    if (!joined?.ok) return;
    const asked = { ticketId: joined.ticketId, queueId, reader };
    this.#asked.set(learner, asked);
    this.#last.set(learner, asked);
  }

  #act(reader: Reader, ticketId: string, step: TicketEventRequest): Promise<Outcome | undefined> {
    return this.#try(step.does, () => actOnTicket(this.#on(), reader, ticketId, step));
  }

  /** What a champion has, who lost sight of it: the other one of a group, or what was answered on a connection that broke. */
  async #lookForHeld(champion: Champion): Promise<Outcome> {
    const { tenantId, personId } = champion.person;
    const held = await this.#on().db.transaction(tenantId, (tx) =>
      tx.sql
        .selectFrom('tickets')
        .select('ticket_id')
        .where('champion_id', '=', personId)
        .where('state', 'in', ['called', 'claimed'])
        .executeTakeFirst(),
    );
    if (held) this.#held.set(champion, held.ticket_id);
    return { ok: true };
  }

  #someTicket(queueId?: string): Asked | undefined {
    const all = [...this.#asked.values()].filter((asked) => queueId === undefined || asked.queueId === queueId);
    return all.length > 0 ? this.#pick(all) : undefined;
  }

  /** `undefined` when nobody knows what became of it. */
  async #try<Answer extends Outcome>(name: string, work: () => Promise<Answer>): Promise<Answer | undefined> {
    try {
      const answer = await work();
      if (answer.ok) this.did[name] = (this.did[name] ?? 0) + 1;
      else this.reasons[answer.reason] = (this.reasons[answer.reason] ?? 0) + 1;
      return answer;
    } catch (error) {
      // A killed connection says so itself, or is merely found gone.
      if (/terminat|connection|ECONNRESET|EPIPE/i.test(String(error))) this.lost++;
      else this.faults.push(error);
      return undefined;
    }
  }

  #pick<T>(items: readonly T[]): T {
    return items[Math.floor(this.#random() * items.length)] as T;
  }
}
