declare module 'd3-geo-projection' {
  import type { GeoIdentityTransform } from 'd3-geo';
  import type { Feature, Geometry } from 'geojson';

  /** Project a shape in the plane; null where nothing of it is left. */
  export function geoProject<T extends Feature | Geometry>(
    shape: T,
    projection: GeoIdentityTransform,
  ): T | null;
}
