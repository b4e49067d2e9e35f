import { describe, expect, it } from 'vitest';

import { isolated, shorten, widthOf, wrap } from './text';

describe('wrap', () => {
  it('keeps a short text on one line', () => {
    expect(wrap('Calm', 100, 12, 2)).toEqual(['Calm']);
  });

  it('breaks at white space so that every line fits', () => {
    const lines = wrap('Show of force and reinforcement', 100, 12, 4);
    expect(lines.join(' ')).toBe('Show of force and reinforcement');
    for (const line of lines) expect(widthOf(line, 12)).toBeLessThanOrEqual(100);
  });

  it('ends with an ellipsis where the lines do not suffice', () => {
    const lines = wrap('word '.repeat(60), 120, 12, 2);
    expect(lines).toHaveLength(2);
    expect(lines[1]).toMatch(/…$/);
    expect(widthOf(lines[1] ?? '', 12)).toBeLessThanOrEqual(120);
  });

  it('breaks a word of 300 letters', () => {
    const lines = wrap('a'.repeat(300), 120, 12, 3);
    expect(lines).toHaveLength(3);
    for (const line of lines) expect(widthOf(line, 12)).toBeLessThanOrEqual(120);
  });

  it('gives one empty line for no text', () => {
    expect(wrap('', 100, 12, 2)).toEqual(['']);
  });

  it('does not cut a character of two code units in half', () => {
    expect(shorten('😀😀😀😀', 40, 12)).toMatch(/^(😀)*…$/u);
  });
});

it('isolates a name without making it wider', () => {
  expect(widthOf(isolated('Calm'), 12)).toBe(widthOf('Calm', 12));
});
