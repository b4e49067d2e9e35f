/** Layout of rung x week: weeks run to the right where counts fit in their cells, else downward. */
import type { LadderHeat } from '../picture';
import { widthOf } from './text';

export interface Cell {
  rung: number;
  week: number;
  x: number;
  y: number;
  count: number;
  /** Share of all futures, 0 to 1. */
  share: number;
}

export interface Band {
  rung: number;
  /** The strip of one rung over all weeks (px). */
  x: number;
  y: number;
  width: number;
  height: number;
  unseen: boolean;
}

export interface Heat {
  /** Whether weeks run downward. */
  upright: boolean;
  cellWidth: number;
  cellHeight: number;
  /** Where the cells begin (px). */
  left: number;
  top: number;
  cells: Cell[];
  bands: Band[];
  /** Middle of each week along the axis of weeks (px). */
  weeks: number[];
  /** Font size of the counts (px). */
  size: number;
  height: number;
}

const COUNT = 11;
const DATES = 52;
const HEADS = 150;
const FOOT = 20;

/** How strongly a cell is shaded, 0 to 1: few futures must be seen as well as many. */
export function shade(share: number): number {
  return share > 0 ? 0.1 + 0.5 * Math.sqrt(Math.min(1, share)) : 0;
}

/** Place every cell; `members` futures in a drawing of `width` px. */
export function heat(ladder: LadderHeat, members: number, width: number): Heat {
  const rungs = ladder.rungs.length;
  const weeks = ladder.weeks.length;
  const count = widthOf(String(Math.max(1, members)), COUNT) + 4;
  const labels = Math.min(230, Math.max(120, width * 0.26));
  const across = Math.min(64, (width - labels) / Math.max(1, weeks));
  const upright = width < 560 || across < count;
  const cellWidth = upright ? (width - DATES) / Math.max(1, rungs) : across;
  const cellHeight = upright ? 20 : 30;
  const left = upright ? DATES : labels;
  const top = upright ? HEADS : 22;
  const size = Math.min(COUNT, (COUNT * (cellWidth - 2)) / (count - 4));
  const spot = (rung: number, week: number) =>
    upright
      ? { x: left + rung * cellWidth, y: top + week * cellHeight }
      : { x: left + week * cellWidth, y: top + (rungs - 1 - rung) * cellHeight };
  const cells: Cell[] = [];
  for (const [rung, row] of ladder.counts.entries()) {
    if (ladder.unseen[rung]) continue;
    for (const [week, futures] of row.entries()) {
      cells.push({ rung, week, ...spot(rung, week), count: futures, share: futures / Math.max(1, members) });
    }
  }
  const bands = ladder.rungs.map((_, rung) => ({
    rung,
    ...spot(rung, 0),
    width: upright ? cellWidth : weeks * cellWidth,
    height: upright ? weeks * cellHeight : cellHeight,
    unseen: ladder.unseen[rung] ?? false,
  }));
  const along = upright ? cellHeight : cellWidth;
  const first = upright ? top : left;
  return {
    upright,
    cellWidth,
    cellHeight,
    left,
    top,
    cells,
    bands,
    weeks: ladder.weeks.map((_, week) => first + (week + 0.5) * along),
    size,
    height: top + (upright ? weeks : rungs) * cellHeight + FOOT,
  };
}

/** Where a day falls along the axis of weeks (px); null outside the weeks. */
export function along(drawn: Heat, weeks: number[], day: number): number | null {
  const first = weeks[0];
  if (first === undefined || day < first || day > first + 7 * weeks.length) return null;
  const step = drawn.upright ? drawn.cellHeight : drawn.cellWidth;
  return (drawn.upright ? drawn.top : drawn.left) + ((day - first) / 7) * step;
}
