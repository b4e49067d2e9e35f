// Written by `npm run types` from offramp.report.schema: change the Python models.

/**
 * What the page shows, top to bottom. A part that a run cannot give is None or empty.
 */
export interface Picture {
  format: number;
  head: Head;
  answer: Answer;
  map: Map | null;
  people: People | null;
  questions: Question[];
  survival: Survival | null;
  ladders: LadderHeat[];
  phases: Phases | null;
  chains: Chain[];
  measures: Measures | null;
  comparison: Comparison | null;
  off_ramps: OffRamps | null;
  signposts: Signposts | null;
  assumptions: Assumptions;
  matters: Matters | null;
  record: Record | null;
  changes: Changes | null;
  quantities: Quantities;
  sources: SourceRow[];
  brief: Brief;
  provenance: Provenance;
}
/**
 * One decision, compared.
 */
export interface Alternative {
  name: string;
  /**
   * What it changes in the scenario.
   */
  change: string[];
  /**
   * What it does for people: displaced, trapped, unmet reception.
   */
  people: Effect[];
  /**
   * What it does to contact of the two sides.
   */
  contact: Effect[];
  others: Effect[];
  /**
   * Chains that make the difference, in words.
   */
  chains: string[];
  /**
   * What it does to what nobody has seen: ranges in words, never a frequency.
   */
  unseen: string[];
}
/**
 * The answer in one sentence, and what to know beside it.
 */
export interface Answer {
  /**
   * In natural frequencies, with the as-of date and "given these assumptions".
   */
  sentence: string;
  /**
   * At most four further sentences.
   */
  points: string[];
}
/**
 * One thing that the answer rests on, to be ticked or doubted.
 */
export interface Assumption {
  /**
   * In words, as a claim.
   */
  text: string;
  /**
   * Whose claim or judgement, and on what ground.
   */
  basis: string;
  /**
   * What the other side says; empty where it is not disputed.
   */
  disputed: string;
}
/**
 * The key assumptions as a checklist.
 */
export interface Assumptions {
  caption: Caption;
  assumptions: Assumption[];
}
/**
 * The page that is printed for somebody who reads nothing else.
 */
export interface Brief {
  bottom_line: string;
  lines: BriefLine[];
  /**
   * Words of probability and their ranges, as ("unlikely", "20 to 45 in 100").
   */
  scale: [string, string][];
  limits: string;
}
/**
 * One judgement of the brief.
 */
export interface BriefLine {
  /**
   * A sentence with a word of probability where one applies.
   */
  text: string;
  /**
   * The number behind the word, as "9 in 100 futures"; empty where there is none.
   */
  frequency: string;
  /**
   * How far the basis can be trusted: said apart from how probable it is.
   */
  confidence: 'low' | 'moderate' | 'high';
  /**
   * Why the confidence is no higher.
   */
  because: string;
}
/**
 * What stands around a figure.
 */
export interface Caption {
  /**
   * The finding, as a sentence in natural frequencies: never the name of the figure.
   */
  title: string;
  /**
   * How to read it, and what it leaves out.
   */
  note: string;
  /**
   * Where its numbers come from.
   */
  source: string;
}
/**
 * One way it can go.
 */
export interface Case {
  id: string;
  label: string;
  /**
   * Futures; None where nobody has ever seen it, for then no frequency is given.
   */
  count: number | null;
  in_100: number | null;
  /**
   * Of 100 futures: of a seen case its 95 % interval by sampling, of an unseen one the range
   * over what is not known.
   */
  low: number | null;
  high: number | null;
  /**
   * What an unseen case is assumed to hang on; empty for a seen one.
   */
  assumption: string;
  /**
   * False where nobody has ever seen it: shown as a range, never as dots.
   */
  validated: boolean;
}
/**
 * A way that many futures share.
 */
export interface Chain {
  id: string;
  /**
   * Within history, or after the as-of date.
   */
  kind: 'observed' | 'hypothesised';
  caption: Caption;
  /**
   * Futures of 100 that have it; None where it ends in something that nobody has seen.
   */
  in_100: number | null;
  /**
   * The future whose days are told.
   */
  member: number;
  steps: Step[];
}
/**
 * One thing that differs between two runs.
 */
export interface Change {
  what: string;
  was: string;
  now: string;
  /**
   * What in the scenario explains it, in words; empty where nothing does but chance.
   */
  why: string;
}
/**
 * What changed between the run before and this one, and why.
 */
export interface Changes {
  caption: Caption;
  /**
   * The other run, in words.
   */
  before: string;
  /**
   * What differs in what went in: as-of date, observations, quantities, overlays.
   */
  inputs: Change[];
  results: Change[];
}
/**
 * Alternatives on the same futures.
 */
