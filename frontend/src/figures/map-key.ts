/** What the marks of the map mean, in rows below it. */

import { breadthOf } from './labels';

export type Mark = 'fighting' | 'people' | 'strain' | 'host' | 'past' | 'arrow' | 'disputed';

export interface KeyItem {
  mark: Mark;
  text: string;
  x: number;
  y: number;
}

const ICON = 28;
const GAP = 18;

/** Put the items side by side in rows that are `width` pixels wide. */
export function keyRows(
  items: { mark: Mark; text: string }[],
  width: number,
  size: number,
): { items: KeyItem[]; height: number } {
  const line = size * 1.7;
  let [x, y] = [0, line];
  const out = items.map(({ mark, text }) => {
    const wide = ICON + breadthOf(text, size);
    if (x > 0 && x + wide > width) [x, y] = [0, y + line];
    const item = { mark, text, x, y };
    x += wide + GAP;
    return item;
  });
  return { items: out, height: out.length ? y + line * 0.5 : 0 };
}
