import { expect, test } from 'vitest';

import { baseMap, hasLand } from './base-map';
import { view } from './projection';

const ukraine = { west: 11.5, south: 40.9, east: 41.9, north: 53.5 };
const ocean = { west: -29, south: -38.9, east: -17.5, north: -34 };

test('there is land in Europe, and a dashed border in view of Ukraine', () => {
  const base = baseMap(ukraine, view(ukraine, 900));
  expect(base.land.map(({ id }) => id)).toEqual(expect.arrayContaining(['UKR', 'POL', 'MDA']));
  expect(base.disputed).not.toBe('');
});

test('a made-up crisis in the ocean has no land, and lines in its place', () => {
  expect(hasLand(ukraine)).toBe(true);
  expect(hasLand(ocean)).toBe(false);
  expect(baseMap(ocean, view(ocean, 900)).grid).not.toBe('');
});