export interface Comparison {
  caption: Caption;
  members: number;
  alternatives: Alternative[];
  /**
   * Empty where fewer than two assumption sets were compared.
   */
  regrets: Regret[];
  warnings: string[];
}
/**
 * What was counted on one day.
 */
export interface Counted {
  day: number;
  people: number;
  /**
   * Whether it became known after the as-of date: seen, and not used by the run.
   */
  later: boolean;
}
/**
 * One thing that happens, or not yet.
 */
export interface Curve {
  id: string;
  label: string;
  /**
   * Futures of 100 in which it has happened by the end of each day from the as-of date on.
   */
  happened: number[];
  low: number[];
  /**
   * 95 % by sampling (Wilson).
   */
  high: number[];
  /**
   * Day it happens, of the futures in which it does.
   */
  median_day: Range | null;
}
/**
 * A mean difference over the same futures, with its 95 % interval.
 */
export interface Difference {
  mean: number;
  low: number;
  high: number;
}
/**
 * What one alternative changes in one indicator or case, on the same futures.
 */
export interface Effect {
  id: string;
  label: string;
  /**
   * "in 100" for the chance of a case.
   */
  unit: string;
  /**
   * Whether "low" or "high" is better for people; empty where neither.
   */
  better: string;
  base: number | null;
  other: number | null;
  difference: Difference;
  /**
   * Futures of 100 in which it is lower.
   */
  lower: number | null;
  higher: number | null;
  unchanged: number | null;
  /**
   * How many times as many unpaired futures would be as exact.
   */
  pairing: number | null;
  /**
   * Whether the interval leaves out zero and enough futures moved.
   */
  material: boolean;
}
/**
 * Exact quantiles over all futures of one series, one value a day.
 */
export interface Fan {
  /**
   * 5 % of futures are below.
   */
  low90: number[];
  low50: number[];
  median: number[];
  high50: number[];
  /**
   * 5 % of futures are above.
   */
  high90: number[];
}
/**
 * People who arrive in one host.
 */
export interface Flow {
  /**
   * Id of the place.
   */
  host: string;
  /**
   * Where the arrow begins at each frame (degrees east, north): the centre of departures, for
   * the run does not say who of which origin arrived where.
   */
  start: [number, number][];
  /**
   * Median new arrivals since the frame before (person).
   */
  people: number[];
}
/**
 * What was run.
 */
export interface Head {
  /**
   * Id of the scenario.
   */
  scenario: string;
  title: string;
  /**
   * Day 0, as 2022-02-24: day `n` of every series is `n` days later.
   */
  start: string;
  /**
   * Nothing known later was used.
   */
  as_of: string;
  days: number;
  /**
   * Futures that are there.
   */
  members: number;
  /**
   * Futures that were asked for; more than `members` where the run was stopped.
   */
  asked: number;
  /**
   * The sentence on limits that ends every report.
   */
  limits: string;
  /**
   * Overlays on top, mechanisms switched off, decisions forced or forbidden.
   */
  changed: string[];
  /**
   * What to know before trusting the page: stopped early, other versions, pieces missing.
   */
  notices: string[];
}
/**
 * Arrivals in one host.
 */
export interface Host {
  id: string;
  name: string;
  /**
   * Why its counts are contested; empty where they are not.
   */
  flag: string;
  /**
   * What the new arrivals say, as a sentence.
   */
  finding: string;
  /**
   * What the people there and the strain on its means say, as a sentence.
   */
  held: string;
  /**
   * New arrivals (person / day).
   */
  new: Fan;
  /**
   * All arrivals since the start (person).
   */
  total: Fan;
  /**
   * People there (person).
   */
  hosted: Fan;
  /**
   * New arrivals in some futures (person / day).
   */
  members: Line[];
  /**
   * New arrivals counted (person / day).
   */
  observed: Counted[];
  observed_total: Counted[];
  /**
   * None where no day comes after the as-of date.
   */
  peak: Peak | null;
  /**
   * New arrivals since the as-of date by days after it ("7", "14", "30"), where in the run.
   */
  at: {
    [k: string]: Range;
  };
  /**
   * Futures of 100 in which it is past the stated means of reception after the as-of date.
   */
  strained: number | null;
  /**
   * First day on which that is, of the futures in which it is; None where not assessed.
   */
  strained_on: Range | null;
  /**
   * Reception strain: 1 is at the stated means; None where not assessed.
   */
  strain: Fan | null;
  /**
   * The stated means of reception and whose figure it is; empty where none is sourced.
   */
  means: string;
}
/**
 * How many futures are on which rung in which week, for one dyad.
 */
export interface LadderHeat {
  id: string;
  caption: Caption;
  /**
   * In words, as "Ardenia and Borvia".
   */
  dyad: string;
  /**
   * Lowest first.
   */
  rungs: string[];
  /**
   * Whether nobody has ever seen that rung between such sides: no count is shown.
   */
  unseen: boolean[];
  /**
   * First day of each week.
   */
  weeks: number[];
  /**
   * Futures by (rung, week): the highest rung of the week.
   */
  counts: number[][];
}
/**
 * One future.
 */
