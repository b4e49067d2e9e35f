import { createHash } from 'node:crypto';

import type { Plugin } from 'vite';

const SCRIPT = /<script type="module"[^>]*>([\s\S]*?)<\/script>/g;

/**
 * The content security policy of the page: it may run its own script, known by its hash, and
 * nothing else; it may load nothing, and talk to nobody but the server that it came from.
 */
export function policy(html: string): string {
  const hashes = [...html.matchAll(SCRIPT)].map(
    (match) => `'sha256-${createHash('sha256').update(match[1] ?? '').digest('base64')}'`,
  );
  return [
    "default-src 'none'",
    `script-src ${hashes.join(' ')}`,
    "style-src 'unsafe-inline'",
    'img-src data: blob:',
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
}

/** Write the policy into the finished page, so that no text of a scenario can ever be run. */
export function lockDown(): Plugin {
  return {
    name: 'lock-down',
    apply: 'build',
    enforce: 'post',
    generateBundle: {
      order: 'post',
      handler(_, bundle) {
        for (const file of Object.values(bundle)) {
          if (file.type !== 'asset' || !file.fileName.endsWith('.html')) continue;
          const html = String(file.source);
          file.source = html.replace('%POLICY%', () => policy(html));
        }
      },
    },
  };
}
