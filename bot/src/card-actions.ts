import { bookingRequest } from '@open-door/api/office-hours/schema/bookings.ts';
import { id } from '@open-door/api/platform/contract.ts';
import { z } from 'zod';

/** Cards carry their version: the buttons of an older one are answered with words instead of being misread. */
export const cardVersion = 1;

const bookingId = z.uuid();

/** What each button of our cards carries, with what was typed beside it. Nothing in it says who the person is. */
const actions = {
  say: z.object({ said: z.string().min(1).max(200) }),
  find: z.object({ goal: z.string().trim().max(600).default('') }),
  /** `name` is the champion's, to be said when the time cannot be had. */
  book: bookingRequest.extend({ name: z.string().max(300) }),
  sessions: z.object({}),
  'ask-cancel': z.object({ bookingId }),
  cancel: z.object({ bookingId, note: z.string().trim().max(1_000).default('') }),
};
type Actions = typeof actions;
export type Verb = keyof Actions;

/** A button that was pressed, by its verb. */
export type CardAction = { [Name in Verb]: { verb: Name } & z.output<Actions[Name]> }[Verb];
/** What a button carries before anything is typed. */
export type ActionData<Name extends Verb> = z.input<Actions[Name]>;

const invoke = z.object({
  action: z.object({
    verb: z.enum(Object.keys(actions) as Verb[]),
    data: z.looseObject({ version: z.literal(cardVersion), for: id }),
  }),
});

/** The value of an `adaptiveCard/action` invoke; `undefined` when no card of this version sends such a thing. */
export function readCardAction(value: unknown): { for: string; action: CardAction } | undefined {
  const parsed = invoke.safeParse(value);
  if (!parsed.success) return undefined;
  const { verb, data } = parsed.data.action;
  const payload = actions[verb].safeParse(data);
  if (!payload.success) return undefined;
  return { for: data.for, action: { verb, ...payload.data } as CardAction };
}
