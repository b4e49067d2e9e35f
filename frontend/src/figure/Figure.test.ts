import { render, screen } from '@testing-library/svelte';
import { createRawSnippet, tick } from 'svelte';
import { afterEach, expect, test } from 'vitest';

import { fragment } from '../state/fragment.svelte';
import Figure from './Figure.svelte';
import { standalone } from './svg';

const caption = { title: 'Nine in ten go west', note: 'Medians.', source: 'This run.' };
const table = { columns: ['Where', 'People'], rows: [['West', 1234.5], ['East', null]] };
const drawing = createRawSnippet<[number]>((width) => ({
  render: () => `<svg viewBox="0 0 ${width()} 10"><rect width="5" height="5"/></svg>`,
}));

afterEach(() => fragment.set('tables', null));

test('a figure is its finding, its drawing, its note and its source', () => {
  render(Figure, { id: 'f', caption, table, drawing });
  expect(screen.getByRole('heading', { name: caption.title })).toBeTruthy();
  expect(screen.getByRole('img', { name: caption.title }).querySelector('svg')).toBeTruthy();
  expect(screen.getByText('Medians.')).toBeTruthy();
  expect(screen.queryByRole('table')).toBeNull();
});

test('its table shows everything, and the address says that it is open', async () => {
  render(Figure, { id: 'f', caption, table, drawing });
  screen.getByRole('button', { name: 'Table' }).click();
  await tick();
  expect(fragment.list('tables')).toEqual(['f']);
  expect(screen.getAllByRole('cell').map((cell) => cell.textContent?.trim())).toEqual([
    'West',
    '1,230',
    'East',
    '–',
  ]);
  expect(screen.queryByRole('button', { name: 'SVG' })).toBeNull();
});

test('a figure without drawing is its table', () => {
  render(Figure, { id: 'g', caption, table });
  expect(screen.getByRole('table')).toBeTruthy();
  expect(screen.queryByRole('button', { name: 'Table' })).toBeNull();
});

test('a saved drawing stands alone: its title, its paper, its styles', () => {
  document.body.innerHTML = '<svg viewBox="0 0 8 4"><rect style="fill: red" class="a"></rect></svg>';
  const svg = document.querySelector('svg') as SVGSVGElement;
  Object.defineProperty(svg, 'viewBox', { value: { baseVal: { x: 0, y: 0 } } });
  const text = standalone(svg, 'A <title>');
  expect(text).toContain('<title>A &lt;title&gt;</title>');
  expect(text).toContain('fill:red');
  expect(text).not.toContain('class=');
});
