import { readFileSync } from 'node:fs';

import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';

import { closeAll, launch, open } from './browser';
import { address } from './pages';

let browser: Browser;

beforeAll(async () => {
  browser = await launch();
});
afterEach(() => closeAll(browser));
afterAll(() => browser.close());

const name = (page: Page): Promise<string> =>
  page.evaluate(() => document.activeElement?.textContent?.trim() ?? '');

/** Press Tab until a button of a name, within what a selector finds, has the focus. */
async function tabTo(page: Page, within: string, label: string): Promise<void> {
  for (let press = 0; press < 500; press++) {
    await page.keyboard.press('Tab');
    const there = await page.evaluate(
      ([where, text]) => {
        const focused = document.activeElement;
        return focused?.textContent?.trim() === text && !!focused?.closest(where ?? '');
      },
      [within, label],
    );
    if (there) return;
  }
  throw new Error(`Tab never came to "${label}" in ${within}`);
}

test('Tab begins at a link that skips to the answer', async () => {
  const { page } = await open(browser, address('sample'));
  await page.keyboard.press('Tab');
  expect(await name(page)).toBe('Skip to the answer');
  await page.keyboard.press('Enter');
  expect(await name(page)).toBe('The answer');
});

test('everything that can be pressed is reached by Tab, and shows that it is', async () => {
  const { page } = await open(browser, address('sample'));
  const wanted = await page.evaluate(() => {
    const all = [
      ...document.querySelectorAll<HTMLElement>('a[href], button, input, select, summary, [tabindex="0"]'),
    ].filter((one) => one.checkVisibility() && !one.matches(':disabled, [tabindex="-1"]'));
    all.forEach((one, i) => one.setAttribute('data-stop', String(i)));
    return all.length;
  });
  const seen = new Set<string>();
  const dull: string[] = [];
  for (let press = 0; press < wanted + 20; press++) {
    await page.keyboard.press('Tab');
    const at = await page.evaluate(() => {
      const one = document.activeElement;
      if (!one || one === document.body) return null;
      const { outlineStyle, boxShadow } = getComputedStyle(one);
      const shows = outlineStyle !== 'none' || boxShadow !== 'none';
      return { stop: one.getAttribute('data-stop') ?? '', shows, what: one.outerHTML.slice(0, 80) };
    });
    if (!at) continue;
    seen.add(at.stop);
    if (!at.shows) dull.push(at.what);
  }
  const missed = await page.evaluate(
    (stops) =>
      [...document.querySelectorAll('[data-stop]')]
        .filter((one) => !stops.includes(one.getAttribute('data-stop') ?? ''))
        // Of a group of radio buttons Tab reaches one, and the arrows the others.
        .filter((one) => !one.matches('input[type=radio]'))
        .map((one) => one.outerHTML.slice(0, 100)),
    [...seen],
  );
  expect(missed).toEqual([]);
  expect(dull).toEqual([]);
});

test('a table is opened by keyboard, and the address says so', async () => {
  const { page } = await open(browser, address('sample'));
  await tabTo(page, '#figure-assumptions', 'Table');
  await page.keyboard.press('Space');
  expect(await page.locator('#figure-assumptions table').count()).toBe(1);
  expect(page.url()).toContain('#tables=assumptions');
  await page.reload();
  await page.waitForSelector('#figure-assumptions table');
});

test('the contents lead to a section, and the address opens it again', async () => {
  const { page } = await open(browser, address('sample'));
  await tabTo(page, 'nav', 'Every number');
  await page.keyboard.press('Enter');
  expect(await name(page)).toBe('Every number');
  const there = page.url();
  expect(there).toContain('section=quantities');
  const again = await open(browser, there);
  const top = await again.page.locator('#quantities').evaluate((one) => one.getBoundingClientRect().top);
  expect(top).toBeLessThan(700);
});

/** What a button saves. Headless Chromium now and then drops one of many downloads: press again. */
async function saved(page: Page, button: Locator): Promise<string> {
  for (let press = 1; ; press++) {
    try {
      const waited = page.waitForEvent('download', { timeout: 10_000 });
      const [download] = await Promise.all([waited, button.click()]);
      return readFileSync(await download.path(), 'utf8');
    } catch (problem) {
      if (press === 3) throw problem;
    }
  }
}

test('every figure is saved as CSV, and every drawing as an SVG that stands alone', async () => {
  const { page } = await open(browser, address('sample'));
  for (const kind of ['CSV', 'SVG']) {
    const buttons = await page.getByRole('button', { name: kind, exact: true }).all();
    for (const button of buttons) {
      const text = await saved(page, button);
      if (kind === 'CSV') {
        expect(text).toMatch(/\r\n/);
        continue;
      }
      const sound = await page.evaluate(
        (svg) => new DOMParser().parseFromString(svg, 'image/svg+xml').querySelector('parsererror'),
        text,
      );
      expect(sound).toBeNull();
      expect(text).not.toContain('var(--');
    }
  }
});
