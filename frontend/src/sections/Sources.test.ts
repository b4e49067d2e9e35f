import { render } from '@testing-library/svelte';
import { tick } from 'svelte';
import { expect, test } from 'vitest';

import { fragment } from '../state/fragment.svelte';
import { SAMPLE } from '../testing/sample';
import Sources from './Sources.svelte';

test('a link to a source opens the list and brings the source into focus', async () => {
  const { container } = render(Sources, { sources: SAMPLE.sources });
  expect(container.querySelector('details')?.open).toBe(false);
  fragment.set('source', SAMPLE.sources[0]!.id);
  await tick();
  expect(container.querySelector('details')?.open).toBe(true);
  expect(document.activeElement?.id).toBe(`source-${SAMPLE.sources[0]!.id}`);
  fragment.set('source', null);
});
