import { copyFileSync } from 'node:fs';
import { resolve } from 'node:path';

import type { Plugin, ResolvedConfig } from 'vite';

/** Copy the finished page to where the Python package ships it from. */
export function ship(target: string): Plugin {
  let config: ResolvedConfig;
  return {
    name: 'ship',
    apply: 'build',
    configResolved(resolved) {
      config = resolved;
    },
    closeBundle() {
      const built = resolve(config.root, config.build.outDir, 'index.html');
      copyFileSync(built, resolve(config.root, process.env.OFFRAMP_PAGE ?? target));
    },
  };
}
