import type { Table } from '../figure/table';
import type { Comparison, Measures, OffRamps, Regret } from '../picture';
import { date } from '../words/date';

/** Measures as rows; `start` is day 0 as a date. */
export function measuresTable({ measures }: Measures, start: string): Table {
  const day = (value: number | null | undefined) => (value == null ? null : date(start, value));
  return {
    columns: [
      'Measure',
      'Proposed (of 100)',
      'Adopted (of 100)',
      'In force (of 100)',
      'First in force (median)',
      'Earliest 5 %',
      'Latest 5 %',
      'Decided together',
    ],
    rows: measures.map((one) => [
      one.label,
      one.proposed,
      one.adopted,
      one.in_force,
      day(one.first?.median),
      day(one.first?.low),
      day(one.first?.high),
      one.together ? 'yes' : 'no',
    ]),
  };
}

/** Every effect of every alternative as a row. */
export function differencesTable({ alternatives }: Comparison): Table {
  return {
    columns: [
      'Alternative',
      'About',
      'What',
      'Unit',
      'As it is',
      'With it',
      'Difference',
      'Low (95 %)',
      'High (95 %)',
      'Lower in (of 100)',
      'Higher in (of 100)',
      'Unchanged in (of 100)',
      'Better for people',
      'Beyond chance',
      'Unpaired futures for the same exactness (times)',
    ],
    rows: alternatives.flatMap((alternative) =>
      (
        [
          ['people', alternative.people],
          ['contact', alternative.contact],
          ['other', alternative.others],
        ] as const
      ).flatMap(([about, effects]) =>
        effects.map((one) => [
          alternative.name,
          about,
          one.label,
          one.unit,
          one.base,
          one.other,
          one.difference.mean,
          one.difference.low,
          one.difference.high,
          one.lower,
          one.higher,
          one.unchanged,
          one.better ? `${one.better}er` : null,
          one.material ? 'yes' : 'no',
          one.pairing,
        ]),
      ),
    ),
  };
}

/** Level and regret of each alternative under each assumption set. */
export function regretTable(regrets: Regret[]): Table {
  return {
    columns: ['What is judged', 'Assumption set', 'Alternative', 'Level', 'Regret', 'Unit'],
    rows: regrets.flatMap((one) =>
      one.alternatives.map((name, i) => [
        one.read,
        one.set,
        name,
        one.level[i] ?? null,
        one.regret[i] ?? null,
        one.unit,
      ]),
    ),
  };
}

/** Off-ramps with their last days. */
export function offRampTable({ off_ramps: offRamps }: OffRamps): Table {
  return {
    columns: ['Measure', 'Averts', 'Last responsible day', 'Beyond chance until', 'In words'],
    rows: offRamps.map((one) => [one.measure, one.averts, one.last, one.sure, one.words]),
  };
}