export interface Line {
  member: number;
  /**
   * One a day.
   */
  values: number[];
}
/**
 * The map by frame.
 */
export interface Map {
  caption: Caption;
  /**
   * Days that are shown.
   */
  frames: number[];
  west: number;
  south: number;
  east: number;
  /**
   * Bounds in degrees.
   */
  north: number;
  places: Place[];
  flows: Flow[];
  /**
   * The commonest phase of the war at each frame, in words; empty strings where there is none.
   */
  phases: string[];
  /**
   * That boundaries shown imply no opinion.
   */
  boundary_note: string;
}
/**
 * What moves one result.
 */
export interface Matter {
  id: string;
  label: string;
  unit: string;
  caption: Caption;
  mean: number;
  /**
   * Share of variance that more knowledge could remove, 0 to 1; None where too few futures.
   */
  not_known: number | null;
  not_known_low: number | null;
  not_known_high: number | null;
  /**
   * At most five, strongest first; none where none moves it beyond chance.
   */
  assumptions: Moves[];
  words: string;
}
/**
 * What matters most.
 */
export interface Matters {
  caption: Caption;
  matters: Matter[];
}
/**
 * One measure in this run.
 */
export interface Measure {
  id: string;
  label: string;
  /**
   * Futures of 100 after the as-of date; None where it needs no proposal.
   */
  proposed: number | null;
  adopted: number;
  in_force: number;
  /**
   * First day in force.
   */
  first: Range | null;
  /**
   * Whether allies decide on it together.
   */
  together: boolean;
}
/**
 * All measures.
 */
export interface Measures {
  caption: Caption;
  measures: Measure[];
}
/**
 * One assumption, and how far it moves one result.
 */
export interface Moves {
  label: string;
  source: string;
  unit: string;
  low_up_to: number;
  /**
   * Bounds of the lowest and of the highest third of its draws.
   */
  high_from: number;
  /**
   * Mean of the result where it is low.
   */
  low: number;
  high: number;
  /**
   * Share of the variance of the result, 0 to 1.
   */
  explains: number;
}
/**
 * Until when deciding still averts enough.
 */
export interface OffRamp {
  measure: string;
  averts: string;
  /**
   * The last responsible day, as a date; None where there is none.
   */
  last: string | null;
  /**
   * Until then beyond chance.
   */
  sure: string | null;
  words: string;
}
/**
 * All off-ramps that were asked for.
 */
export interface OffRamps {
  caption: Caption;
  off_ramps: OffRamp[];
}
/**
 * The worst day of each future: the peaks of a fan's median are no future's peak.
 */
export interface Peak {
  /**
   * What it says, as a sentence.
   */
  finding: string;
  /**
   * New arrivals on the worst day after the as-of date (person / day).
   */
  people: Range;
  /**
   * Day on which that is.
   */
  day: Range;
  /**
   * Of the bins of `counts` (person / day): one more than there are bins.
   */
  edges: number[];
  /**
   * Futures in each bin.
   */
  counts: number[];
}
/**
 * Everything on people.
 */
export interface People {
  caption: Caption;
  /**
   * Most arrivals first.
   */
  hosts: Host[];
  /**
   * People who want to leave and cannot (person).
   */
  trapped: Fan | null;
  /**
   * People displaced inside (person).
   */
  inside: Fan | null;
  trapped_peak: Range | null;
  /**
   * What those who cannot leave and those displaced inside say, as a sentence.
   */
  stuck: string;
  /**
   * A sentence: which host comes under strain first, when, and how sure that is.
   */
  first_strained: string;
}
/**
 * Phases at some dates, and the futures between them.
 */
export interface Phases {
  caption: Caption;
  phases: string[];
  /**
   * Of the columns.
   */
  days: number[];
  /**
   * Futures by (column, phase).
   */
  counts: number[][];
  ribbons: Ribbon[];
}
/**
 * A point on the map.
 */
export interface Place {
  id: string;
  name: string;
  kind: 'origin' | 'host' | 'onward';
  /**
   * Degrees east.
   */
  longitude: number;
  /**
   * Degrees north.
   */
  latitude: number;
  /**
   * ISO 3166-1 alpha-3, or empty: the area that is shaded for a host.
   */
  country: string;
  /**
   * Mean over futures, 0 to 1, at the frames; empty where it is no origin.
   */
  fighting: number[];
  /**
   * Median reception strain at the frames; empty where it is no host or not assessed.
   */
  strain: number[];
  /**
   * Futures of 100 past the stated means, at the frames; empty where not assessed.
   */
  strained: number[];
  /**
   * Median number of people from elsewhere who are there, at the frames.
   */
  people: number[];
}
/**
 * How to make the page again.
 */
