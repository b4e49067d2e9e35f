import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    root: new URL('.', import.meta.url).pathname,
    include: ['*.e2e.ts'],
    globalSetup: ['pages.ts'],
    environment: 'node',
    reporters: ['verbose'],
    fileParallelism: false, // one browser at a time: what is timed is the page, not the crowd
    testTimeout: 240_000,
    hookTimeout: 120_000,
    disableConsoleIntercept: true,
  },
});
