import { render } from '@testing-library/svelte';
import type { Component } from 'svelte';
import { afterEach, describe, expect, test, vi } from 'vitest';

import type { Fan, Host, Picture } from '../picture';
import { fragment } from '../state/fragment.svelte';
import { SAMPLE } from '../testing/sample';
import HowLikely from './HowLikely.svelte';
import MapSection from './MapSection.svelte';
import People from './People.svelte';
import When from './When.svelte';

const HOSTILE = `"><img src=x onerror=alert(1)>&amp; שלום עולם ${'verylongname'.repeat(40)}`;
const SECTIONS: [string, Component<{ picture: Picture }>][] = [
  ['map', MapSection],
  ['people', People],
  ['how likely', HowLikely],
  ['when', When],
];

/** Every text that is not an id or a date becomes hostile. */
function hostile<T>(value: T, key = ''): T {
  const kept = ['id', 'host', 'kind', 'start', 'as_of', 'country'].includes(key);
  if (typeof value === 'string') return (kept ? value : HOSTILE) as T;
  if (Array.isArray(value)) return value.map((one) => hostile(one, key)) as T;
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, one]) => [name, hostile(one, name)]),
  ) as T;
}

function only<T>(values: T[]): T[] {
  return values.slice(0, 1);
}

function oneDay(fan: Fan): Fan {
  return {
    low90: only(fan.low90),
    low50: only(fan.low50),
    median: only(fan.median),
    high50: only(fan.high50),
    high90: only(fan.high90),
  };
}

function bareHost(host: Host): Host {
  return {
    ...host,
    new: oneDay(host.new),
    total: oneDay(host.total),
    hosted: oneDay(host.hosted),
    strain: null,
    strained: null,
    strained_on: null,
    peak: null,
    members: [],
    observed: [],
    observed_total: [],
    at: {},
    means: '',
    finding: '',
  };
}

const NONE: Picture = {
  ...SAMPLE,
  map: SAMPLE.map && { ...SAMPLE.map, frames: [], places: [], flows: [], phases: [] },
  people: SAMPLE.people && {
    ...SAMPLE.people,
    hosts: [],
    trapped: null,
    inside: null,
    trapped_peak: null,
    first_strained: '',
    stuck: '',
  },
  questions: [],
  survival: SAMPLE.survival && { ...SAMPLE.survival, curves: [] },
};

const SINGLE: Picture = {
  ...SAMPLE,
  map: SAMPLE.map && {
    ...SAMPLE.map,
    frames: [0],
    phases: [],
    flows: only(SAMPLE.map.flows).map((flow) => ({ ...flow, start: [], people: [] })),
    places: SAMPLE.map.places.map((place) => ({
      ...place,
      longitude: 20,
      latitude: 50,
      fighting: [],
      strain: [],
      strained: [],
      people: [],
    })),
  },
  people: SAMPLE.people && { ...SAMPLE.people, hosts: SAMPLE.people.hosts.map(bareHost) },
  questions: SAMPLE.questions.map((question) => ({
    ...question,
    cases: question.cases.map((one, i) => ({
      ...one,
      count: one.validated ? Number(i === 0) : null,
      low: null,
      high: null,
    })),
  })),
  survival: SAMPLE.survival && {
    ...SAMPLE.survival,
    curves: SAMPLE.survival.curves.map((curve) => ({
      ...curve,
      happened: only(curve.happened),
      low: only(curve.low),
      high: only(curve.high),
      median_day: null,
    })),
  },
};

afterEach(() => {
  fragment.set('day', null);
  fragment.set('host', null);
  fragment.set('tables', null);
});

describe.each(SECTIONS)('the section on %s', (_, section) => {
  test.each([
    ['a full picture', SAMPLE],
    ['hostile names', hostile(SAMPLE)],
    ['one future of one day, and nothing counted', SINGLE],
    ['nothing at all', NONE],
  ])('draws %s', (_, picture) => {
    const { container } = render(section, { picture });
    expect(container.querySelector('img, script')).toBeNull();
    expect(container.innerHTML).not.toMatch(/NaN|undefined|Infinity/);
    container.querySelectorAll('svg').forEach((svg) => {
      expect(Number(svg.getAttribute('height'))).toBeGreaterThan(0);
    });
  });
});

test('the map shows the day that the address asks for', () => {
  fragment.set('day', 30);
  const { getByRole, container } = render(MapSection, { picture: SAMPLE });
  expect(getByRole('slider').getAttribute('aria-valuetext')).toContain('26 March 2022');
  expect(container.querySelector('.heading')?.textContent).toBe('26 March 2022');
});

test('steps move the day, and stop at the ends', async () => {
  fragment.set('day', 0);
  const { getByRole } = render(MapSection, { picture: SAMPLE });
  expect((getByRole('button', { name: 'Earlier' }) as HTMLButtonElement).disabled).toBe(true);
  getByRole('button', { name: 'Later' }).click();
  expect(fragment.number('day')).toBe(5);
});

test('play goes on by itself until the last day', () => {
  vi.useFakeTimers();
  fragment.set('day', 50);
  const { getByRole } = render(MapSection, { picture: SAMPLE });
  getByRole('button', { name: 'Play' }).click();
  vi.advanceTimersByTime(10_000);
  expect(fragment.number('day')).toBe(SAMPLE.map?.frames.at(-1));
  vi.useRealTimers();
});

test('a host that the address names is shown, and another can be picked', () => {
  const [first, second] = SAMPLE.people?.hosts ?? [];
  fragment.set('host', second?.id ?? '');
  const { getByRole } = render(People, { picture: SAMPLE });
  const pressed = (name: string) =>
    getByRole('button', { name: new RegExp(`^${name}`) }).getAttribute('aria-pressed');
  expect(pressed(second?.name ?? '')).toBe('true');
  getByRole('button', { name: new RegExp(`^${first?.name}`) }).click();
  expect(fragment.get('host')).toBe(first?.id);
});

test('what nobody has ever seen is never a dot', () => {
  const question = {
    id: 'war',
    label: 'War',
    caption: { title: 'War', note: '', source: '' },
    cases: [
      { id: 'no', label: 'no war', count: 199, in_100: 99.5, low: 97, high: 99.9, assumption: '', validated: true },
      { id: 'war', label: 'war', count: null, in_100: null, low: 0.01, high: 0.4, assumption: 'a guess', validated: false },
    ],
  };
  const { container } = render(HowLikely, { picture: { ...SAMPLE, questions: [question] } });
  expect(container.querySelectorAll('.mark')).toHaveLength(100 + 1);
  expect(container.querySelectorAll('.range')).toHaveLength(1);
  expect(container.textContent).toContain('fewer than 1 in 1,000 to 1 in 300, unvalidated');
  expect(container.textContent).toContain('Hangs on: a guess');
});

test.each(SECTIONS)('every figure on %s has a table that says as much', (name, section) => {
  fragment.set('tables', 'map,arrivals,peak,stocks,trapped,when,question-end');
  const { container } = render(section, { picture: SAMPLE });
  container.querySelectorAll('figure').forEach((figure) => {
    if (figure.querySelector('svg')) return;
    expect(figure.querySelectorAll('tbody tr').length, name).toBeGreaterThan(0);
  });
});
