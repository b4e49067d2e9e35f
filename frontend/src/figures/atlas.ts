/** The base map that the page carries. */

import type { GeoPermissibleObjects } from 'd3-geo';
import { feature } from 'topojson-client';
import type { GeometryCollection, Topology } from 'topojson-specification';
import text from 'virtual:atlas';

export interface Country {
  /** ISO 3166-1 alpha-3. */
  id: string;
  shape: GeoPermissibleObjects;
}

export interface Atlas {
  countries: Country[];
  borders: GeoPermissibleObjects;
  disputed: GeoPermissibleObjects;
}

let opened: Atlas | undefined;

/** Countries and borders, unpacked when they are first needed. */
export function atlas(): Atlas {
  opened ??= unpacked(JSON.parse(text) as Topology);
  return opened;
}

function unpacked(world: Topology): Atlas {
  const shape = (name: string) => feature(world, world.objects[name] as never) as never;
  const { geometries } = world.objects.countries as GeometryCollection;
  return {
    countries: geometries.map((one) => ({ id: String(one.id), shape: feature(world, one) })),
    borders: shape('borders'),
    disputed: shape('disputed'),
  };
}
