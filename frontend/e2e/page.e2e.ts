import { statSync } from 'node:fs';

import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';

import { closeAll, launch, open } from './browser';
import { address, OUT, PAGES, SHIPPED } from './pages';

const PHONE = { viewport: { width: 390, height: 844 } };
const BUNDLE = 500_000;
const DATA = 1_500_000;

let browser: Browser;

beforeAll(async () => {
  browser = await launch();
});
afterEach(() => closeAll(browser));
afterAll(() => browser.close());

test('the page without data is at most 500 kB', () => {
  const size = statSync(SHIPPED).size;
  console.log(`page.html: ${Math.round(size / 1000)} kB`);
  expect(size).toBeLessThanOrEqual(BUNDLE);
});

describe.each(Object.keys(PAGES))('%s', (name) => {
  test('one request, no network, no complaint, and its data is small', async () => {
    const { page, requests, complaints } = await open(browser, address(name));
    expect(requests).toEqual([address(name)]);
    expect(complaints).toEqual([]);
    const data = await page.locator('#picture').evaluate((one) => one.textContent.length);
    expect(data).toBeLessThanOrEqual(DATA);
  });

  test('first paint comes within a second', async () => {
    const paints: number[] = [];
    for (let time = 0; time < 3; time++) {
      const { page } = await open(browser, address(name));
      paints.push(
        await page.evaluate(
          () => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? Infinity,
        ),
      );
    }
    console.log(`${name}: first paint after ${paints.map(Math.round).join(', ')} ms`);
    expect(Math.min(...paints)).toBeLessThan(1000);
  });

  test.each(['light', 'dark'] as const)('%s and on a phone, nothing is cut off', async (scheme) => {
    const { page } = await open(browser, address(name), { colorScheme: scheme, ...PHONE });
    await page.screenshot({ path: `${OUT}${name}-${scheme}-390.png`, fullPage: true });
    const wide = await page.evaluate(() =>
      [...document.querySelectorAll('body *')]
        .filter((one) => {
          const box = one.getBoundingClientRect();
          const scrolls = one.closest('.scroll, svg, .unseen, pre, [data-scrolls]');
          return box.width > 0 && box.right > innerWidth + 1 && !scrolls;
        })
        .map((one) => `${one.tagName}.${one.className}: ${one.textContent?.slice(0, 40)}`),
    );
    expect(wide).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
  });

  test('text in drawings stays legible on a phone', async () => {
    const { page } = await open(browser, address(name), PHONE);
    const small = await page.evaluate(() =>
      [...document.querySelectorAll<SVGTextElement>('main svg text')]
        .map((text) => {
          const { a, b } = text.getScreenCTM() ?? { a: 1, b: 0 };
          const scale = Math.hypot(a, b); // also of text that stands upright
          return [parseFloat(getComputedStyle(text).fontSize) * scale, text.textContent] as const;
        })
        .filter(([size]) => size < 8.5),
    );
    expect(small).toEqual([]);
  });

  test('with reduced motion nothing moves', async () => {
    const { page } = await open(browser, address(name), { reducedMotion: 'reduce' });
    const play = page.getByRole('button', { name: /^play/i }).first();
    if (await play.count()) await play.click();
    expect(await page.evaluate(() => document.getAnimations().length)).toBe(0);
  });

  test('the brief is one sheet of A4, and the report prints', async () => {
    const { page } = await open(browser, address(name, 'view=brief'));
    const brief = await page.pdf({ format: 'A4', preferCSSPageSize: true, path: `${OUT}${name}-brief.pdf` });
    if (name !== 'hostile') expect(sheets(brief)).toBe(1);
    await page.getByRole('link', { name: /full report/ }).click();
    await page.waitForSelector('#answer');
    const report = await page.pdf({ format: 'A4', preferCSSPageSize: true, path: `${OUT}${name}.pdf` });
    console.log(`${name}: ${sheets(report)} sheets of A4`);
    expect(sheets(report)).toBeGreaterThan(1);
  });
});

test('text of a scenario is never run', async () => {
  const { page } = await open(browser, address('hostile'));
  await page.waitForTimeout(300);
  expect(await page.title()).not.toBe('run');
  expect(await page.locator('#page img, #page script').count()).toBe(0);
});

test('night is dark', async () => {
  const { page } = await open(browser, address('sample'), { colorScheme: 'dark' });
  const paper = await page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);
  const [red = 255] = paper.match(/\d+/g)?.map(Number) ?? [];
  expect(red).toBeLessThan(60);
});

function sheets(pdf: Buffer): number {
  return pdf.toString('latin1').match(/\/Type\s*\/Page\b(?!s)/g)?.length ?? 0;
}
