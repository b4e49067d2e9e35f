/** A decision that a run is made to take, or kept from taking. */
export interface Decision {
  measure: string;
  kind: 'force' | 'forbid';
  /** Empty: whoever may take it; of a forbidden one: all. */
  actor: string;
  /** As 2022-04-01; of a forced one. */
  date: string;
}

/** Decisions as the server takes them. */
export function requested(decisions: readonly Decision[]): { force: string[]; forbid: string[] } {
  const named = ({ actor, measure }: Decision): string => (actor ? `${actor}:${measure}` : measure);
  return {
    force: decisions
      .filter(({ kind }) => kind === 'force')
      .map((decision) => `${named(decision)}@${decision.date}`),
    forbid: decisions.filter(({ kind }) => kind === 'forbid').map(named),
  };
}
