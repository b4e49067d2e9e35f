// Puts a picture into the built page: `npm run embed -- picture.json page.html`. For looking at a
// page while it is made; `offramp report` is what users have.
import { readFileSync, writeFileSync } from 'node:fs';

const [picture, target] = process.argv.slice(2);
if (!picture || !target) {
  console.error('usage: npm run embed -- picture.json page.html');
  process.exit(2);
}
const page = readFileSync(new URL('../../src/offramp/report/page.html', import.meta.url), 'utf8');
const json = JSON.stringify(JSON.parse(readFileSync(picture, 'utf8')))
  .replaceAll('<', '\\u003c')
  .replaceAll('>', '\\u003e')
  .replaceAll('&', '\\u0026');
writeFileSync(target, page.replace('id="picture">null<', () => `id="picture">${json}<`));
