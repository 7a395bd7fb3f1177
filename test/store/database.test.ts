import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import Libsql from 'libsql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { scopeOf, serviceIn } from '../../src/alerting/scope.ts';
import type { Clock } from '../../src/clock.ts';
import { createLog } from '../../src/log.ts';
import { migrate, openStore } from '../../src/store/database.ts';
import type { Store } from '../../src/store/store.ts';
import { onEveryDatabase, query } from './databases.ts';

const log = createLog('silent');
const WRITER = fileURLToPath(new URL('writer.ts', import.meta.url));

function aWatch(name: string) {
  const scope = scopeOf({ env: 'prod', cluster: 'main', name });
  return { channel: 'C1', scope, createdBy: 'U1', createdAt: new Date(0) };
}

async function namesIn(store: Store, channel: string): Promise<string[]> {
  return (await store.watches.list(channel)).map(({ scope }) => serviceIn(scope)?.name ?? '');
}

function startWriter(url: string, channel: string, count: number): ChildProcess {
  const args = ['--import', 'tsx', WRITER, url, channel, String(count)];
  return spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
}

/** Runs one statement on the database behind the store's back. */
async function behind(url: string, statement: string): Promise<void> {
  if (!url.startsWith('file:')) return void (await query(url, statement));
  const file = new Libsql(url.slice('file:'.length));
  file.exec(statement);
  file.close();
}

describe('the store', () => {
  onEveryDatabase((databases) => {
    it('keeps what was saved over a restart', async () => {
      const url = await databases.fresh();
      const first = await openStore(url, { log });
      await first.watches.save(aWatch('web'), {});
      await first.close();
      const second = await openStore(url, { log });
      expect(await namesIn(second, 'C1')).toEqual(['web']);
      await second.close();
    });

    it('migrates once, and says what it did', async () => {
      const url = await databases.fresh();
      expect(await migrate(url, { log })).toEqual([
        '0001-initial',
        '0002-tails',
        '0003-night-watch',
        '0004-operations',
        '0005-digests',
        '0006-verifications',
        '0007-diagnoses',
      ]);
      expect(await migrate(url, { log })).toEqual([]);
    });

    it('answers a ping while open, and says what it could not do once closed', async () => {
      const store = await openStore(await databases.fresh(), { log });
      await store.ping();
      await store.close();
      await store.close();
      await expect(store.ping()).rejects.toMatchObject({
        name: 'UpstreamError',
        message: expect.stringMatching(/^could not reach the database: /),
      });
      await expect(store.watches.list('C1')).rejects.toThrow(/^could not read the watches: /);
      await expect(store.audit.list(1)).rejects.toThrow(/^could not read the audit: /);
    });

    it('opens many times at once in one process', async () => {
      const url = await databases.fresh();
      const stores = await Promise.all(Array.from({ length: 4 }, () => openStore(url, { log })));
      await Promise.all(stores.map((store, n) => store.watches.save(aWatch(`s${n}`), {})));
      expect(await namesIn(stores[0]!, 'C1')).toEqual(['s0', 's1', 's2', 's3']);
      for (const store of stores) await store.close();
    });

    it('lets several processes start at once on an empty database', async () => {
      const url = await databases.fresh();
      const writers = ['C1', 'C2', 'C3'].map((channel) => startWriter(url, channel, 20));
      const ends = await Promise.all(writers.map((writer) => once(writer, 'exit')));
      expect(ends.map(([code]) => code)).toEqual([0, 0, 0]);
      const store = await openStore(url, { log });
      for (const channel of ['C1', 'C2', 'C3']) expect(await namesIn(store, channel)).toHaveLength(20);
      await store.close();
    });

    it('has every acknowledged row after kill -9', async () => {
      const url = await databases.fresh();
      const writer = startWriter(url, 'C1', 1_000_000);
      let printed = '';
      for await (const chunk of writer.stdout!) {
        printed += chunk;
        if (printed.split('\n').length > 200) writer.kill('SIGKILL');
      }
      const acknowledged = printed.split('\n').slice(0, -1);
      const store = await openStore(url, { log });
      const kept = new Set(await namesIn(store, 'C1'));
      expect(acknowledged.length).toBeGreaterThanOrEqual(200);
      expect(acknowledged.filter((n) => !kept.has(`s${n}`))).toEqual([]);
      expect(await store.watches.save(aWatch('after'), {})).toMatchObject({ outcome: 'added' });
      await store.close();
      if (databases.name === 'SQLite') expect(integrityOf(url)).toBe('ok');
    });

    it('refuses a database that a newer version has written', async () => {
      const url = await databases.fresh();
      await migrate(url, { log });
      await behind(url, "insert into snail_migration values ('9999-future', '2030-01-01T00:00:00Z')");
      await expect(openStore(url, { log })).rejects.toThrow(/a newer version has written it$/);
    });

    it('says what it could not do when a table is gone, and goes on', async () => {
      const url = await databases.fresh();
      const store = await openStore(url, { log });
      await behind(url, 'drop table audit');
      await expect(store.audit.list(1)).rejects.toThrow(/^could not read the audit: .*audit/);
      expect(await store.watches.save(aWatch('web'), {})).toMatchObject({ outcome: 'added' });
      await store.close();
    });
  });
});

