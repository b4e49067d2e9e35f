/** A number with three significant figures, minus as a minus sign: "0.127", "1,230", "−4.5". */
export function number(x: number): string {
  if (!Number.isFinite(x)) return 'not known';
  const text = Number(Math.abs(x).toPrecision(3)).toString();
  const [whole = '', rest] = text.includes('e') ? [text, undefined] : text.split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  return `${x < 0 ? '−' : ''}${rest === undefined ? grouped : `${grouped}.${rest}`}`;
}
