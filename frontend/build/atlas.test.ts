import { geoContains } from 'd3-geo';
import { feature } from 'topojson-client';
import type { GeometryCollection } from 'topojson-specification';
import { expect, test } from 'vitest';

import { europe } from './atlas';

const cut = europe();
const countries = feature(cut, cut.objects.countries as GeometryCollection).features;
const holds = (id: string, at: [number, number]) =>
  countries.some((one) => one.id === id && geoContains(one, at));

test('the map takes a fifth of what a page may have', () => {
  expect(JSON.stringify(cut).length).toBeLessThan(100_000);
});

test('countries keep their land when the world is cut', () => {
  expect(holds('POL', [21, 52])).toBe(true);
  expect(holds('RUS', [50, 60])).toBe(true);
  expect(holds('POL', [37.6, 55.7])).toBe(false);
});

test('Crimea is in Ukraine, behind a dashed line', () => {
  expect(holds('UKR', [34.2, 45.2])).toBe(true);
  expect(holds('RUS', [34.2, 45.2])).toBe(false);
  const dashed = JSON.stringify(feature(cut, cut.objects.disputed as never));
  expect(dashed).toMatch(/\[33\.\d+,46\.\d+\]/);
});
