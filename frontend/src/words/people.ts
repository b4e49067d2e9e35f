const UNITS: readonly [number, string][] = [
  [1e9, ' billion'],
  [1e6, ' million'],
  [1, ''],
];

/** Round to two significant figures: no count of people is known better. */
export function rounded(people: number): number {
  return people === 0 ? 0 : Number(people.toPrecision(2));
}

function grouped(whole: number): string {
  return String(Math.round(whole)).replace(/\B(?=(\d{3})+$)/g, ',');
}

/**
 * A number of people in words, two significant figures: "1.2 million", "45,000", "fewer than 10".
 */
export function people(n: number): string {
  if (!Number.isFinite(n)) return 'not known';
  if (n < 0) return `−${people(-n)}`;
  if (n === 0) return 'none';
  if (n < 10) return 'fewer than 10';
  const round = rounded(n);
  const [unit, name] = UNITS.find(([size]) => round >= size) ?? [1, ''];
  return unit === 1 ? grouped(round) : `${Number((round / unit).toPrecision(2))}${name}`;
}

/** A number of people for the tick of an axis: "0", "500", "40k", "1.2M". */
export function peopleShort(n: number): string {
  const size = Math.abs(n);
  if (size >= 1e6) return `${Number((n / 1e6).toPrecision(3))}M`;
  if (size >= 1e4) return `${Number((n / 1e3).toPrecision(3))}k`;
  return n < 0 ? `−${grouped(size)}` : grouped(size);
}
