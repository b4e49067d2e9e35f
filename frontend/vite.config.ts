/// <reference types="vitest/config" />
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vite';
import { viteSingleFile } from 'vite-plugin-singlefile';

import { atlas } from './build/atlas.ts';
import { lockDown } from './build/lock-down.ts';
import { ship } from './build/ship.ts';

export default defineConfig(({ mode }) => ({
  plugins: [
    svelte(),
    atlas(),
    viteSingleFile({ removeViteModuleLoader: true }),
    lockDown(),
    ship('../src/offramp/report/page.html'),
  ],
  // Under Vitest, Svelte must give the browser's half of itself.
  resolve: mode === 'test' ? { conditions: ['browser'] } : {},
  build: { target: 'es2022', modulePreload: false, reportCompressedSize: false },
  test: {
    environment: 'jsdom',
    include: ['src/**/*.test.ts', 'build/**/*.test.ts'],
    setupFiles: ['src/testing/setup.ts'],
    testTimeout: 30_000,
    isolate: false, // one document for all files: each test leaves it as it was
  },
}));
