/** Charts side by side, as many as there is room for. */

import type { Box } from './labels';

/** Boxes of `count` charts, each at least `narrowest` wide (pixels) where the page is. */
export function sideBySide(
  count: number,
  width: number,
  narrowest: number,
  height: number,
  gap: number,
): { boxes: Box[]; height: number } {
  const across = Math.max(1, Math.min(count, Math.floor((width + gap) / (narrowest + gap))));
  const wide = (width - gap * (across - 1)) / across;
  const boxes = Array.from({ length: count }, (_, i) => ({
    x: (i % across) * (wide + gap),
    y: Math.floor(i / across) * (height + gap),
    width: wide,
    height,
  }));
  const rows = Math.ceil(count / across);
  return { boxes, height: Math.max(0, rows * (height + gap) - gap) };
}
