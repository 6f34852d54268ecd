import { createRequire } from 'node:module';
import type { Visitor } from './window.ts';

// The engine of @axe-core/playwright, run in the tab's own document: its builder walks the host's frames as well and opens
// a page for each answer, which takes ten times as long.
const { source }: { source: string } = createRequire(createRequire(import.meta.url).resolve('@axe-core/playwright'))(
  'axe-core',
);

const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

type Node = { target: string[]; failureSummary?: string };
type AxeWindow = { axe?: { run(options: object): Promise<{ violations: { id: string; nodes: Node[] }[] }> } };

/** What WCAG 2.2 AA and good practice find wrong in the tab as it is shown now, a line each. */
export async function violations(visitor: Visitor): Promise<string[]> {
  const { page } = visitor;
  await endTransitions(visitor);
  const tab = page.frame({ url: /\/tab(\/|\?|$)/ });
  if (!tab) throw new Error('the host shows no tab');
  if (!(await tab.evaluate(() => 'axe' in globalThis))) await tab.evaluate(source);
  const found = await tab.evaluate(
    (runOnly) => (globalThis as AxeWindow).axe?.run({ runOnly, resultTypes: ['violations'] }),
    tags,
  );
  if (!found) throw new Error('axe did not start');
  return found.violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary = '' }) => `${id}: ${target.join(' ')}: ${failureSummary}`),
  );
}

/** Colours on their way from one theme to another are neither's. */
async function endTransitions({ tab }: Visitor): Promise<void> {
  await tab.locator('body').evaluate(() => {
    for (const moving of document.getAnimations()) {
      if (Number(moving.effect?.getComputedTiming().endTime) < Number.POSITIVE_INFINITY) moving.finish();
    }
  });
}
