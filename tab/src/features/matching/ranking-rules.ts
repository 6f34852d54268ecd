import type { RankingRules } from '@open-door/api/matching/schema.ts';
import { usePaused } from '../../paused.ts';
import { useRead } from '../../queries.ts';

export function useRankingRules() {
  return useRead('GET /api/ranking-rules', {});
}

/**
 * What rules would change, for what people asked lately or for a goal; asked once choosing and typing pause. `outdated`
 * while what is shown is of other rules.
 */
export function useRankingPreview(rules: RankingRules, goal: string) {
  const asked = JSON.stringify({ rules, goal: goal.trim() });
  const paused = usePaused(asked);
  const body: { rules: RankingRules; goal: string } = JSON.parse(paused);
  const preview = useRead('POST /api/ranking-rules/preview', { body });
  return { ...preview, outdated: asked !== paused || preview.isPlaceholderData };
}
