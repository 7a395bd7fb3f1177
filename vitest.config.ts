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

const shared = {
  testTimeout: 20_000,
  hookTimeout: 60_000,
  env: { AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true' },
} as const;

export default defineConfig({
  test: {
    pool: 'forks',
    // Of the whole: what both projects inherited would be made for each.
    globalSetup: ['test/bundle-programs.ts', 'test/store/lend-postgres.ts'],
    // Most tests wait for processes and timers; fewer workers would leave half of a small machine idle.
    maxWorkers: 3,
    projects: [
      { test: { ...shared, name: 'pure', include: pure, isolate: false } },
      { test: { ...shared, name: 'whole', include: ['test/**/*.test.{ts,tsx}'], exclude: pure } },
    ],
  },
});
