const units = [
  { unit: 'week', minutes: 7 * 24 * 60 },
  { unit: 'day', minutes: 24 * 60 },
  { unit: 'hour', minutes: 60 },
] as const;

/** Minutes as people say them, in the largest unit that fits evenly: "45 minutes", "2 hours", "1 week". */
export function sayMinutes(minutes: number, locale: string): string {
  const whole = units.find((candidate) => minutes >= candidate.minutes && minutes % candidate.minutes === 0);
  const unit = whole?.unit ?? 'minute';
  const format = new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'long' });
  return format.format(minutes / (whole?.minutes ?? 1));
}

/** The usual choices with the current one among them, in order. */
export function withCurrent(usual: readonly number[], current: number): number[] {
  return [...new Set([...usual, current])].sort((one, other) => one - other);
}
