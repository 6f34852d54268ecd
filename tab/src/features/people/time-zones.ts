/** A zone as people know it: "New York" for `America/New_York`, "Buenos Aires, Argentina" where it has a country. */
export function zoneName(timeZone: string): string {
  const [, ...places] = timeZone.split('/');
  const parts = places.length > 0 ? places : [timeZone];
  return parts.reverse().join(', ').replaceAll('_', ' ');
}

/** Zones to choose from, by region in the order of the alphabet; `current` is among them even if it is an old name. */
export function zoneChoices(current: string): { region: string; zones: { timeZone: string; name: string }[] }[] {
  const known = Intl.supportedValuesOf('timeZone');
  const all = known.includes(current) ? known : [...known, current];
  const regions = Map.groupBy(all, (timeZone) => timeZone.split('/')[0] ?? timeZone);
  return [...regions]
    .map(([region, zones]) => ({
      region,
      zones: zones
        .map((timeZone) => ({ timeZone, name: zoneName(timeZone) }))
        .sort((one, other) => one.name.localeCompare(other.name)),
    }))
    .sort((one, other) => one.region.localeCompare(other.region));
}
