/** Where everything on the map is at one frame. */

import type { Map as MapPart, Place } from '../picture';
import { people, peopleShort, rounded } from '../words/people';
import { type Arrow, arrow, breadth } from './arrow';
import { type Box, breadthOf, meets, placed, short, tie, type Wish } from './labels';
import type { View } from './projection';

/** From here on, fighting is hatched. */
export const HIGH = 0.5;

const NARROW = 560;
const LONG = 15;

export interface Origin {
  id: string;
  name: string;
  x: number;
  y: number;
  r: number;
  /** 0 to 1. */
  fighting: number;
  high: boolean;
}

export interface Receiver {
  id: string;
  name: string;
  country: string;
  onward: boolean;
  x: number;
  y: number;
  /** Of the disc that is the people there (pixels). */
  r: number;
  /** Null where it is not assessed. */
  strain: number | null;
  /** Lines of the label, the name first. */
  lines: string[];
  /** Left edge and first baseline of the label, and how it is aligned. */
  label: { x: number; y: number; anchor: 'start' | 'middle' | 'end' };
  /** Where a line from the place to its label ends; null where the label is beside it. */
  tie: { x: number; y: number } | null;
}

export interface Scene {
  origins: Origin[];
  receivers: Receiver[];
  arrows: { host: string; people: number; drawn: Arrow }[];
  /** Names of origins for which there is room. */
  names: { id: string; text: string; x: number; y: number }[];
  size: number;
}

const at = (values: number[], frame: number): number | null => values[frame] ?? null;

function inside({ width, height }: View, x: number, y: number): boolean {
  return x >= 0 && y >= 0 && x <= width && y <= height;
}

function origins(map: MapPart, frame: number, view: View, big: number): Origin[] {
  return map.places
    .filter((place) => place.kind === 'origin')
    .map((place) => {
      const [x, y] = view.at(place.longitude, place.latitude);
      const fighting = at(place.fighting, frame) ?? 0;
      const r = 2 + big * Math.sqrt(Math.max(0, Math.min(1, fighting)));
      return { id: place.id, name: place.name, x, y, r, fighting, high: fighting >= HIGH };
    })
    .filter(({ x, y }) => inside(view, x, y));
}

/** A name in lines: two at the most, where there is little room. */
function nameLines(name: string, narrow: boolean): string[] {
  if (!narrow || [...name].length <= LONG) return [short(name, narrow ? LONG : 22)];
  const [first = '', ...rest] = name.split(' ');
  return rest.length ? [short(first, LONG), short(rest.join(' '), LONG)] : [short(name, LONG)];
}

function words(place: Place, frame: number, arrived: number | null, narrow: boolean): string[] {
  const lines = nameLines(place.name || place.id, narrow);
  const come = arrived !== null && arrived > 0;
  if (narrow && come) {
    const more = `+${peopleShort(rounded(arrived))}`;
    const last = lines.at(-1) ?? '';
    return last.length + more.length < LONG
      ? [...lines.slice(0, -1), `${last} ${more}`]
      : [...lines, more];
  }
  const strain = at(place.strain, frame);
  if (come) lines.push(`+${people(arrived)}`);
  if (strain !== null && !narrow) lines.push(`strain ${strain.toFixed(strain < 10 ? 1 : 0)}`);
  return lines;
}

/** The side of its point on which a label was put decides how its lines are aligned. */
function anchored(wish: Wish, box: Box, size: number): Receiver['label'] {
  const y = box.y + size;
  if (box.x >= wish.x) return { x: box.x, y, anchor: 'start' };
  if (box.x + box.width <= wish.x) return { x: box.x + box.width, y, anchor: 'end' };
  return { x: box.x + box.width / 2, y, anchor: 'middle' };
}

