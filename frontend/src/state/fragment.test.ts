import { beforeEach, expect, test } from 'vitest';

import { fragment } from './fragment.svelte';

beforeEach(() => {
  window.location.hash = '';
  for (const name of ['day', 'tables', 'force', 'host']) fragment.set(name, null);
});

test('what is set stands in the address, and null takes it out again', () => {
  fragment.set('day', 31);
  fragment.set('host', 'POL');
  expect(window.location.hash).toBe('#day=31&host=POL');
  expect(fragment.number('day')).toBe(31);
  fragment.set('day', null);
  expect(window.location.hash).toBe('#host=POL');
  fragment.set('host', null);
  expect(window.location.hash).toBe('');
});

test('a list is toggled and stays readable', () => {
  fragment.toggle('tables', 'people');
  fragment.toggle('tables', 'when');
  expect(window.location.hash).toBe('#tables=people,when');
  fragment.toggle('tables', 'people');
  expect(fragment.list('tables')).toEqual(['when']);
});

test('an address that the reader changes is read', () => {
  window.location.hash = '#day=x&host=A%26B';
  window.dispatchEvent(new HashChangeEvent('hashchange'));
  expect(fragment.get('host')).toBe('A&B');
  expect(fragment.number('day')).toBeNull();
});

test('a link keeps what is set', () => {
  fragment.set('host', 'POL');
  expect(fragment.href('day', '3')).toBe('#host=POL&day=3');
  expect(fragment.href('host', null)).toBe('#');
});
