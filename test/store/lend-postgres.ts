import type { TestProject } from 'vitest/node';
import { startPostgres } from './postgres-server.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Of a PostgreSQL for all tests of a run: the one at TEST_DATABASE_URL, else one of our own. */
    postgresUrl: string;
  }
}

/** Lends all tests of a run one PostgreSQL, in which each makes a schema of its own: a start for each would take a minute. */
export async function setup({ provide }: TestProject): Promise<() => Promise<void>> {
  const given = process.env.TEST_DATABASE_URL;
  const server = given ? { url: given, stop: async () => {} } : await startPostgres();
  provide('postgresUrl', server.url);
  return () => server.stop();
}
