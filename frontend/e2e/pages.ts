import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import type { Picture } from '../src/picture';
import { SAMPLE } from '../src/testing/sample';
import { spoiled } from '../src/testing/spoiled';

/** Where pages, drawings and screenshots of a test run go. */
export const OUT = fileURLToPath(new URL('./out/', import.meta.url));

/** The page as the package ships it. */
export const SHIPPED = fileURLToPath(
  new URL('../../src/offramp/report/page.html', import.meta.url),
);

/** Pages that every check looks at. `OFFRAMP_REPORT` names one more, made by `offramp report`. */
export const PAGES: Record<string, string> = {
  sample: `${OUT}sample.html`,
  hostile: `${OUT}hostile.html`,
  ...(process.env.OFFRAMP_REPORT ? { report: process.env.OFFRAMP_REPORT } : {}),
};

export function address(page: string, fragment = ''): string {
  return `file://${PAGES[page] ?? page}${fragment ? `#${fragment}` : ''}`;
}

function embed(picture: Picture): string {
  const json = JSON.stringify(picture)
    .replaceAll('<', '\\u003c')
    .replaceAll('>', '\\u003e')
    .replaceAll('&', '\\u0026');
  return readFileSync(SHIPPED, 'utf8').replace('id="picture">null<', () => `id="picture">${json}<`);
}

/** Before all tests: the made-up picture as a page, and once more with every text hostile. */
export default function setup(): void {
  rmSync(OUT, { recursive: true, force: true });
  mkdirSync(OUT, { recursive: true });
  writeFileSync(`${OUT}sample.html`, embed(SAMPLE));
  writeFileSync(`${OUT}hostile.html`, embed(spoiled(SAMPLE)));
}
