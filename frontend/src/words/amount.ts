import { inHundred } from './in-hundred';
import { number } from './number';
import { people, peopleShort } from './people';

/** What follows a number of people, by unit. */
const AFTER: Readonly<globalThis.Record<string, string>> = {
  person: '',
  'person day': ' person-days',
  'person / day': ' a day',
  'person/day': ' a day',
};

/** A number with its unit: "1.2 million", "45,000 a day", "9 in 100", "12 days", "0.26". */
export function amount(x: number, unit: string): string {
  if (unit === 'in 100') return x < 0 ? `−${inHundred(-x)}` : inHundred(x);
  if (unit === '1' || unit === '') return number(x);
  const after = AFTER[unit];
  if (after !== undefined) return `${Math.abs(x) < 10 ? number(x) : people(x)}${after}`;
  if (unit === 'day') return `${number(x)} ${Math.abs(x) === 1 ? 'day' : 'days'}`;
  return `${number(x)} ${unit}`;
}

/** A number for the tick of an axis. */
export function tick(x: number, unit: string): string {
  return unit.startsWith('person') ? peopleShort(x).replace('-', '−') : number(x);
}
