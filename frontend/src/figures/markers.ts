/** Marks that differ in shape as well as in colour. */

import {
  symbol,
  symbolCircle,
  symbolCross,
  symbolDiamond,
  symbolSquare,
  symbolStar,
  symbolTriangle,
  symbolWye,
  type SymbolType,
} from 'd3-shape';

export interface Marker {
  /** Name of the colour among the tokens. */
  colour: string;
  shape: SymbolType;
  hollow: boolean;
}

/** For what is left when nothing else is the case: quiet, so that the rest is seen. */
export const QUIET: Marker = { colour: 'faint', shape: symbolCircle, hollow: true };

const LOUD: Marker[] = [
  { colour: 'vermilion', shape: symbolSquare, hollow: false },
  { colour: 'blue', shape: symbolCircle, hollow: false },
  { colour: 'orange', shape: symbolTriangle, hollow: false },
  { colour: 'green', shape: symbolDiamond, hollow: false },
  { colour: 'purple', shape: symbolCross, hollow: false },
  { colour: 'sky', shape: symbolStar, hollow: false },
  { colour: 'ink', shape: symbolWye, hollow: false },
];

/** One mark for each of `count` cases: the last is quiet, the others are as far apart as can be. */
export function markersOf(count: number): Marker[] {
  return Array.from({ length: count }, (_, i) => {
    if (i === count - 1) return QUIET;
    const found = LOUD[i % LOUD.length] as Marker;
    return i < LOUD.length ? found : { ...found, hollow: true };
  });
}

/** What `d` of the path of a mark is, around 0, about `r` pixels in radius. */
export function markerPath({ shape }: Marker, r: number): string {
  return symbol(shape, Math.PI * r * r).digits(1)() ?? '';
}