/** Lay out places, arrows and labels of a frame. */
export function scene(map: MapPart, frame: number, view: View): Scene {
  const narrow = view.width < NARROW;
  const size = narrow ? 10.5 : 12;
  const line = size * 1.2;
  const big = narrow ? 6 : 9;
  const disc = narrow ? 9 : 16;
  const widest = narrow ? 9 : 16;
  const mostPeople = Math.max(1, ...map.places.flatMap((place) => place.people));
  const mostFlow = Math.max(1, ...map.flows.flatMap((flow) => flow.people));
  const flows = new Map(map.flows.map((flow) => [flow.host, flow]));

  const from = origins(map, frame, view, big);
  const rank = (place: Place) => flows.get(place.id)?.people[frame] ?? 0;
  const there = map.places
    .filter((place) => place.kind !== 'origin')
    .map((place) => ({ place, spot: view.at(place.longitude, place.latitude) }))
    .filter(({ spot }) => inside(view, ...spot))
    .sort((a, b) => rank(b.place) - rank(a.place))
    .map(({ place, spot }) => {
      const arrived = at(flows.get(place.id)?.people ?? [], frame);
      const stock = Math.max(0, at(place.people, frame) ?? 0);
      return {
        place,
        spot,
        arrived,
        r: 2.5 + disc * Math.sqrt(stock / mostPeople),
        lines: words(place, frame, arrived, narrow),
      };
    });

  const arrows = there.flatMap(({ place, spot, arrived, r }) => {
    const start = flows.get(place.id)?.start[frame];
    if (!start || !arrived) return [];
    const [longitude = 0, latitude = 0] = start;
    const width = breadth(arrived, mostFlow, widest);
    const drawn = arrow(view.at(longitude, latitude), spot, width, r + 8);
    return drawn ? [{ host: place.id, people: arrived, drawn }] : [];
  });

  const wishes: Wish[] = there.map(({ spot, r, lines }) => ({
    x: spot[0],
    y: spot[1],
    gap: r + 9,
    width: Math.max(...lines.map((text) => breadthOf(text, size))) + 2,
    height: lines.length * line,
  }));
  const discs: Box[] = there.map(({ spot, r }) => ({
    x: spot[0] - r - 4,
    y: spot[1] - r - 4,
    width: 2 * r + 8,
    height: 2 * r + 8,
  }));
  const dots: Box[] = from.map(({ x, y, r }) => ({ x: x - r, y: y - r, width: 2 * r, height: 2 * r }));
  const shafts: Box[] = arrows.flatMap(({ drawn: { along, width } }) =>
    along.map(([x, y]) => ({
      x: x - width / 2 - 4,
      y: y - width / 2 - 4,
      width: width + 8,
      height: width + 8,
    })),
  );
  const boxes = placed(wishes, [...discs, ...dots, ...shafts], view.width, view.height);

  const receivers = there.map(({ place, spot, r, lines }, i): Receiver => {
    const [wish, box] = [wishes[i] as Wish, boxes[i] as Box];
    const crowded = narrow && place.kind === 'onward' && boxes.some((b) => b !== box && meets(b, box));
    return {
      id: place.id,
      name: place.name,
      country: place.country,
      onward: place.kind === 'onward',
      x: spot[0],
      y: spot[1],
      r,
      strain: at(place.strain, frame),
      lines: crowded ? [] : lines,
      label: anchored(wish, box, size),
      tie: crowded ? null : tie(wish, box),
    };
  });

  return {
    origins: from,
    receivers,
    arrows,
    names: narrow && from.length > NAMED ? [] : named(from, [...boxes, ...discs], view),
    size,
  };
}

const NAMED = 6;
const SMALL = 10.5;

/** Names of the origins with most fighting, as far as they cover nothing. */
function named(from: Origin[], taken: Box[], view: View): Scene['names'] {
  const loud = [...from].sort((a, b) => b.fighting - a.fighting).slice(0, NAMED);
  const wishes = loud.map(
    ({ name, x, y, r }): Wish => ({
      x,
      y,
      gap: r + 2,
      width: breadthOf(short(name, 18), SMALL),
      height: SMALL * 1.1,
    }),
  );
  const used = [...taken];
  return loud.flatMap(({ id, name, fighting }, i) => {
    const wish = wishes[i];
    if (!wish || fighting < 0.1) return [];
    const [box] = placed([wish], used, view.width, view.height);
    if (!box || used.some((other) => meets(box, other))) return [];
    used.push(box);
    return [{ id, text: short(name, 18), x: box.x, y: box.y + SMALL * 0.9 }];
  });
}
