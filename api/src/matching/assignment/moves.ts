import type { Moves, Standing } from './standing.ts';

/** Room to work out one champion's moves after another; one entry per champion and one for staying out. */
export type Draft = { extra: Int32Array; by: Int32Array; seen: Int32Array };

export function newDraft(count: number): Draft {
  return { extra: new Int32Array(count), by: new Int32Array(count).fill(-1), seen: new Int32Array(count) };
}

/** The cheapest move of champion j's learners to each other champion, by their shortlists or by all their candidates. */
export function workOutMoves(standing: Standing, draft: Draft, j: number, byShortlists: boolean): Moves {
  const { rows, lists, first, next, seatCost } = standing;
  const { extra, by, seen } = draft;
  const champion = byShortlists ? lists.champion : rows.champion;
  const cost = byShortlists ? lists.cost : rows.cost;
  const outside = rows.champions;
  let count = 0;
  let beyond = Number.POSITIVE_INFINITY;
  for (let i = first[j] as number; i >= 0; i = next[i] as number) {
    const own = seatCost[i] as number;
    const from = byShortlists ? i * lists.width : (rows.from[i] as number);
    const to = byShortlists ? from + (lists.size[i] as number) : (rows.to[i] as number);
    for (let at = from; at < to; at++) {
      const k = champion[at] as number;
      // Between -(2^31 - 1) and 2^31 - 1, like every difference of two costs.
      const more = ((cost[at] as number) - own) | 0;
      if ((by[k] as number) < 0) seen[count++] = k;
      else if (more >= (extra[k] as number)) continue;
      extra[k] = more;
      by[k] = i;
    }
    if (byShortlists) beyond = Math.min(beyond, (lists.beyond[i] as number) - own);
    if ((by[outside] as number) < 0) seen[count++] = outside;
    else if (-own >= (extra[outside] as number)) continue;
    extra[outside] = -own;
    by[outside] = i;
  }
  const moves = keep(standing, draft, j, count);
  moves.beyond = beyond;
  return moves;
}

function keep(standing: Standing, { extra, by, seen }: Draft, j: number, count: number): Moves {
  let moves = standing.spare[j];
  if (moves === undefined || moves.to.length < count) {
    const [to, mover, more] = [new Int32Array(count), new Int32Array(count), new Int32Array(count)];
    moves = { count, to, by: mover, extra: more, beyond: 0 };
    standing.spare[j] = moves;
  }
  moves.count = count;
  for (let at = 0; at < count; at++) {
    const k = seen[at] as number;
    moves.to[at] = k;
    moves.by[at] = by[k] as number;
    moves.extra[at] = extra[k] as number;
    by[k] = -1;
  }
  standing.moves[j] = moves;
  return moves;
}
