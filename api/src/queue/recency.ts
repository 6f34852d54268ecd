const halfLife = 14 * 24 * 60;

/** How much something still says about now that happened so many minutes ago: half as much after two weeks. */
export function recency(ago: number): number {
  return 2 ** (-Math.max(0, ago) / halfLife);
}
