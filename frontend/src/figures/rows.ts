/** Rows of a chart: each has a label and a strip to draw in, side by side or one above the other. */
import { wrap } from './text';

/** Narrower than this (px), labels stand above their strips. */
export const NARROW = 560;

export interface Row {
  /** Lines of the label. */
  lines: string[];
  /** Where the row begins (px from the top). */
  start: number;
  /** Baseline of the first line (px). */
  labelY: number;
  /** Where the strip begins (px from the top). */
  top: number;
  /** Middle of the strip (px from the top). */
  middle: number;
}

export interface Rows {
  narrow: boolean;
  /** Where the strips begin and end (px from the left). */
  left: number;
  right: number;
  rows: Row[];
  /** Where the last row ends (px from the top). */
  bottom: number;
}

export interface Shape {
  /** Width of the whole drawing (px). */
  width: number;
  /** Height of a strip (px). */
  strip: number;
  /** Where the first row begins (px from the top). */
  top?: number;
  /** Font size of the labels (px). */
  size?: number;
  /** Lines of a label at most. */
  most?: number;
  /** Kept free right of the strips (px). */
  after?: number;
  /** Extra space above a row (px), by its number. */
  before?: (row: number) => number;
}

/** Lay out a row for each label; labels beside the strips where there is room, else above them. */
export function rows(labels: string[], shape: Shape): Rows {
  const { width, strip, top = 0, size = 13, most = 2, after = 0, before = () => 0 } = shape;
  const narrow = width < NARROW;
  const labelWidth = narrow ? width : Math.min(300, Math.max(150, width * 0.32));
  const line = size * 1.25;
  const laid: Row[] = [];
  let y = top;
  for (const [at, label] of labels.entries()) {
    y += before(at);
    const lines = wrap(label, labelWidth - (narrow ? 4 : 16), size, most);
    const tall = lines.length * line;
    if (narrow) {
      laid.push({ lines, start: y, labelY: y + size, top: y + tall, middle: y + tall + strip / 2 });
      y += tall + strip + 6;
    } else {
      const height = Math.max(strip, tall + 4);
      const middle = y + height / 2;
      laid.push({ lines, start: y, labelY: middle - tall / 2 + size, top: middle - strip / 2, middle });
      y += height;
    }
  }
  const left = narrow ? 8 : labelWidth;
  return { narrow, left, right: Math.max(left + 40, width - after), rows: laid, bottom: y };
}
