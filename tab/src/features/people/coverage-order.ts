export type Department = { name: string; people: number; champions: number };

/** Who is left out first: departments without a champion, largest first, then those with most people per champion. */
export function coverageOrder(departments: readonly Department[]): Department[] {
  return departments.toSorted(
    (one, other) =>
      perChampion(other) - perChampion(one) || other.people - one.people || (one.name < other.name ? -1 : 1),
  );
}

/** How many departments have no champion, and how many people work there. */
export function leftOut(departments: readonly Department[]): { departments: number; people: number } {
  const without = departments.filter(({ champions, people }) => champions === 0 && people > 0);
  return { departments: without.length, people: without.reduce((sum, { people }) => sum + people, 0) };
}

function perChampion({ people, champions }: Department): number {
  return champions === 0 ? Number.MAX_SAFE_INTEGER : people / champions;
}
