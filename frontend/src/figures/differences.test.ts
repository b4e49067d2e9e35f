import { expect, test } from 'vitest';

import { SAMPLE } from '../testing/sample';
import { ends, panels, scaleOf, sorted, verdict } from './differences';

const alternatives = SAMPLE.comparison!.alternatives;

test('an effect that two alternatives have is one panel', () => {
  const people = panels(alternatives, 'people');
  expect(people.map((panel) => panel.id)).toEqual(['displaced', 'trapped']);
  expect(people[1]?.effects.map(({ name }) => name)).toEqual(['With a buffer zone', 'Corridors']);
  expect(panels([], 'people')).toEqual([]);
});

test('a scale holds every interval and zero', () => {
  for (const panel of panels(alternatives, 'contact')) {
    const x = scaleOf(panel, 0, 100);
    for (const { effect } of panel.effects) {
      for (const end of [0, effect.difference.low, effect.difference.high]) {
        expect(x(end)).toBeGreaterThanOrEqual(0);
        expect(x(end)).toBeLessThanOrEqual(100);
      }
    }
  }
});

test('a scale of nothing but zero is still a scale', () => {
  const panel = panels(alternatives, 'contact')[0]!;
  const effect = { ...panel.effects[0]!.effect, difference: { mean: 0, low: 0, high: 0 } };
  expect(scaleOf({ ...panel, effects: [{ name: '', effect }] }, 0, 100)(0)).toBeCloseTo(50);
});

test('words say the direction, and what is not beyond chance', () => {
  const effect = panels(alternatives, 'people')[0]!.effects[0]!.effect;
  expect(verdict({ about: 'people', better: 'low' }, effect)).toBe('better for people');
  expect(verdict({ about: 'contact', better: 'high' }, effect)).toBe('more contact risk');
  expect(verdict({ about: 'people', better: '' }, effect)).toBe('less');
  expect(verdict({ about: 'people', better: 'low' }, { ...effect, material: false })).toBe(
    'not beyond chance',
  );
  expect(ends({ about: 'people', better: 'high' })).toEqual(['worse for people', 'better for people']);
});

test('what an alternative moves beyond chance stands first, and no name twice', () => {
  const [one] = panels(alternatives, 'people');
  const as = (id: string, label: string, material: boolean) => ({
    ...one!,
    id,
    label,
    effects: one!.effects.map(({ name, effect }) => ({ name, effect: { ...effect, material } })),
  });
  const all = [as('a', 'A', false), as('b', 'B', true), as('c', 'b', true), as('d', 'D', true)];
  const ids = (most: number) => {
    const { first, rest } = sorted(all, most);
    return [first.map(({ id }) => id).join(''), rest.map(({ id }) => id).join('')];
  };
  expect(ids(6)).toEqual(['bd', 'ac']);
  expect(ids(1)).toEqual(['b', 'acd']);
});
