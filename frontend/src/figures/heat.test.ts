import { describe, expect, it } from 'vitest';

import type { LadderHeat } from '../picture';
import { along, heat, shade } from './heat';

function ladder(weeks: number): LadderHeat {
  return {
    id: 'A B',
    caption: { title: '', note: '', source: '' },
    dyad: 'A and B',
    rungs: ['calm', 'clash', 'war'],
    unseen: [false, false, true],
    weeks: Array.from({ length: weeks }, (_, week) => 7 * week),
    counts: [Array(weeks).fill(150), Array(weeks).fill(50), Array(weeks).fill(0)] as number[][],
  };
}

describe('heat', () => {
  it('puts the highest rung on top where weeks run to the right', () => {
    const drawn = heat(ladder(8), 200, 1000);
    expect(drawn.upright).toBe(false);
    expect(drawn.bands[2]!.y).toBeLessThan(drawn.bands[0]!.y);
  });

  it('turns upright where counts would not fit, and stays inside the width', () => {
    const drawn = heat(ladder(26), 1000, 390);
    expect(drawn.upright).toBe(true);
    for (const cell of drawn.cells) expect(cell.x + drawn.cellWidth).toBeLessThanOrEqual(390.001);
  });

  it('has no cell on a rung that nobody has seen', () => {
    const drawn = heat(ladder(8), 200, 1000);
    expect(drawn.cells.some((cell) => cell.rung === 2)).toBe(false);
    expect(drawn.bands[2]?.unseen).toBe(true);
  });

  it('finds a day within the weeks and none outside', () => {
    const drawn = heat(ladder(8), 200, 1000);
    expect(along(drawn, ladder(8).weeks, 7)).toBeCloseTo(drawn.left + drawn.cellWidth);
    expect(along(drawn, ladder(8).weeks, -1)).toBeNull();
    expect(along(drawn, [], 3)).toBeNull();
  });

  it('survives a ladder of nothing', () => {
    const empty = { ...ladder(0), rungs: [], unseen: [], counts: [] };
    expect(heat(empty, 0, 390).cells).toEqual([]);
  });

  it('shades one future of a thousand so that it is seen, and none not at all', () => {
    expect(shade(0.001)).toBeGreaterThan(0.1);
    expect(shade(0)).toBe(0);
    expect(shade(1)).toBeLessThanOrEqual(0.6);
  });
});
