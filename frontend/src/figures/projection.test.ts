import { expect, test } from 'vitest';

import { view, widened } from './projection';

const europe = { west: 11.5, south: 40.9, east: 41.9, north: 53.5 };

test('bounds fill the width, and places keep their order', () => {
  const map = view(europe, 900);
  const [lviv, kharkiv] = [map.at(24, 49.8), map.at(36.2, 50)];
  expect(lviv[0]).toBeLessThan(kharkiv[0]);
  expect(map.at(30, 42)[1]).toBeGreaterThan(map.at(30, 52)[1]);
  for (const [x, y] of [map.at(11.5, 40.9), map.at(41.9, 53.5), map.at(26.7, 53.5)]) {
    expect(x).toBeGreaterThanOrEqual(-1);
    expect(x).toBeLessThanOrEqual(901);
    expect(y).toBeGreaterThanOrEqual(-1);
    expect(y).toBeLessThanOrEqual(map.height + 1);
  }
});

test.each([
  ['one point', { west: 20, south: 50, east: 20, north: 50 }],
  ['the tropics', { west: 28, south: -4, east: 31, north: 3 }],
  ['the south', { west: -29, south: -39, east: -17, north: -34 }],
  ['bounds the wrong way round', { west: 40, south: 53, east: 12, north: 41 }],
  ['a strip', { west: 10, south: 50, east: 60, north: 50.1 }],
  ['the pole', { west: -170, south: -90, east: 170, north: 90 }],
])('%s has a map of sound size', (_, bounds) => {
  const map = view(bounds, 390);
  expect(map.height).toBeGreaterThanOrEqual(214);
  expect(map.height).toBeLessThanOrEqual(449);
  const around = widened(bounds);
  const middle = map.at((around.west + around.east) / 2, (around.south + around.north) / 2);
  expect(middle.every(Number.isFinite)).toBe(true);
});

test('a shape out of sight is no path', () => {
  expect(view(europe, 900).path({ type: 'LineString', coordinates: [[-60, 0], [-61, 1]] })).toBe('');
});
