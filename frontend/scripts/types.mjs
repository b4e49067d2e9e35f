// Writes src/picture.ts from the Python schema: `npm run types`. PYTHON names the interpreter;
// OFFRAMP_TYPES another file to write to.
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';

import { compile } from 'json-schema-to-typescript';

const schema = JSON.parse(
  execFileSync(process.env.PYTHON ?? 'python', ['-m', 'offramp.report.schema'], {
    encoding: 'utf8',
    maxBuffer: 2 ** 24,
  }),
);

/** One type a model: a title on a property, or words beside a reference, would make another. */
function plain(node, isProperties = false) {
  if (Array.isArray(node)) return node.map((item) => plain(item));
  if (node === null || typeof node !== 'object') return node;
  if (node.$ref) return { tsType: node.$ref.split('/').pop(), description: node.description };
  if (node.prefixItems) return plain({ ...node, prefixItems: undefined, items: node.prefixItems });
  const kept = Object.entries(node).filter(
    ([key, value]) => isProperties || key !== 'title' || typeof value !== 'string',
  );
  return Object.fromEntries(kept.map(([key, value]) => [key, plain(value, key === 'properties')]));
}

const types = await compile(plain(schema), 'Picture', {
  unreachableDefinitions: true,
  bannerComment: '// Written by `npm run types` from offramp.report.schema: change the Python models.',
  additionalProperties: false,
  format: true,
  style: { singleQuote: true, printWidth: 100 },
});
writeFileSync(
  process.env.OFFRAMP_TYPES ?? new URL('../src/picture.ts', import.meta.url),
  types.replace(/ \*\n \* This interface was referenced by .*\n.*\n/g, ''),
);
