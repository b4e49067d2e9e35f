/** From degrees to pixels. */

import {
  geoConicConformal,
  geoGraticule,
  geoMercator,
  geoPath,
  type GeoPermissibleObjects,
  type GeoProjection,
} from 'd3-geo';

export interface Bounds {
  west: number;
  south: number;
  east: number;
  north: number;
}

export type Point = [number, number];

export interface View {
  /** Pixels. */
  width: number;
  height: number;
  /** Pixels of (degrees east, degrees north). */
  at(longitude: number, latitude: number): Point;
  /** What `d` of an SVG path is for a shape of the atlas; empty where nothing of it is in view. */
  path(shape: GeoPermissibleObjects): string;
}

const STEPS = 12;
const TROPIC = 15;
/** Nearer to the equator than this (degrees), a cone is no better than a cylinder. */

const LOWEST = 0.55;
const HIGHEST = 1.15;
/** Height of the map as share of its width. */

const SMALLEST = 0.5;
/** Bounds are at least this many degrees wide and high, so that one place is not a whole map. */

/** Bounds with no side too short, and in order. */
export function widened({ west, south, east, north }: Bounds): Bounds {
  const grow = (low: number, high: number): Point => {
    const [from, to] = low <= high ? [low, high] : [high, low];
    const more = Math.max(0, (SMALLEST - (to - from)) / 2);
    return [from - more, to + more];
  };
  const [w, e] = grow(west, east);
  const [s, n] = grow(south, north);
  return { west: w, south: Math.max(-85, s), east: e, north: Math.min(85, n) };
}

function edge({ west, south, east, north }: Bounds): GeoPermissibleObjects {
  const coordinates: Point[] = [];
  for (let i = 0; i <= STEPS; i++) {
    const x = west + ((east - west) * i) / STEPS;
    const y = south + ((north - south) * i) / STEPS;
    coordinates.push([x, south], [x, north], [west, y], [east, y]);
  }
  return { type: 'MultiPoint', coordinates };
}

function conic(bounds: Bounds): GeoProjection {
  const middle = (bounds.south + bounds.north) / 2;
  const turn: Point = [-(bounds.west + bounds.east) / 2, 0];
  if (Math.abs(middle) < TROPIC) return geoMercator().rotate(turn);
  const sixth = (bounds.north - bounds.south) / 6;
  return geoConicConformal()
    .rotate(turn)
    .parallels([bounds.south + sixth, bounds.north - sixth]);
}

/** Fit the bounds into `width` pixels, with a height that follows from them. */
export function view(given: Bounds, width: number): View {
  const bounds = widened(given);
  const projection = conic(bounds);
  const shape = edge(bounds);
  projection.fitWidth(width, shape);
  const natural = geoPath(projection).bounds(shape);
  const ratio = (natural[1][1] - natural[0][1]) / width;
  const height = Math.round(width * Math.min(HIGHEST, Math.max(LOWEST, ratio)));
  projection.fitSize([width, height], shape).clipExtent([
    [0, 0],
    [width, height],
  ]);
  const draw = geoPath(projection).digits(1);
  return {
    width,
    height,
    at: (longitude, latitude) => projection([longitude, latitude]) ?? [0, 0],
    path: (object) => draw(object) ?? '',
  };
}

/** Lines of latitude and longitude, about six across: what a map without land has. */
export function graticule(given: Bounds): GeoPermissibleObjects {
  const { west, south, east, north } = widened(given);
  const span = Math.max(east - west, north - south);
  const step = [0.1, 0.5, 1, 2, 5, 10, 20].find((degrees) => span / degrees <= 8) ?? 30;
  return geoGraticule()
    .step([step, step])
    .extent([
      [west - step, Math.max(-85, south - step)],
      [east + step, Math.min(85, north + step)],
    ])();
}
