import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, inject } from 'vitest';
import './lend-postgres.ts';

/** A kind of database that a scenario runs on. */
export interface Databases {
  readonly name: 'SQLite' | 'PostgreSQL';
  /** The URL of a new, empty database. */
  fresh(): Promise<string>;
}

/**
 * Runs the same scenarios on an SQLite file and on the PostgreSQL that is lent to the run. On PostgreSQL every new
 * database is a schema of its own.
 */
export function onEveryDatabase(scenarios: (databases: Databases) => void): void {
  describe('on SQLite', () => scenarios(sqliteFiles()));
  describe('on PostgreSQL', () => scenarios(postgresSchemas()));
}

function sqliteFiles(): Databases {
  let folder = '';
  let made = 0;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'snail-store-'));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));
  return {
    name: 'SQLite',
    fresh: async () => {
      made += 1;
      return `file:${join(folder, `${made}.db`)}`;
    },
  };
}

/** A database for the file: kysely looks at all schemas there are, which nobody may drop meanwhile. */
function postgresSchemas(): Databases {
  const lent = inject('postgresUrl');
  const name = newName();
  // No `URL`: the host may be empty, where it is the folder of a socket.
  const [, address = '', parameters = ''] = /^([^?]*\/)[^/?]*\??(.*)$/.exec(lent) ?? [];
  const own = `${address}${name}?${parameters}`;
  beforeAll(() => query(lent, `create database ${name}`));
  afterAll(() => query(lent, `drop database ${name} with (force)`));
  return {
    name: 'PostgreSQL',
    fresh: async () => {
      const schema = newName();
      await query(own, `create schema ${schema}`);
      return `${own}&options=${encodeURIComponent(`-c search_path=${schema}`)}`;
    },
  };
}

function newName(): string {
  return `snail_test_${randomUUID().replaceAll('-', '')}`;
}

/** Runs one statement behind the store's back. */
export async function query(url: string, statement: string): Promise<Record<string, unknown>[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(statement)).rows;
  } finally {
    await client.end();
  }
}
