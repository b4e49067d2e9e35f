import { describe, expect, it } from 'vitest';

import type { Phases } from '../picture';
import { alluvial, type Frame } from './alluvial';

const frame: Frame = { columns: [0, 100, 200], thick: 10, top: 20, all: 200, rooms: [16, 16, 16] };
const phases: Phases = {
  caption: { title: '', note: '', source: '' },
  phases: ['assault', 'stalemate', 'truce'],
  days: [0, 7, 14],
  counts: [
    [10, 0, 0],
    [4, 5, 1],
    [0, 4, 6],
  ],
  ribbons: [
    { column: 0, source: 0, target: 0, futures: 4 },
    { column: 0, source: 0, target: 1, futures: 5 },
    { column: 0, source: 0, target: 2, futures: 1 },
    { column: 1, source: 0, target: 2, futures: 4 },
    { column: 1, source: 1, target: 1, futures: 4 },
    { column: 1, source: 1, target: 2, futures: 1 },
    { column: 1, source: 2, target: 2, futures: 1 },
  ],
};

describe('alluvial', () => {
  it('draws no block for a phase that no future is in', () => {
    const { blocks } = alluvial(phases, frame);
    expect(blocks.map((block) => [block.column, block.phase])).toEqual([
      [0, 0],
      [1, 0],
      [1, 1],
      [1, 2],
      [2, 1],
      [2, 2],
    ]);
  });

  it('gives each block size by futures, and room for its label', () => {
    const { blocks } = alluvial(phases, frame);
    expect(blocks[0]?.size).toBe(200);
    expect(blocks[3]?.size).toBe(20);
    for (const block of blocks) expect(block.room).toBeGreaterThanOrEqual(16);
  });

  it('keeps labels of a column apart', () => {
    const many = { ...phases, days: [0], counts: [[97, 1, 2]], ribbons: [] };
    const { blocks } = alluvial(many, frame);
    for (const [at, block] of blocks.slice(1).entries()) {
      expect(block.middle - (blocks[at]?.middle ?? 0)).toBeGreaterThanOrEqual(16);
    }
  });

  it('draws every ribbon between blocks that are there', () => {
    const { flows } = alluvial(phases, frame);
    expect(flows).toHaveLength(7);
    for (const flow of flows) expect(flow.path).not.toContain('NaN');
  });

  it('leaves out a ribbon to a block that is not there', () => {
    const odd = { ...phases, ribbons: [{ column: 0, source: 2, target: 9, futures: 3 }] };
    expect(alluvial(odd, frame).flows).toEqual([]);
  });

  it('draws nothing of nothing, and one future whole', () => {
    const none = { ...phases, counts: [], ribbons: [], days: [], phases: [] };
    expect(alluvial(none, frame)).toEqual({ blocks: [], flows: [], bottom: 0 });
    const one = { ...phases, counts: [[1, 0, 0]], ribbons: [] };
    expect(alluvial(one, frame).blocks[0]?.size).toBe(200);
  });
});
