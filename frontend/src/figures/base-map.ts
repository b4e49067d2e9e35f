/** Land and borders within a view. */

import { atlas } from './atlas';
import { type Bounds, graticule, type View, view } from './projection';

export interface BaseMap {
  /** Countries in view, by their ISO code. */
  land: { id: string; d: string }[];
  borders: string;
  disputed: string;
  /** Lines of latitude and longitude, for where there is no land. */
  grid: string;
}

/** What is drawn under the places of a map. */
export function baseMap(bounds: Bounds, drawn: View): BaseMap {
  const { countries, borders, disputed } = atlas();
  return {
    land: countries.map(({ id, shape }) => ({ id, d: drawn.path(shape) })).filter(({ d }) => d),
    borders: drawn.path(borders),
    disputed: drawn.path(disputed),
    grid: drawn.path(graticule(bounds)),
  };
}

const COARSE = 100;

/** Whether there is any land of the base map within the bounds. */
export function hasLand(bounds: Bounds): boolean {
  return baseMap(bounds, view(bounds, COARSE)).land.length > 0;
}
