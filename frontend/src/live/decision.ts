/** A decision that a run is made to take, or kept from taking. */
export interface Decision {
  measure: string;
  kind: 'force' | 'forbid';
  /** Empty: whoever may take it. */
  actor: string;
  /** As 2022-04-01; of a forced one. */
  date: string;
}

/** Decisions as the server takes them. */
export function requested(decisions: readonly Decision[]): { force: string[]; forbid: string[] } {
  return {
    force: decisions
      .filter(({ kind }) => kind === 'force')
      .map(({ actor, measure, date }) => `${actor ? `${actor}:` : ''}${measure}@${date}`),
    forbid: decisions.filter(({ kind }) => kind === 'forbid').map(({ measure }) => measure),
  };
}
