import type { Deps } from '../../deps.ts';
import { touch } from '../../live/actions.ts';
import { type Actor, may } from '../../platform/actor.ts';
import { done, type Result, refuse } from '../../platform/result.ts';
import type { Offering, SessionOffer } from '../bookable.ts';
import { type OfficeHours, type OfficeHoursDraft, officeHours } from '../schema/hours.ts';
import { findOfferings, replaceHours } from '../store/hours.ts';
import { lockHours } from '../store/locks.ts';
import { offerFreePlaces } from './waiting/offer.ts';

/** A champion's published hours; the usual rules and no windows until they publish some. */
export async function getOfficeHours(
  deps: Deps,
  actor: Actor,
  championId: string,
): Promise<Result<OfficeHours, 'not-a-champion'>> {
  return deps.db.transaction(actor.tenantId, async (tx) => {
    const offering = (await findOfferings(tx, [championId], deps.now())).get(championId);
    return offering ? done(sayHours(offering)) : refuse('not-a-champion');
  });
}

/** Replaces a champion's hours; the champion's own doing, or the programme owner's. Bookings already made stand. */
export async function publishOfficeHours(
  deps: Deps,
  actor: Actor,
  championId: string,
  draft: OfficeHoursDraft,
): Promise<Result<OfficeHours, 'not-allowed' | 'not-a-champion' | 'empty-window' | 'room-missing'>> {
  if (championId !== actor.personId && !may(actor, 'owner')) return refuse('not-allowed');
  const hours = officeHours.parse(draft);
  const unfit = unfitHours(hours);
  if (unfit) return refuse(unfit);
  return deps.db.transaction(actor.tenantId, async (tx) => {
    await lockHours(tx, championId);
    const offering = (await findOfferings(tx, [championId], deps.now())).get(championId);
    if (!offering) return refuse('not-a-champion');
    await replaceHours(tx, championId, {
      rules: hours.rules,
      windows: hours.windows.map((window) => ({ ...window, windowId: deps.newId() })),
      exceptions: hours.exceptions.map((exception) => ({ ...exception, exceptionId: deps.newId() })),
    });
    const inTx = { ...deps, db: tx };
    await offerFreePlaces(inTx, actor.tenantId, championId);
    await touch(inTx, actor.tenantId, [`champion:${championId}`]);
    const published = (await findOfferings(tx, [championId], deps.now())).get(championId) ?? offering;
    return done(sayHours(published));
  });
}

/** Why hours cannot be published as they are; null when they can. */
export function unfitHours({ windows, exceptions }: OfficeHours): 'empty-window' | 'room-missing' | null {
  if (windows.some(isEmpty) || exceptions.some(lacksHours)) return 'empty-window';
  return [...windows, ...exceptions].some(lacksRoom) ? 'room-missing' : null;
}

/** A window that ends when it starts would be read as a whole day; nobody means that. */
function isEmpty(window: OfficeHours['windows'][number]): boolean {
  const over = window.validUntil !== null && window.validUntil < window.validFrom;
  return window.startsAt === window.endsAt || over;
}

/** Hours are given whole or not at all, and extra hours must be given. */
function lacksHours({ kind, startsAt, endsAt }: OfficeHours['exceptions'][number]): boolean {
  if (startsAt === null && endsAt === null) return kind === 'extra';
  return startsAt === null || endsAt === null || startsAt === endsAt;
}

function lacksRoom({ place, room }: Pick<SessionOffer, 'place' | 'room'>): boolean {
  return place !== 'teams' && room === '';
}

function sayHours({ windows, exceptions, rules }: Offering): OfficeHours {
  return {
    windows: windows.map(({ windowId: _, validUntil = null, ...window }) => ({
      ...window,
      ...lists(window),
      validUntil,
    })),
    exceptions: exceptions.map(({ startsAt = null, endsAt = null, ...exception }) => ({
      ...exception,
      ...lists(exception),
      startsAt,
      endsAt,
    })),
    rules,
  };
}

const lists = ({ topics, languages }: SessionOffer) => ({ topics: [...topics], languages: [...languages] });
