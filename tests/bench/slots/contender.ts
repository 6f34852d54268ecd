// A process of its own for one library, so that it finds every zone unread by the others: says its times in milliseconds.
import process from 'node:process';
import {
  type Contender,
  changingMonth,
  laterMonth,
  quietMonth,
  type Session,
  seenZone,
  unseenZones,
  warmingZones,
  zonesOfUnseenWeeks,
} from './month.ts';

export type Measured = {
  /** The first call of this process. */
  first: number;
  /** A zone that was never seen, once per zone, when the code itself has run often. */
  unseen: number[];
  /** The same in weeks in which no zone was seen. */
  unseenWeeks: number[];
  /** The same zone again and again. */
  warm: number[];
  /** What was listed: `unseen`'s zones in turn, and the month with a change of the clock in the zone seen before. */
  quiet: Session[][];
  changing: Session[];
};

const warmingMilliseconds = 1500;
const warmCalls = 50;

const { default: contender } = (await import(`./${process.argv[2]}.ts`)) as { default: Contender };

function time(timeZone: string, month = quietMonth) {
  const startedAt = performance.now();
  const slots = contender.list(timeZone, month);
  const took = performance.now() - startedAt;
  return { took, sessions: slots.map(contender.read) };
}

const first = time(seenZone).took;
const warmAt = performance.now() + warmingMilliseconds;
while (performance.now() < warmAt) time(seenZone);
for (const zone of warmingZones) time(zone);
const unseen = unseenZones.map((zone) => time(zone));
const measured: Measured = {
  first,
  unseen: unseen.map(({ took }) => took),
  unseenWeeks: zonesOfUnseenWeeks.map((zone, nth) => time(zone, laterMonth(nth)).took),
  warm: Array.from({ length: warmCalls }, () => time(seenZone).took),
  quiet: unseen.map(({ sessions }) => sessions),
  changing: contender.list(seenZone, changingMonth).map(contender.read),
};
process.send?.(measured, () => process.disconnect());
