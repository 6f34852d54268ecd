import { setTimeout as wait } from 'node:timers/promises';
import type { Deps } from '@open-door/api/deps.ts';
import { chooseChannel, getChannel, type Places } from '@open-door/api/leadership/actions/channel.ts';
import type { Actor } from '@open-door/api/platform/actor.ts';
import { Temporal } from 'temporal-polyfill';
import { mustBeDone } from './acting.ts';
import { findPost } from './demo/channels.ts';
import type { DemoOrganisation } from './demo/organisation.ts';
import type { Channels } from './graph/channels.ts';
import type { Place } from './graph/teams.ts';
import { bookPlan, lookBack } from './seed-sessions.ts';

/** What choosing a channel needs of the world around the product. */
export type SeededTeams = {
  places: Places;
  channels: (tid: string) => Channels;
  tokenFor: (person: { tid: string; oid: string }) => Promise<string>;
};

const patienceMilliseconds = 60_000;

/** The programme owner chooses the channel where leaders post; answers when it was read. */
export async function chooseLeadersChannel(
  deps: Deps,
  owner: Actor,
  place: Place,
  { places, tokenFor }: SeededTeams,
): Promise<void> {
  const token = await tokenFor({ tid: owner.tenantId, oid: owner.personId });
  mustBeDone(await chooseChannel(deps, owner, token, place, places));
  const until = performance.now() + patienceMilliseconds;
  while ((await getChannel(deps, owner, places)).asOf === null) {
    if (performance.now() > until) throw new Error('the channel where leaders post was not read within a minute');
    await wait(100);
  }
}

/** People book because of what they read. */
export async function seedPostBookings(
  deps: Deps,
  { tenantId, postBookings }: DemoOrganisation,
  { channels }: SeededTeams,
): Promise<void> {
  for (const [index, plan] of postBookings.entries()) {
    const { id: postId } = findPost(channels(tenantId), ...plan.post);
    const booking = await bookPlan(deps, tenantId, plan, { postId });
    const isOver = Temporal.Instant.compare(Temporal.Instant.from(booking.endsAt), deps.now()) < 0;
    if (isOver) await lookBack(deps, tenantId, plan, booking, index);
  }
}
