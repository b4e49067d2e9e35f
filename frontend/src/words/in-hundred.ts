/** A natural frequency: "9 in 100", "<1 in 100", ">99 in 100", "0 in 100" only for none at all. */
export function inHundred(x: number): string {
  return `${hundredth(x)} in 100`;
}

/**
 * The number alone: "9", "<1", ">99".
 *
 * Rounded as the sentences of the page are, halves to the even number, so that a drawing and its
 * title never differ by one.
 */
export function hundredth(x: number): string {
  if (x > 0 && x < 0.95) return '<1';
  if (x < 100 && x > 99.05) return '>99';
  const up = Math.round(x);
  return String(up - x === 0.5 && up % 2 ? up - 1 : up);
}

/** A range of frequencies: "3 to 15 in 100". */
export function rangeInHundred(low: number, high: number): string {
  const [from, to] = [hundredth(low), hundredth(high)];
  return from === to ? `${from} in 100` : `${from} to ${to} in 100`;
}
