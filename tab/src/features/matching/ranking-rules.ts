import type { RankingRules } from '@open-door/api/matching/schema.ts';
import { useEffect, useState } from 'react';
import { useRead } from '../../queries.ts';

/** Long enough that several choices ask once. */
const choosingPauseMilliseconds = 400;

export function useRankingRules() {
  return useRead('GET /api/ranking-rules', {});
}

/** What rules would change, for what people asked lately or for a goal; asked once choosing and typing pause. */
export function useRankingPreview(rules: RankingRules, goal: string) {
  const paused = usePaused(JSON.stringify({ rules, goal: goal.trim() }));
  const body: { rules: RankingRules; goal: string } = JSON.parse(paused);
  return useRead('POST /api/ranking-rules/preview', { body });
}

/** A text once it has stayed the same for a moment. */
function usePaused(text: string): string {
  const [paused, setPaused] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setPaused(text), choosingPauseMilliseconds);
    return () => clearTimeout(timer);
  }, [text]);
  return paused;
}
