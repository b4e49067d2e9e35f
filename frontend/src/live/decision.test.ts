import { expect, test } from 'vitest';

import { requested } from './decision';

test('a decision names its actor, where there is one, and a forced one its date', () => {
  expect(
    requested([
      { measure: 'buffer_zone', kind: 'force', actor: 'NATO', date: '2022-04-01' },
      { measure: 'corridor', kind: 'force', actor: '', date: '2022-04-02' },
      { measure: 'embargo', kind: 'forbid', actor: '', date: '2022-04-02' },
      { measure: 'strike', kind: 'forbid', actor: 'RUS', date: '2022-04-02' },
    ]),
  ).toEqual({
    force: ['NATO:buffer_zone@2022-04-01', 'corridor@2022-04-02'],
    forbid: ['embargo', 'RUS:strike'],
  });
});
