import { expect, test } from 'vitest';

import type { Curve } from '../picture';
import { foremost } from './survival-layout';

const curve = (id: string, happened: number): Curve => ({
  id,
  label: id,
  happened: [0, happened],
  low: [0, happened],
  high: [0, happened],
  median_day: null,
});

test('contact stands first, then what is least certain, in the order of all', () => {
  const all = [curve('sure', 100), curve('open', 45), curve('rare', 1), curve('contact.a', 2), curve('likely', 80)];
  const ids = (most: number) => foremost(all, most).map(({ id }) => id);
  expect(ids(1)).toEqual(['contact.a']);
  expect(ids(3)).toEqual(['open', 'contact.a', 'likely']);
  expect(ids(9)).toHaveLength(5);
});
