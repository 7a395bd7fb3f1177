import { defineConfig } from 'vitest/config';

/** Folders whose tests hold on to nothing: what they import need not be loaded anew for each file. */
const PURE = [
  'access',
  'actions',
  'alerting',
  'ask',
  'commands',
  'deployment',
  'diagnosis',
  'digest',
  'forms',
  'operation',
  'redaction',
  'shortcuts',
  'tailing',
  'verification',
  'views',
];
/** Folders whose tests clean up behind them, so that what they import need not be loaded anew either. */
const TIDY = ['aws', 'browser', 'demo', 'jobs', 'journeys', 'slack', 'store', 'web'];
const pure = [...PURE, ...TIDY].map((folder) => `test/${folder}/**/*.test.ts`);

export default defineConfig({
  test: {
    testTimeout: 20_000,
    hookTimeout: 60_000,
    pool: 'forks',
    globalSetup: ['test/bundle-programs.ts', 'test/store/lend-postgres.ts'],
    // Most tests wait for processes and timers; fewer workers would leave half of a small machine idle.
    maxWorkers: 3,
    env: { AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true' },
    projects: [
      { extends: true, test: { name: 'pure', include: pure, isolate: false } },
      {
        extends: true,
        test: { name: 'whole', include: ['test/**/*.test.ts', 'test/**/*.test.tsx'], exclude: pure },
      },
    ],
  },
});
