/** The map at one frame as a table. */

import type { Cell, Table } from '../figure/table';
import type { Map as MapPart } from '../picture';
import { rounded } from '../words/people';

const KINDS = { origin: 'fled from', host: 'host', onward: 'onward' } as const;

/** One row a place, with what the drawing shows of it on `date`. */
export function mapTable(map: MapPart, frame: number, date: string): Table {
  const flows = new Map(map.flows.map((flow) => [flow.host, flow.people]));
  const at = (values: number[] | undefined): number | null => values?.[frame] ?? null;
  const whole = (n: number | null): Cell => (n === null ? null : rounded(n));
  return {
    columns: [
      'Place',
      'Kind',
      'Date',
      'Fighting (0 to 1)',
      'New arrivals since the date before',
      'People there',
      'Strain (1 is at the stated means)',
      'Futures of 100 past them',
    ],
    rows: map.places.map((place) => [
      place.name,
      KINDS[place.kind],
      date,
      at(place.fighting),
      whole(at(flows.get(place.id))),
      whole(at(place.people)),
      at(place.strain),
      at(place.strained),
    ]),
  };
}
