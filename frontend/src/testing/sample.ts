import type { Fan, Host, Picture, Range } from '../picture';
import { SAMPLE_DECISIONS } from './sample-decisions';

/** A made-up picture with every part filled: for tests, and to look at the page while it grows. */

const DAYS = 60;
const AS_OF = 10;
const days = Array.from({ length: DAYS }, (_, day) => day);

function fan(top: number, middle: number): Fan {
  const median = days.map((day) => top * Math.exp(-(((day - middle) / 12) ** 2)));
  const spread = days.map((day) => 1 + Math.max(0, day - AS_OF) / 25);
  const scaled = (k: number): number[] =>
    median.map((value, day) => Math.round(value * (spread[day] ?? 1) ** k));
  return {
    low90: scaled(-2),
    low50: scaled(-0.8),
    median: scaled(0),
    high50: scaled(0.8),
    high90: scaled(2),
  };
}

const range = (low: number, median: number, high: number): Range => ({ low, median, high });

function host(id: string, name: string, top: number, flag = ''): Host {
  const arrivals = fan(top, 14);
  let sum = 0;
  const stock = fan(top * 20, 50);
  return {
    id,
    name,
    flag,
    finding: `${name} receives 40,000 to 90,000 more people in a week, in 90 of 100 futures`,
    held: `${name} is past its stated means of reception in 63 of 100 futures`,
    new: arrivals,
    total: stock,
    hosted: stock,
    members: [3, 17, 29].map((member, k) => ({
      member,
      values: arrivals.median.map((value, day) =>
        Math.round(value * (1 + 0.3 * Math.sin(day / 2 + k * 2))),
      ),
    })),
    observed: arrivals.median
      .slice(0, 40)
      .map((value, day) => ({ day, people: Math.round(value * 1.1), later: day > AS_OF })),
    observed_total: arrivals.median
      .slice(0, 40)
      .map((value, day) => ({ day, people: Math.round((sum += value)), later: day > AS_OF })),
    peak: {
      finding: `On its worst day ${name} receives 12,000 people in the median future`,
      people: range(top * 0.8, top * 1.2, top * 2.4),
      day: range(11, 15, 24),
      edges: Array.from({ length: 13 }, (_, i) => (i * top) / 4),
      counts: [0, 0, 0, 8, 31, 44, 42, 33, 20, 12, 6, 4],
    },
    at: { '7': range(top * 3, top * 6, top * 9), '14': range(top * 5, top * 11, top * 17) },
    strained: flag ? null : 63,
    strained_on: flag ? null : range(8, 12, 30),
    strain: flag ? null : fan(1.4, 20),
    means: flag ? '' : 'A planning figure of 1.2 million people, by the ministry of the interior.',
  };
}

const frames = days.filter((day) => day % 5 === 0);

