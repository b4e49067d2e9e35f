import { rmSync } from 'node:fs';

import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';

import { launch, open, violations } from './browser';
import { OUT } from './pages';
import { Server } from './server';

/** A first run compiles, and what runs it may be a small machine. */
const PATIENCE = 480_000;

const server = new Server('ardenia');
let browser: Browser;
let page: Page;

beforeAll(async () => {
  await server.start();
  browser = await launch();
  ({ page } = await open(browser, server.address));
}, PATIENCE);
afterAll(async () => {
  await browser.close();
  await server.stopRuns();
  await server.kill();
  rmSync(server.folder, { recursive: true, force: true });
});

async function start(): Promise<void> {
  const button = page.getByRole('button', { name: 'Start the run' });
  await button.click();
  await button.waitFor({ state: 'hidden' });
}

const shown = (): Promise<unknown> =>
  page.getByRole('heading', { level: 1, name: /Ardenia/ }).waitFor({ timeout: PATIENCE });

test('a run is started from the page, its progress seen, and then its report', async () => {
  await page.getByLabel('Futures').fill('60');
  await page.getByLabel('Seed').fill('7');
  await start();
  await page.getByText(/of 60 futures|waiting/).first().waitFor();
  await shown();
  await page.locator('header').getByText('60 futures').waitFor();
  expect(page.url()).toContain('#run=');
}, PATIENCE);

test('a measure is forced; the server is killed under way and nothing is lost', async () => {
  await page.getByText('New run').click();
  await page.getByRole('button', { name: 'Add a decision' }).click();
  const decided = page.getByLabel('Decision 1: measure');
  await decided.waitFor();
  await start();
  await server.kill();
  await page.getByText(/does not answer/).waitFor({ timeout: PATIENCE });
  await server.start();
  await shown();
  expect(await page.getByText(/does not answer/).count()).toBe(0);
  expect(await page.locator('.runs select').first().locator('option').count()).toBe(2);
}, PATIENCE);

test('both are compared on the same futures, and the link shows the same', async () => {
  await page.getByLabel('compared with').selectOption({ index: 1 });
  await page.locator('#decisions, #changes').first().waitFor({ timeout: PATIENCE });
  const link = page.url();
  expect(link).toMatch(/run=.*with=/);
  await page.screenshot({ path: `${OUT}live.png` });
  const { page: again } = await open(browser, link);
  await again.locator('#decisions, #changes').first().waitFor({ timeout: PATIENCE });
  await again.context().close();
}, PATIENCE);

test('axe finds nothing in the live page, with the order form open', async () => {
  await page.getByText('New run').click();
  await page.getByRole('button', { name: 'Add a decision' }).click();
  expect(await violations(page)).toEqual([]);
});
