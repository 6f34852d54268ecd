import { setTimeout as wait } from 'node:timers/promises';
import type { Deps } from '@open-door/api/deps.ts';
import { chooseChannel, getChannel, type Places } from '@open-door/api/leadership/actions/channel.ts';
import { Temporal } from 'temporal-polyfill';
import { actorOf, mustBeDone } from './acting.ts';
import { findPost, leadersChannel } from './demo/channels.ts';
import type { DemoOrganisation } from './demo/organisation.ts';
import type { Channels } from './graph/channels.ts';
import { bookPlan, lookBack } from './seed-sessions.ts';

/** What choosing a channel needs of the world around the product. */
export type SeededTeams = {
  places: Places;
  channels: (tid: string) => Channels;
  tokenFor: (person: { tid: string; oid: string }) => Promise<string>;
};

const patienceMilliseconds = 60_000;

/** The programme owner chooses the channel where leaders post; when it was read, people book because of what they read. */
export async function seedLeadersChannel(
  deps: Deps,
  { tenantId, owner, postBookings }: DemoOrganisation,
  { places, channels, tokenFor }: SeededTeams,
): Promise<void> {
  const actor = actorOf(tenantId, owner);
  const token = await tokenFor({ tid: tenantId, oid: owner.id });
  mustBeDone(await chooseChannel(deps, actor, token, leadersChannel, places));
  const until = performance.now() + patienceMilliseconds;
  while ((await getChannel(deps, actor, places)).asOf === null) {
    if (performance.now() > until) throw new Error('the channel where leaders post was not read within a minute');
    await wait(100);
  }
  for (const [index, plan] of postBookings.entries()) {
    const { id: postId } = findPost(channels(tenantId), ...plan.post);
    const booking = await bookPlan(deps, tenantId, plan, { postId });
    const isOver = Temporal.Instant.compare(Temporal.Instant.from(booking.endsAt), deps.now()) < 0;
    if (isOver) await lookBack(deps, tenantId, plan, booking, index);
  }
}