export interface Provenance {
  /**
   * Name of the folder of the run; no path of anybody's machine.
   */
  run: string;
  /**
   * Of the scenario.
   */
  hash: string;
  seed: number;
  created: string;
  versions: {
    [k: string]: string;
  };
  /**
   * SHA-256 of the bits of the run, by part.
   */
  digests: {
    [k: string]: string;
  };
  /**
   * What to type to make this page again.
   */
  commands: string[];
}
/**
 * Every number of the scenario.
 */
export interface Quantities {
  caption: Caption;
  rows: QuantityRow[];
}
/**
 * One number of the scenario.
 */
export interface QuantityRow {
  path: string;
  label: string;
  /**
   * A number or a distribution, in words.
   */
  value: string;
  unit: string;
  judgement: boolean;
  /**
   * Of a judgement: its ground.
   */
  basis: string;
  sources: string[];
  /**
   * Admiralty: reliability and credibility, as "B2"; empty where not graded.
   */
  grade: string;
  /**
   * File and line.
   */
  where: string;
}
/**
 * One question, and the cases that answer it: each future is in one.
 */
export interface Question {
  id: string;
  caption: Caption;
  label: string;
  cases: Case[];
}
/**
 * Quantiles of one number over futures; null where no future has it.
 */
export interface Range {
  /**
   * 5 % of futures are below.
   */
  low: number | null;
  median: number | null;
  /**
   * 5 % of futures are above.
   */
  high: number | null;
}
/**
 * The track record.
 */
export interface Record {
  caption: Caption;
  scores: Score[];
}
/**
 * How much worse than the best alternative each one is, under one assumption set.
 */
export interface Regret {
  /**
   * Name of the assumption set, in words.
   */
  set: string;
  /**
   * What is judged, in words.
   */
  read: string;
  unit: string;
  alternatives: string[];
  /**
   * Mean of each alternative.
   */
  level: number[];
  /**
   * Beside the best one of the set; 0 is the best.
   */
  regret: number[];
}
/**
 * Futures that go from one phase to another.
 */
export interface Ribbon {
  /**
   * Of the phase that they come from.
   */
  column: number;
  source: number;
  /**
   * Number of the phase in this column and in the next.
   */
  target: number;
  futures: number;
}
/**
 * How one forecast did against what was counted later.
 */
export interface Score {
  what: string;
  ours: number;
  baseline: number | null;
  baseline_name: string;
  unit: string;
  /**
   * "low" or "high".
   */
  better: string;
  /**
   * Of 100 counted values: inside the 90 % range.
   */
  inside: number | null;
  /**
   * How many were scored.
   */
  values: number;
}
/**
 * Something to watch for: it comes before an outcome more often than without it.
 */
export interface Signpost {
  /**
   * What it warns of, in words.
   */
  outcome: string;
  /**
   * What to watch for, in words.
   */
  sign: string;
  /**
   * Median days from the sign to the outcome, where both happen.
   */
  lead: number;
  lead_low: number;
  /**
   * 5 and 95 % of them.
   */
  lead_high: number;
  /**
   * Of 100 futures with the outcome: the sign came first.
   */
  hits: number;
  /**
   * Of 100 futures with the sign: the outcome did not follow.
   */
  false_alarms: number;
  /**
   * Futures of 100 that have the outcome at all.
   */
  base: number;
  /**
   * Futures that have both.
   */
  futures: number;
}
/**
 * The earliest signs.
 */
export interface Signposts {
  caption: Caption;
  signposts: Signpost[];
}
/**
 * One source.
 */
export interface SourceRow {
  id: string;
  title: string;
  who: string;
  date: string;
  /**
   * Shown as text or as a link where it begins with http:// or https://; empty without one.
   */
  url: string;
  grade: string;
  /**
   * How it was verified.
   */
  verified: string;
}
/**
 * One step of a chain, as it went in the future that stands for it.
 */
export interface Step {
  /**
   * What happened, in words.
   */
  text: string;
  day: number;
  /**
   * What the rule says, in words; empty where nothing but chance decided.
   */
  rule: string;
  /**
   * File and line of the rule, as "measures.yaml:120".
   */
  where: string;
  /**
   * Provisions that it rests on: treaty, article, what it says.
   */
  clauses: string[];
  /**
   * Whose claim the rule is: ids of `Picture.sources`.
   */
  sources: string[];
  /**
   * What decided it, as "fighting in Kyiv 0.8".
   */
  inputs: string[];
}
/**
 * When, as share of futures in which it has not happened yet.
 */
export interface Survival {
  caption: Caption;
  /**
   * Day of the first value of the curves.
   */
  first_day: number;
  curves: Curve[];
}
