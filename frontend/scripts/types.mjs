// Writes the types of what Python gives, from its schemas: `npm run types`. PYTHON names the
// interpreter; OFFRAMP_TYPES another folder to write to.
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';

import { compile } from 'json-schema-to-typescript';

const FILES = {
  'picture.ts': ['Picture', 'offramp.report.schema'],
  'messages.ts': ['Messages', 'offramp.web.schema'],
};

const folder = process.env.OFFRAMP_TYPES ?? fileURLToPath(new URL('../src', import.meta.url));
for (const [file, [name, module]] of Object.entries(FILES)) {
  writeFileSync(join(folder, file), await types(name, module));
}

async function types(name, module) {
  const printed = execFileSync(process.env.PYTHON ?? 'python', ['-m', module], {
    encoding: 'utf8',
    maxBuffer: 2 ** 24,
  });
  const written = await compile(plain(JSON.parse(printed)), name, {
    unreachableDefinitions: true,
    bannerComment: `// Written by \`npm run types\` from ${module}: change the Python models.`,
    additionalProperties: false,
    format: true,
    style: { singleQuote: true, printWidth: 100 },
  });
  return written.replace(/ \*\n \* This interface was referenced by .*\n.*\n/g, '');
}

/** One type a model: a title on a property, or words beside a reference, would make another. */
function plain(node, isProperties = false) {
  if (Array.isArray(node)) return node.map((item) => plain(item));
  if (node === null || typeof node !== 'object') return node;
  if (node.$ref) return { tsType: node.$ref.split('/').pop(), description: node.description };
  if (node.prefixItems) return plain({ ...node, prefixItems: undefined, items: node.prefixItems });
  const kept = Object.entries(node).filter(([key, value]) => {
    if (isProperties) return true;
    // How long a list may be is for the server to say, in words; that of a tuple is its type.
    if (key === 'maxItems' || key === 'minItems') return Array.isArray(node.items);
    return key !== 'title' || typeof value !== 'string';
  });
  return Object.fromEntries(kept.map(([key, value]) => [key, plain(value, key === 'properties')]));
}
