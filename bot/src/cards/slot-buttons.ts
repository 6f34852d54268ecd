import { ActionSet } from '@microsoft/teams.cards';
import type { OfferedSlotOnWire } from '@open-door/api/office-hours/schema/slots.ts';
import type { ActionData } from '../card-actions.ts';
import { say } from '../say.ts';
import { capital, sayStart } from '../when.ts';
import { type Addressee, press } from './parts.ts';

/** A slot on a button. Of a group session it says how many places are left; a full one can be waited for. */
export type SlotOnButton = Pick<OfferedSlotOnWire, 'startsAt'> &
  Partial<Pick<OfferedSlotOnWire, 'seats' | 'sessionId'>>;

/** A button for each slot, that does this with it. */
export function slotButtons<Name extends 'book' | 'move'>(
  to: Addressee,
  slots: readonly SlotOnButton[],
  verb: Name,
  dataOf: (slot: SlotOnButton) => Omit<ActionData<Name>, 'startsAt'>,
): ActionSet {
  const buttons = slots.map((slot) =>
    press(sayOn(to, slot), verb, { ...dataOf(slot), startsAt: slot.startsAt } as ActionData<Name>, to),
  );
  return new ActionSet(...buttons).withOptions({ spacing: 'Small' });
}

/** "Tomorrow 10:00", and "Tomorrow 10:00 · 3 places left" for a group session. */
function sayOn(to: Addressee, { startsAt, seats }: SlotOnButton): string {
  const when = capital(sayStart(startsAt, to), to);
  return seats ? say(to.locale, 'find.places-left', { when, left: seats.left }) : when;
}
