import type { RankingRules } from '@open-door/api/matching/schema.ts';
import { usePaused } from '../../paused.ts';
import { useRead } from '../../queries.ts';

export function useRankingRules() {
  return useRead('GET /api/ranking-rules', {});
}

/** What rules would change, for what people asked lately or for a goal; asked once choosing and typing pause. */
export function useRankingPreview(rules: RankingRules, goal: string) {
  const paused = usePaused(JSON.stringify({ rules, goal: goal.trim() }));
  const body: { rules: RankingRules; goal: string } = JSON.parse(paused);
  return useRead('POST /api/ranking-rules/preview', { body });
}
