import { describe, expect, it } from 'vitest';
import type { Ticket } from '../../src/aws/budget.ts';
import { chunks, createMemory, type Memory } from '../../src/aws/memory.ts';
import { movedClock } from './given-aws.ts';

const SOURCE = 'ecs:DescribeServices';

function start(kind: { most?: number; immutable?: boolean; failureMs?: number } = {}) {
  const clock = movedClock();
  const memory: Memory<string> = createMemory({ source: SOURCE, most: 100, ...kind }, clock);
  const asked: string[] = [];
  /** Reads a key whose value is told by how often anything was asked before. */
  const read = (key: string, maxAgeMs: number) =>
    memory
      .read(key, { maxAgeMs }, async () => {
        asked.push(key);
        return `${key} ${asked.length}`;
      })
      .then(({ value }) => value);
  return { clock, memory, asked, read };
}

/** A fetch that is answered from outside. */
function held<T>() {
  let land: (value: T) => void = () => {};
  let fail: (error: Error) => void = () => {};
  const landing = new Promise<T>((resolve, reject) => {
    land = resolve;
    fail = reject;
  });
  const tickets: Ticket[] = [];
  const fetch = (ticket: Ticket) => {
    tickets.push(ticket);
    return landing;
  };
  return { fetch, tickets, land, fail };
}

