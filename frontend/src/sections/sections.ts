import type { Component } from 'svelte';

import type { Picture } from '../picture';
import Answer from './Answer.svelte';
import AssumptionsSection from './AssumptionsSection.svelte';
import Chains from './Chains.svelte';
import ChangesSection from './ChangesSection.svelte';
import Decisions from './Decisions.svelte';
import HowLikely from './HowLikely.svelte';
import LadderSection from './LadderSection.svelte';
import MapSection from './MapSection.svelte';
import MattersSection from './MattersSection.svelte';
import People from './People.svelte';
import PhasesSection from './PhasesSection.svelte';
import ProvenanceSection from './ProvenanceSection.svelte';
import QuantitiesSection from './QuantitiesSection.svelte';
import RecordSection from './RecordSection.svelte';
import SignpostsSection from './SignpostsSection.svelte';
import When from './When.svelte';

/** One part of the page. */
export interface SectionEntry {
  /** Its name in the address. */
  id: string;
  label: string;
  content: Component<{ picture: Picture }>;
  /** Whether the picture has anything for it. */
  has: (picture: Picture) => boolean;
  /** What is said in its place where it has not; without it the section is left out. */
  missing?: string;
}

/** The parts of the page, top to bottom. */
export const SECTIONS: readonly SectionEntry[] = [
  { id: 'answer', label: 'The answer', content: Answer, has: () => true },
  {
    id: 'changes',
    label: 'What changed',
    content: ChangesSection,
    has: ({ changes }) => changes !== null,
  },
  {
    id: 'map',
    label: 'Where',
    content: MapSection,
    has: ({ map }) => map !== null,
    missing: 'No map: the places of this scenario have no coordinates.',
  },
  {
    id: 'people',
    label: 'People',
    content: People,
    has: ({ people }) => people !== null,
    missing: 'This scenario has no displaced people in it.',
  },
  {
    id: 'likely',
    label: 'How likely',
    content: HowLikely,
    has: ({ questions }) => questions.length > 0,
    missing: 'This scenario asks no question with outcomes.',
  },
  {
    id: 'when',
    label: 'When',
    content: When,
    has: ({ survival }) => survival !== null,
  },
  {
    id: 'ladder',
    label: 'Escalation',
    content: LadderSection,
    has: ({ ladders }) => ladders.length > 0,
  },
  {
    id: 'phases',
    label: 'Phases',
    content: PhasesSection,
    has: ({ phases }) => phases !== null,
  },
  {
    id: 'chains',
    label: 'Through which chain',
    content: Chains,
    has: ({ chains }) => chains.length > 0,
    missing: 'No chain of causes is shared by enough futures to be told.',
  },
  {
    id: 'decisions',
    label: 'Decisions',
    content: Decisions,
    has: ({ measures, comparison, off_ramps: offRamps }) =>
      measures !== null || comparison !== null || offRamps !== null,
  },
  {
    id: 'signposts',
    label: 'What to watch for',
    content: SignpostsSection,
    has: ({ signposts }) => signposts !== null,
  },
  {
    id: 'assumptions',
    label: 'Key assumptions',
    content: AssumptionsSection,
    has: ({ assumptions }) => assumptions.assumptions.length > 0,
    missing: 'The scenario names no assumption that the answer rests on.',
  },
  {
    id: 'matters',
    label: 'What matters most',
    content: MattersSection,
    has: ({ matters }) => matters !== null,
    missing: 'Too few futures to tell which assumption moves the answer.',
  },
  {
    id: 'record',
    label: 'Track record',
    content: RecordSection,
    has: ({ record }) => record !== null,
    missing: 'Nothing has been counted that this run could be scored against.',
  },
  { id: 'quantities', label: 'Every number', content: QuantitiesSection, has: () => true },
  { id: 'provenance', label: 'Make it again', content: ProvenanceSection, has: () => true },
];
