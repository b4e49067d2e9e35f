import { hundredth } from './in-hundred';

/** Digits that the largest number of a panel keeps: all the others end where it ends. */
const DIGITS = 3;

const AFTER: Readonly<globalThis.Record<string, string>> = {
  'in 100': ' in 100',
  'person day': ' person-days',
  'person / day': ' a day',
  'person/day': ' a day',
  day: ' days',
};

export interface Alike {
  /** A difference with its sign and unit: "+3.78 million person-days", "no change". */
  change: (x: number) => string;
  /** Both ends of a range: "+0.03 to +7.53 million". */
  range: (low: number, high: number) => string;
}

/** How differences that stand together are written: with one unit and equally many digits. */
export function alike(values: number[], unit: string): Alike {
  const most = Math.max(0, ...values.map(Math.abs));
  const inHundred = unit === 'in 100';
  const millions = !inHundred && most >= 1e6;
  const size = millions ? 1e6 : 1;
  const places = DIGITS - 1 - Math.floor(Math.log10(most / size || 1));
  const digits = inHundred ? (most < 10 ? 1 : 0) : Math.min(8, Math.max(0, places));
  const step = inHundred ? 10 ** -digits : 10 ** Math.min(8, -places);
  const word = millions ? ' million' : '';
  const plain = ['', '1', 'person'].includes(unit) ? '' : ` ${unit}`;

  const bare = (x: number): string => {
    const value = Math.abs(x) / size;
    const own = inHundred && value < 0.95 ? 1 : digits;
    const rounded = own === digits ? Math.round(value / step) * step : value;
    const said =
      inHundred && own === 0 && value <= 99
        ? hundredth(value)
        : rounded.toLocaleString('en', { minimumFractionDigits: own, maximumFractionDigits: own });
    if (!/[1-9]/.test(said)) return said;
    return `${x < 0 ? '−' : '+'}${said}`;
  };
  return {
    change: (x) => (x === 0 ? 'no change' : `${bare(x)}${word}${AFTER[unit] ?? plain}`),
    range: (low, high) => `${bare(low)} to ${bare(high)}${word}`,
  };
}
