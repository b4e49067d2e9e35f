// Written by `npm run types` from offramp.web.schema: change the Python models.

/**
 * What goes over the wire.
 */
export interface Messages {}
/**
 * What is wrong, in a sentence.
 */
export interface Failure {
  error: string;
}
/**
 * A measure, and who may take it.
 */
export interface MeasureName {
  id: string;
  label: string;
  actors: string[];
}
/**
 * A run that somebody asks for.
 */
export interface Order {
  scenario: string;
  members?: number;
  seed?: number;
  days?: number | null;
  overlays?: string[];
  force?: string[];
  forbid?: string[];
}
/**
 * An overlay that a scenario keeps.
 */
export interface OverlayName {
  id: string;
  label: string;
}
/**
 * What is here.
 */
export interface Overview {
  version: string;
  scenario: string;
  scenarios: ScenarioName[];
  runs: RunInfo[];
}
/**
 * A run, and how far it is.
 */
export interface RunInfo {
  id: string;
  title: string;
  scenario: string;
  state: 'waiting' | 'running' | 'finished' | 'stopped' | 'failed';
  done: number;
  asked: number;
  seed: number;
  error: string;
  created: string;
  changed: string[];
}
/**
 * What can be changed about a scenario.
 */
export interface ScenarioInfo {
  id: string;
  title: string;
  start: string;
  as_of: string;
  days: number;
  overlays: OverlayName[];
  measures: MeasureName[];
}
/**
 * A scenario that can be run.
 */
export interface ScenarioName {
  id: string;
  title: string;
}
