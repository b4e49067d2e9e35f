import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';

import { closeAll, launch, open, violations } from './browser';
import { address, PAGES } from './pages';

let browser: Browser;

beforeAll(async () => {
  browser = await launch();
});
afterEach(() => closeAll(browser));
afterAll(() => browser.close());

describe.each(Object.keys(PAGES))('%s', (name) => {
  test('axe finds nothing on a phone', async () => {
    const { page } = await open(browser, address(name), { viewport: { width: 390, height: 844 } });
    expect(await violations(page)).toEqual([]);
  });

  // What is closed is looked at as well, so that every check of the open page holds for the other.
  const schemes = name === 'hostile' ? (['light'] as const) : (['light', 'dark'] as const);
  test.each(schemes)('axe finds nothing with all open, %s', async (colorScheme) => {
    const { page } = await open(browser, address(name), { colorScheme });
    for (const button of await page.getByRole('button', { name: 'Table' }).all()) {
      await button.click();
    }
    for (const summary of await page.locator('summary').all()) await summary.click();
    expect(await violations(page)).toEqual([]);
  });

  test('axe finds nothing in the brief', async () => {
    const { page } = await open(browser, address(name, 'view=brief'));
    expect(await violations(page)).toEqual([]);
  });
});