export const SAMPLE: Picture = {
  format: 1,
  head: {
    scenario: 'ardenia',
    title: 'Ardenia: a made-up crisis',
    start: '2022-02-24',
    as_of: '2022-03-06',
    days: DAYS,
    members: 200,
    asked: 200,
    limits: 'Not a prediction, not legal advice, not for targeting: futures given assumptions.',
    changed: ['overlay: earlier-winter', 'forced: OST:buffer_zone on 1 April 2022'],
    notices: ['Only 200 futures: chances below 2 in 100 are not told apart from none.'],
  },
  answer: {
    sentence:
      'In 63 of 100 futures Westmark is past its stated means of reception by 18 March 2022, given these assumptions and what was known on 6 March 2022.',
    points: [
      'Allied and Ostland forces meet with loss of life in 9 of 100 futures, most often through the buffer zone.',
      'Between 180,000 and 420,000 people arrive in the first fortnight.',
    ],
  },
  map: {
    caption: {
      title: 'Fighting stays in the east while nine in ten who leave go to Westmark',
      note: 'Medians over futures, every five days.',
      source: 'This run; boundaries from Natural Earth.',
    },
    frames,
    west: 20,
    south: 44,
    east: 41,
    north: 54,
    places: [
      {
        id: 'UA80', name: 'Capital', kind: 'origin', longitude: 30.5, latitude: 50.45, country: '',
        fighting: frames.map((day) => 0.8 * Math.exp(-day / 40)), strain: [], strained: [], people: [],
      },
      {
        id: 'POL', name: 'Westmark', kind: 'host', longitude: 22, latitude: 50.1, country: 'POL',
        fighting: [], strain: frames.map((day) => Math.min(1.5, day / 15)),
        strained: frames.map((day) => Math.min(63, day * 2)), people: frames.map((day) => day * 30_000),
      },
    ],
    flows: [
      { host: 'POL', start: frames.map(() => [30, 50]), people: frames.map((day) => 250_000 / (1 + day / 9)) },
    ],
    phases: frames.map((day) => (day < 30 ? 'Assault' : 'Stalemate')),
    boundary_note: 'The boundaries shown imply no opinion on the status of any territory.',
  },
  people: {
    caption: {
      title: 'Most arrivals come in the first three weeks, and Westmark takes six in ten',
      note: 'Bands hold 50 and 90 of 100 futures.',
      source: 'This run.',
    },
    hosts: [
      host('POL', 'Westmark', 60_000),
      host('ROU', 'Southmark', 21_000),
      host('RUS', 'Ostland', 9_000, 'Counts are contested: transfers may not have been free.'),
    ],
    trapped: fan(180_000, 30),
    inside: fan(2_400_000, 45),
    stuck: 'At the worst moment 41,000 people want to leave and cannot, in the median future',
    trapped_peak: range(90_000, 180_000, 410_000),
    first_strained:
      'Westmark comes under strain first: in 63 of 100 futures, most likely between 4 and 26 March 2022.',
  },
  questions: [
    {
      id: 'contact',
      label: 'Do the blocs meet with loss of life?',
      caption: { title: 'They do in 9 of 100 futures', note: 'One dot is one future of 100.', source: 'This run.' },
      cases: [
        { id: 'none', label: 'No contact', count: 170, in_100: 85, low: 79, high: 89, assumption: '', validated: true },
        { id: 'lethal', label: 'Contact with loss of life', count: 18, in_100: 9, low: 6, high: 14, assumption: '', validated: true },
        {
          id: 'war', label: 'War between the blocs', count: null, in_100: null, low: 0.4, high: 12,
          assumption: 'how Ostland replies to the first loss', validated: false,
        },
      ],
    },
  ],
  survival: {
    caption: { title: 'Half of what happens happens by mid-April', note: '', source: 'This run.' },
    first_day: AS_OF,
    curves: ['Buffer zone in force', 'Contact with loss of life'].map((label, k) => {
      const happened = days.slice(AS_OF).map((day) => (1 - Math.exp(-(day - AS_OF) / 20)) * (40 - 31 * k));
      return {
        id: `curve${k}`,
        label,
        happened,
        low: happened.map((x) => x * 0.8),
        high: happened.map((x) => x * 1.2 + 1),
        median_day: range(14, 26, 55),
      };
    }),
  },
  ladders: [
    {
      id: 'blocs',
      dyad: 'the alliance and Ostland',
      caption: { title: 'In 80 of 100 futures they never go past a show of force', note: '', source: 'This run.' },
      rungs: ['Calm', 'Threat', 'Show of force', 'Incident', 'Clash', 'War'],
      unseen: [false, false, false, false, false, true],
      weeks: [0, 7, 14, 21, 28, 35, 42, 49, 56],
      counts: [0, 1, 2, 3, 4, 5].map((rung) =>
        [0, 1, 2, 3, 4, 5, 6, 7, 8].map((week) => (rung === 5 ? 0 : Math.round(200 / (1 + Math.abs(rung - 1 - week / 6) ** 3)) % 180)),
      ),
    },
  ],
  phases: {
    caption: { title: 'Half of the futures end in a stalemate', note: '', source: 'This run.' },
    phases: ['Assault', 'Stalemate', 'Ceasefire'],
    days: [10, 30, 59],
    counts: [[200, 0, 0], [90, 100, 10], [40, 110, 50]],
    ribbons: [
      { column: 0, source: 0, target: 0, futures: 90 },
      { column: 0, source: 0, target: 1, futures: 100 },
      { column: 0, source: 0, target: 2, futures: 10 },
      { column: 1, source: 0, target: 0, futures: 40 },
      { column: 1, source: 0, target: 1, futures: 30 },
      { column: 1, source: 0, target: 2, futures: 20 },
      { column: 1, source: 1, target: 1, futures: 80 },
      { column: 1, source: 1, target: 2, futures: 20 },
      { column: 1, source: 2, target: 2, futures: 10 },
    ],
  },
  ...SAMPLE_DECISIONS,
  assumptions: {
    caption: { title: 'The answer rests on three assumptions', note: '', source: '' },
    assumptions: [
      { text: 'Men of fighting age stay', basis: 'A decree of the first day.', disputed: '' },
      {
        text: 'Allies decide by consensus', basis: 'The treaty, Article 9.',
        disputed: 'Some hold that a coalition of the willing would act alone.',
      },
    ],
  },
  quantities: {
    caption: { title: '2 of 3 numbers are judgement', note: '', source: 'The files of the scenario.' },
    rows: [
      {
        path: 'displacement.hazard', label: 'Chance of leaving a day under assault', value: '0.02 to 0.06',
        unit: '1 / day', judgement: true, basis: 'Between two published fits.', sources: ['unhcr'], grade: 'B2',
        where: 'scenario.yaml:14',
      },
      {
        path: 'reception.POL', label: 'Means of reception of Westmark', value: '1200000', unit: 'person',
        judgement: false, basis: '', sources: ['ministry'], grade: 'A2', where: 'places.csv:3',
      },
      {
        path: 'contact.rate', label: 'Incidents a day of contact under full fighting', value: '0.001 to 0.05',
        unit: '1 / day', judgement: true, basis: 'Nothing like it has been seen.', sources: [], grade: '',
        where: 'mechanisms.yaml:9',
      },
    ],
  },
  sources: [
    {
      id: 'unhcr', title: 'Arrivals by day', who: 'A refugee agency', date: '2022-03-06',
      url: 'https://example.org/arrivals', grade: 'B2', verified: 'Opened, and the table copied.',
    },
    { id: 'ministry', title: 'Plan for mass arrivals', who: 'A ministry', date: '2021', url: '', grade: 'A2', verified: 'Quoted by a second source.' },
  ],
  brief: {
    bottom_line: 'Westmark is likely to come under strain within a fortnight; a buffer zone makes contact of the blocs unlikely but far from remote.',
    lines: [
      {
        text: 'It is likely that Westmark is past its means of reception by 18 March 2022.',
        frequency: '63 in 100 futures', confidence: 'moderate', because: 'The planning figure is a single source.',
      },
      {
        text: 'It is highly unlikely that the blocs meet with loss of life.',
        frequency: '9 in 100 futures', confidence: 'low', because: 'The rate of incidents is judgement.',
      },
    ],
    scale: [
      ['remote chance', '0 to 5 in 100'],
      ['highly unlikely', '10 to 20 in 100'],
      ['unlikely', '25 to 35 in 100'],
      ['realistic possibility', '40 to 50 in 100'],
      ['likely', '55 to 75 in 100'],
      ['highly likely', '80 to 90 in 100'],
      ['almost certain', '95 to 100 in 100'],
    ],
    limits: 'Not a prediction, not legal advice, not for targeting.',
  },
  provenance: {
    run: 'a100',
    hash: '4f1c9e0b7a2d',
    seed: 1,
    created: '2026-11-22T17:30:00Z',
    versions: { offramp: '0.1.0', numpy: '2.1.0' },
    digests: { hosts: '9b1deb4d3b7d4bad9bdd2b0d7b3dcb6d' },
    commands: ['offramp run ardenia --members 200 --seed 1 -o a100', 'offramp report a100 -o report.html'],
  },
};
