// Writes the made-up picture of the tests as JSON: `npm run sample -- picture.json`.
import { writeFileSync } from 'node:fs';

import { runnerImport } from 'vite';

const [target] = process.argv.slice(2);
if (!target) {
  console.error('usage: npm run sample -- picture.json');
  process.exit(2);
}
const { module } = await runnerImport(new URL('../src/testing/sample.ts', import.meta.url).pathname);
writeFileSync(target, JSON.stringify(module.SAMPLE));
