/** Layout of futures that flow from phase to phase between dates. */
import { area, curveBumpX } from 'd3-shape';

import type { Phases } from '../picture';

export interface Block {
  column: number;
  phase: number;
  futures: number;
  /** Left edge, top and height (px). */
  x: number;
  y: number;
  size: number;
  /** Middle of the room for its label (px from the top). */
  middle: number;
  /** Room for its label (px). */
  room: number;
}

export interface Flow {
  source: number;
  target: number;
  column: number;
  futures: number;
  path: string;
}

export interface Alluvial {
  blocks: Block[];
  flows: Flow[];
  /** Where the lowest block ends (px from the top). */
  bottom: number;
}

export interface Frame {
  /** Left edges of the columns (px). */
  columns: number[];
  /** How wide a block is (px). */
  thick: number;
  /** Where the columns begin (px from the top). */
  top: number;
  /** How high a block of all futures is (px). */
  all: number;
  /** The least room that the label of each phase needs (px). */
  rooms: number[];
}

/** Between two blocks of a column (px). */
const GAP = 6;

function place(phases: Phases, frame: Frame, members: number): { blocks: Block[]; bottom: number } {
  const blocks: Block[] = [];
  let bottom = 0;
  for (const [column, counts] of phases.counts.entries()) {
    let cursor = frame.top;
    for (const [phase, futures] of counts.entries()) {
      if (futures <= 0) continue;
      const size = Math.max(1.5, (futures / members) * frame.all);
      const room = Math.max(size, frame.rooms[phase] ?? 0);
      blocks.push({
        column,
        phase,
        futures,
        x: frame.columns[column] ?? 0,
        y: cursor + (room - size) / 2,
        size,
        middle: cursor + room / 2,
        room,
      });
      cursor += room + GAP;
    }
    bottom = Math.max(bottom, cursor - GAP);
  }
  return { blocks, bottom };
}

/** Place blocks and the ribbons between them. Ribbons of a block lie in the order of the phases. */
export function alluvial(phases: Phases, frame: Frame): Alluvial {
  const members = Math.max(1, ...phases.counts.map((counts) => counts.reduce((a, b) => a + b, 0)));
  const { blocks, bottom } = place(phases, frame, members);
  const key = (column: number, phase: number) => `${column} ${phase}`;
  const by = new Map(blocks.map((block) => [key(block.column, block.phase), block]));
  const left = new Map(blocks.map((block) => [block, { out: block.y, into: block.y }]));
  const shape = area<[number, number, number]>()
    .x(([x]) => x)
    .y0(([, upper]) => upper)
    .y1(([, , lower]) => lower)
    .curve(curveBumpX);
  const flows: Flow[] = [];
  const ordered = [...phases.ribbons].sort(
    (a, b) => a.column - b.column || a.source - b.source || a.target - b.target,
  );
  for (const { column, source, target, futures } of ordered) {
    const one = by.get(key(column, source));
    const other = by.get(key(column + 1, target));
    if (!one || !other || futures <= 0) continue;
    const out = left.get(one)!;
    const into = left.get(other)!;
    const leaves = (futures / one.futures) * one.size;
    const enters = (futures / other.futures) * other.size;
    const path = shape([
      [one.x + frame.thick, out.out, out.out + leaves],
      [other.x, into.into, into.into + enters],
    ]);
    out.out += leaves;
    into.into += enters;
    flows.push({ column, source, target, futures, path: path ?? '' });
  }
  return { blocks, flows, bottom };
}
