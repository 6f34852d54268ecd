import { actOnTicket } from '@open-door/api/queue/actions/act.ts';
import { joinQueue } from '@open-door/api/queue/actions/join.ts';
import { openQueue } from '@open-door/api/queue/actions/open.ts';
import { setUpOwnQueue } from '@open-door/api/queue/actions/settings.ts';
import { getCurrentTicket } from '@open-door/api/queue/actions/tickets.ts';
import { queueSettings } from '@open-door/api/queue/schema/queues.ts';
import { newTicket, type TicketEventRequest } from '@open-door/api/queue/schema/tickets.ts';
import type { DemoStage } from '../support/stage.ts';
import { actorOf } from './desk-week.ts';

function done<Answer extends { ok: true } | { ok: false; reason: string }>(answer: Answer) {
  if (!answer.ok) throw new Error(answer.reason);
  return answer as Extract<Answer, { ok: true }>;
}

/** People of the demo organisation in live queues, without a browser. */
export function queueWith(stage: DemoStage) {
  const { deps } = stage;
  const as = (name: string, askerKey?: string) => ({ actor: actorOf(stage, name), ...(askerKey && { askerKey }) });
  const act = async (name: string, ticketId: string, event: TicketEventRequest) =>
    done(await actOnTicket(deps, as(name), ticketId, event));
  return {
    act,
    /** Opens the champion's own queue and answers its id. */
    open: async (champion: string, name: string): Promise<string> => {
      const actor = actorOf(stage, champion);
      const { queueId } = done(await setUpOwnQueue(deps, actor, queueSettings.parse({ name })));
      done(await openQueue(deps, actor, queueId, {}));
      return queueId;
    },
    /** Joins with a question, out of whatever line they stood in before; answers the ticket's id. */
    join: async (name: string, queueId: string, wanted: object, askerKey?: string): Promise<string> => {
      const reader = as(name, askerKey);
      const { ticket } = await getCurrentTicket(deps, reader);
      if (ticket && !ticket.endedBy) await act(name, ticket.ticketId, { does: 'withdraw' });
      return done(await joinQueue(deps, reader, queueId, newTicket.parse(wanted))).ticketId;
    },
  };
}
