import type { Effect, Picture } from '../picture';

function effect(id: string, label: string, unit: string, base: number, mean: number): Effect {
  return {
    id,
    label,
    unit,
    better: 'low',
    base,
    other: base + mean,
    difference: { mean, low: mean - Math.abs(mean) * 0.4, high: mean + Math.abs(mean) * 0.4 },
    lower: mean < 0 ? 60 : 5,
    higher: mean < 0 ? 5 : 40,
    unchanged: 35,
    pairing: 12,
    material: Math.abs(mean) > 0.5,
  };
}

/** The half of the made-up picture that is about why, what to do and how far to trust it. */
export const SAMPLE_DECISIONS: Pick<
  Picture,
  'chains' | 'measures' | 'comparison' | 'off_ramps' | 'signposts' | 'matters' | 'record' | 'changes'
> = {
  chains: [
    {
      id: 'observed',
      kind: 'observed',
      caption: { title: 'The assault led to consultation in 100 of 100 futures', note: '', source: 'This run.' },
      in_100: 100,
      member: 12,
      steps: [
        {
          text: 'Ostland attacks the capital', day: 0, rule: 'Seen.', where: 'series/events.csv:2',
          clauses: [], sources: ['unhcr'], inputs: [],
        },
        {
          text: 'Westmark asks for consultation', day: 0, rule: 'A party may ask when it feels threatened.',
          where: 'measures.yaml:12', clauses: ['Alliance treaty, Article 4: the parties will consult together'],
          sources: ['ministry'], inputs: ['fighting in Capital 0.8'],
        },
      ],
    },
    {
      id: 'trap',
      kind: 'hypothesised',
      caption: { title: 'A buffer zone leads to contact in 7 of 100 futures', note: '', source: 'This run.' },
      in_100: 7,
      member: 41,
      steps: [
        {
          text: 'Reception strain in Westmark passes 0.8', day: 18, rule: 'A declared threshold.',
          where: 'scenario.yaml:80', clauses: [], sources: [], inputs: ['arrivals 61,000'],
        },
        {
          text: 'The alliance puts a buffer zone in force', day: 33, rule: 'Consensus under silence.',
          where: 'measures.yaml:120', clauses: ['Alliance treaty, Article 9: consensus'], sources: [],
          inputs: ['relief 0.6', 'risk 0.2'],
        },
        {
          text: 'A patrol is fired on', day: 47, rule: 'Contact times fighting.', where: 'mechanisms.yaml:9',
          clauses: [], sources: [], inputs: ['contact 0.4'],
        },
      ],
    },
  ],
  measures: {
    caption: { title: 'A buffer zone is in force in 31 of 100 futures', note: '', source: 'This run.' },
    measures: [
      {
        id: 'buffer_zone', label: 'Buffer zone', proposed: 52, adopted: 31, in_force: 31,
        first: { low: 20, median: 33, high: 55 }, together: true,
      },
      { id: 'visa', label: 'Open borders', proposed: null, adopted: 90, in_force: 90, first: null, together: false },
    ],
  },
  comparison: {
    caption: { title: 'A buffer zone helps some people and makes contact likelier', note: '', source: 'This run.' },
    members: 200,
    alternatives: [
      {
        name: 'With a buffer zone',
        change: ['forced: buffer_zone on 1 April 2022'],
        people: [
          effect('displaced', 'Displaced abroad', 'person', 1_400_000, -120_000),
          effect('trapped', 'Trapped', 'person', 180_000, -40_000),
        ],
        contact: [effect('lethal', 'Contact with loss of life', 'in 100', 4, 7)],
        others: [],
        chains: ['Buffer zone, patrols, contact'],
        unseen: ['War between the blocs: 0.4 to 12 in 100, by what Ostland does next; unvalidated.'],
      },
      {
        name: 'Corridors', change: ['forced: corridors on 1 April 2022'],
        people: [effect('trapped', 'Trapped', 'person', 180_000, -60_000)],
        contact: [effect('lethal', 'Contact with loss of life', 'in 100', 4, 0.3)],
        others: [], chains: [], unseen: [],
      },
    ],
    regrets: [
      { set: 'Deterrence holds', read: 'Trapped', unit: 'person', alternatives: ['As it is', 'With a buffer zone', 'Corridors'], level: [180_000, 140_000, 120_000], regret: [60_000, 20_000, 0] },
      { set: 'Spiral', read: 'Contact with loss of life', unit: 'in 100', alternatives: ['As it is', 'With a buffer zone', 'Corridors'], level: [5, 16, 6], regret: [0, 11, 1] },
    ],
    warnings: [],
  },
  off_ramps: {
    caption: { title: 'Corridors help until 20 March 2022', note: '', source: 'This run.' },
    off_ramps: [
      {
        measure: 'Corridors', averts: 'half of those trapped', last: '2022-03-20', sure: '2022-03-14',
        words: 'Decided after 20 March 2022, corridors avert less than half of the trapped.',
      },
      { measure: 'Appeal', averts: 'half of those trapped', last: null, sure: null, words: 'An appeal never averts half of the trapped.' },
    ],
  },
  signposts: {
    caption: { title: 'Watch strain in Westmark: it comes 19 days before contact', note: '', source: 'This run.' },
    signposts: [
      { outcome: 'Contact with loss of life', sign: 'Strain in Westmark passes 0.8', lead: 19, lead_low: 6, lead_high: 38, hits: 82, false_alarms: 71, base: 9, futures: 15 },
    ],
  },
  matters: {
    caption: { title: 'The hazard of leaving moves arrivals most', note: '', source: 'This run.' },
    matters: [
      {
        id: 'arrivals', label: 'Arrivals in Westmark', unit: 'person', mean: 1_100_000,
        caption: { title: 'Arrivals: the hazard of leaving explains a third', note: '', source: '' },
        not_known: 0.6, not_known_low: 0.5, not_known_high: 0.7,
        assumptions: [
          { label: 'Chance of leaving', source: 'judgement', unit: '1 / day', low_up_to: 0.03, high_from: 0.05, low: 800_000, high: 1_500_000, explains: 0.34 },
        ],
        words: 'More knowledge could remove 60 % of the spread.',
      },
    ],
  },
  record: {
    caption: { title: 'Better than “as last week” in 3 of 4', note: '', source: 'Counts that became known later.' },
    scores: [
      { what: 'Arrivals in Westmark, 14 days on', ours: 8200, baseline: 12_100, baseline_name: 'as last week', unit: 'person / day', better: 'low', inside: 86, values: 14 },
    ],
  },
  changes: {
    caption: { title: 'Four days on, strain is likelier', note: '', source: 'Both runs.' },
    before: 'the run as of 2 March 2022',
    inputs: [{ what: 'As-of date', was: '2 March 2022', now: '6 March 2022', why: '' }],
    results: [
      { what: 'Westmark under strain', was: '48 in 100', now: '63 in 100', why: 'Arrivals of four days were above the range.' },
    ],
  },
};