describe('a memory', () => {
  it('keeps with a value where it came from and when it was read', async () => {
    const { memory, clock } = start();
    const readAt = clock.now();
    const known = await memory.read('web', { maxAgeMs: 0 }, async () => 'fine');
    expect(known).toEqual({ kind: 'known', value: 'fine', readAt, source: SOURCE });
    clock.forward(1000);
    expect(memory.recall('web', 1000)).toEqual(known);
  });

  it('answers what is not older than the asker is content with, and reads anew what is', async () => {
    const { clock, read, asked } = start();
    expect(await read('web', 5000)).toBe('web 1');
    clock.forward(5000);
    expect(await read('web', 5000)).toBe('web 1');
    clock.forward(1);
    expect(await read('web', 5000)).toBe('web 2');
    expect(await read('web', 0)).toBe('web 3');
    expect(asked).toHaveLength(3);
  });

  it('does not take an answer for young because the clock was set back', async () => {
    const { clock, read } = start();
    await read('web', 5000);
    clock.forward(-3_600_000);
    expect(await read('web', 5000)).toBe('web 2');
  });

  it('reads what never changes only once, however old', async () => {
    const { clock, read, asked } = start({ immutable: true });
    await read('web:42', 0);
    clock.forward(365 * 86_400_000);
    expect(await read('web:42', 0)).toBe('web:42 1');
    expect(asked).toHaveLength(1);
  });

  it('reads once for all who ask meanwhile, even those that want it new', async () => {
    const { memory } = start();
    const { fetch, tickets, land } = held<string>();
    const reads = [5000, 0, 0].map((maxAgeMs) => memory.read('web', { maxAgeMs }, fetch));
    land('fine');
    expect((await Promise.all(reads)).map(({ value }) => value)).toEqual(['fine', 'fine', 'fine']);
    expect(tickets).toHaveLength(1);
  });

  it('hurries a read that waits once somebody asks urgently, never the other way', async () => {
    const { memory } = start();
    const { fetch, tickets, land } = held<string>();
    const patient = { maxAgeMs: 0, lane: 'routine' } as const;
    const reads = [memory.read('web', patient, fetch), memory.read('web', patient, fetch)];
    expect(tickets).toEqual([{ lane: 'routine' }]);
    reads.push(memory.read('web', { maxAgeMs: 0 }, fetch));
    expect(tickets).toEqual([{ lane: 'urgent' }]);
    reads.push(memory.read('web', patient, fetch));
    expect(tickets).toEqual([{ lane: 'urgent' }]);
    land('fine');
    await Promise.all(reads);
  });

  it('answers from a failure for five seconds at most, and not those that want it new', async () => {
    const { memory, clock } = start();
    let asked = 0;
    const read = (maxAgeMs: number) =>
      memory.read('web', { maxAgeMs }, async () => {
        asked += 1;
        throw new Error(`failure ${asked}`);
      });
    await expect(read(60_000)).rejects.toThrow('failure 1');
    clock.forward(5000);
    await expect(read(60_000)).rejects.toThrow('failure 1');
    await expect(read(4999)).rejects.toThrow('failure 2');
    await expect(read(0)).rejects.toThrow('failure 3');
    clock.forward(5001);
    await expect(read(60_000)).rejects.toThrow('failure 4');
    expect(memory.recall('web', 60_000)).toBeUndefined();
  });

  it('fails all that joined a read, and asks anew after it', async () => {
    const { memory } = start();
    const { fetch, fail } = held<string>();
    const reads = [memory.read('web', { maxAgeMs: 0 }, fetch), memory.read('web', { maxAgeMs: 0 }, fetch)];
    fail(new Error('no'));
    expect((await Promise.allSettled(reads)).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect((await memory.read('web', { maxAgeMs: 0 }, async () => 'fine')).value).toBe('fine');
  });

  it('tells what the last read came to, be it a failure, for as long as that is wanted', async () => {
    const { memory, clock } = start();
    const error = new Error('no');
    await expect(memory.read('web', { maxAgeMs: 5000 }, () => Promise.reject(error))).rejects.toThrow('no');
    clock.forward(60_000);
    expect(memory.recallLast('web', 60_000)).toMatchObject({ kind: 'failed', error });
    expect(memory.recall('web', 60_000)).toBeUndefined();
    clock.forward(1);
    expect(memory.recallLast('web', 60_000)).toBeUndefined();
    await memory.read('web', { maxAgeMs: 5000 }, async () => 'fine');
    expect(memory.recallLast('web', 60_000)).toMatchObject({ kind: 'known', value: 'fine' });
  });

  it('answers with a failure for as long as it is told to', async () => {
    const { memory, clock } = start({ failureMs: 60_000 });
    const fail = () => Promise.reject(new Error('no'));
    await expect(memory.read('web', { maxAgeMs: 300_000 }, fail)).rejects.toThrow('no');
    clock.forward(60_000);
    const again = memory.read('web', { maxAgeMs: 300_000 }, async () => 'fine');
    await expect(again).rejects.toThrow('no');
    clock.forward(1);
    expect((await memory.read('web', { maxAgeMs: 300_000 }, async () => 'fine')).value).toBe('fine');
  });

  it('keeps what came with another answer, as old as that', async () => {
    const { memory, clock } = start();
    memory.keep('web', 'kept');
    clock.forward(5000);
    const fetch = async () => 'fetched';
    expect((await memory.read('web', { maxAgeMs: 5000 }, fetch)).value).toBe('kept');
    clock.forward(1);
    expect((await memory.read('web', { maxAgeMs: 5000 }, fetch)).value).toBe('fetched');
  });

  it('forgets those not asked for longest', async () => {
    const { memory, read } = start({ most: 2 });
    await read('a', 1000);
    await read('b', 1000);
    await read('a', 1000);
    await read('c', 1000);
    expect(['a', 'b', 'c'].filter((key) => memory.recall(key, 1000))).toEqual(['a', 'c']);
  });
});

describe('a memory asked for many', () => {
  const want = { maxAgeMs: 5000 };
  const absent = (key: string) => new Error(`no ${key}`);

  it('fetches only what it does not know and nobody reads, in full batches, each key once', async () => {
    const { memory, read } = start();
    await read('k0', 5000);
    const { fetch: one, land } = held<string>();
    const flying = memory.read('k1', want, one);
    const batches: (readonly string[])[] = [];
    const keys = Array.from({ length: 8 }, (_, nth) => `k${nth}`);
    const reads = memory.readMany([...keys, ...keys], want, {
      batch: 4,
      fetch: async (part) => {
        batches.push(part);
        return new Map(part.map((key) => [key, `many ${key}`]));
      },
      absent,
    });
    land('one k1');
    await flying;
    expect(batches).toEqual([
      ['k2', 'k3', 'k4', 'k5'],
      ['k6', 'k7'],
    ]);
    const values = await Promise.all([...reads.values()].map(async (each) => (await each).value));
    expect(values.slice(0, 3)).toEqual(['k0 1', 'one k1', 'many k2']);
    expect(reads.size).toBe(8);
  });

  it('fails the keys that were left out, and keeps the rest', async () => {
    const { memory } = start();
    const reads = memory.readMany(['a', 'b'], want, {
      batch: 10,
      fetch: async () => new Map([['a', 'here']]),
      absent,
    });
    expect((await reads.get('a'))?.value).toBe('here');
    await expect(reads.get('b')).rejects.toThrow('no b');
  });

  it('fails only the batch that failed', async () => {
    const { memory } = start();
    const reads = memory.readMany(['a', 'b', 'c'], want, {
      batch: 2,
      fetch: async (part) => {
        if (part.includes('c')) throw new Error('second batch');
        return new Map(part.map((key) => [key, key]));
      },
      absent,
    });
    expect((await reads.get('b'))?.value).toBe('b');
    await expect(reads.get('c')).rejects.toThrow('second batch');
    await reads.get('a');
  });
});

it.each([
  [0, 10, []],
  [10, 10, [10]],
  [11, 10, [10, 1]],
  [250, 100, [100, 100, 50]],
])('cuts %i into parts of at most %i', (length, size, expected) => {
  const all = Array.from({ length }, (_, nth) => nth);
  const parts = chunks(all, size);
  expect(parts.map((part) => part.length)).toEqual(expected);
  expect(parts.flat()).toEqual(all);
});