function integrityOf(url: string): unknown {
  const file = new Libsql(url.slice('file:'.length));
  const [row] = file.prepare('pragma integrity_check').all() as { integrity_check: string }[];
  file.close();
  return row?.integrity_check;
}

describe('a database file', () => {
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'snail-file-'));
    await chmod(folder, 0o755);
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it('is made together with its folder', async () => {
    const store = await openStore(`file:${join(folder, 'a', 'b', 'new.db')}`, { log });
    await store.ping();
    await store.close();
  });

  it('is refused when it is a folder', async () => {
    await expect(openStore(`file:${folder}`, { log })).rejects.toMatchObject({
      name: 'UpstreamError',
      message: `could not open the database file ${folder}: it is a folder; set DATABASE_URL to a file inside it`,
    });
  });

  it('is refused below a file', async () => {
    await writeFile(join(folder, 'plain'), 'x');
    const opening = openStore(`file:${join(folder, 'plain', 'snail.db')}`, { log });
    await expect(opening).rejects.toThrow(/a part of the path is a file, not a folder/);
  });

  it.each([
    ['text', async () => Buffer.from('# notes, not a database\n'.repeat(500))],
    ['one with its pages overwritten', () => overwritten(join(folder, 'overwritten.db'))],
  ])('is refused and left as it is when it is %s', async (_, contents) => {
    const path = join(folder, 'damaged.db');
    const before = await contents();
    await writeFile(path, before);
    await expect(openStore(`file:${path}`, { log })).rejects.toThrow(
      /not an SQLite database, or it is damaged; move it away/,
    );
    expect((await readFile(path)).equals(before)).toBe(true);
  });

  it('is refused when its folder may not be written', async () => {
    const closed = join(folder, 'closed');
    await mkdir(closed, { mode: 0o555 });
    const opening = asNobody(() => openStore(`file:${join(closed, 'snail.db')}`, { log }));
    await expect(opening).rejects.toMatchObject({ kind: 'denied' });
    await expect(opening).rejects.toThrow(/may not be written by this user; change the owner/);
  });

  // The whole process is nobody meanwhile, and what an earlier test left to close is as well.
  it('is refused when the file may only be read', { retry: 1 }, async () => {
    const path = join(folder, 'read-only.db');
    await migrate(`file:${path}`, { log });
    await chmod(path, 0o444);
    const opening = asNobody(() => openStore(`file:${path}`, { log }));
    await expect(opening).rejects.toMatchObject({ kind: 'denied' });
  });

  it('is waited for while another process migrates it', async () => {
    const path = join(folder, 'busy.db');
    const other = new Libsql(path);
    other.exec('begin immediate');
    const slept: number[] = [];
    const clock: Clock = {
      now: () => new Date(0),
      sleep: async (ms) => {
        slept.push(ms);
        if (slept.length === 3) other.exec('commit');
      },
    };
    const store = await openStore(`file:${path}`, { log, clock });
    expect(slept).toEqual([50, 50, 50]);
    await store.close();
    other.close();
  });

  it('is not waited for without end', async () => {
    const path = join(folder, 'hung.db');
    const other = new Libsql(path);
    other.exec('begin immediate');
    let nowMs = 0;
    const clock: Clock = {
      now: () => new Date(nowMs),
      sleep: async () => {
        nowMs += 1000;
      },
    };
    const opening = openStore(`file:${path}`, { log, clock });
    await expect(opening).rejects.toThrow(/another process holds the file; stop it, or use PostgreSQL/);
    expect(nowMs).toBe(16_000);
    other.exec('rollback');
    other.close();
  });

  it('says so when another process does not let go of it', async () => {
    const url = `file:${join(folder, 'locked.db')}`;
    const store = await openStore(url, { log });
    const other = new Libsql(url.slice('file:'.length));
    other.exec('begin immediate');
    const saving = store.watches.save(aWatch('web'), {});
    await expect(saving).rejects.toMatchObject({ kind: 'timeout' });
    await expect(saving).rejects.toThrow(/^could not save the watch: another process holds the file/);
    other.exec('rollback');
    other.close();
    expect(await store.watches.save(aWatch('web'), {})).toMatchObject({ outcome: 'added' });
    const beside = await openStore(url, { log });
    expect(await namesIn(beside, 'C1')).toEqual(['web']);
    await beside.close();
    await store.close();
  });
});

/** A file that begins like a database and goes on as noise. */
async function overwritten(path: string): Promise<Buffer> {
  await migrate(`file:${path}`, { log });
  const bytes = await readFile(path);
  return bytes.fill(0xa5, 100);
}

/** Root may write everywhere, so as root the work is done as somebody else. */
async function asNobody<T>(work: () => Promise<T>): Promise<T> {
  if (process.getuid?.() !== 0) return work();
  process.seteuid?.(65534);
  try {
    return await work();
  } finally {
    process.seteuid?.(0);
  }
}
