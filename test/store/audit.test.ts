import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { AuditEntry } from '../../src/access/audit.ts';
import { createLog } from '../../src/log.ts';
import { openStore } from '../../src/store/database.ts';
import type { Store } from '../../src/store/store.ts';
import { onEveryDatabase } from './databases.ts';

const log = createLog('silent');

function anEntry(more: Partial<AuditEntry> = {}): AuditEntry {
  return {
    at: new Date('2024-05-01T10:00:00.500Z'),
    person: 'U1',
    team: 'T1',
    channel: 'C1',
    via: 'slash',
    verb: 'status',
    detail: 'web',
    outcome: 'done',
    reference: 'r-1',
    ...more,
  };
}

describe('the audit', () => {
  onEveryDatabase((databases) => {
    let store: Store;
    beforeEach(async () => {
      store = await openStore(await databases.fresh(), { log });
    });
    afterEach(() => store.close());

    it('gives back what was written', async () => {
      const entry = anEntry({ via: 'click', outcome: 'refused', detail: `it's "quoted"\n<!here> 🐌` });
      await store.audit.add(entry);
      expect(await store.audit.list(10)).toEqual([entry]);
    });

    it('keeps an absent team absent', async () => {
      await store.audit.add(anEntry({ team: undefined, via: 'terminal' }));
      expect((await store.audit.list(1))[0]?.team).toBeUndefined();
    });

    it('lists the newest first, also when written out of order', async () => {
      for (const day of ['02', '03', '01']) {
        await store.audit.add(anEntry({ at: new Date(`2024-05-${day}T10:00:00Z`), detail: day }));
      }
      expect((await store.audit.list(10)).map(({ detail }) => detail)).toEqual(['03', '02', '01']);
      expect((await store.audit.list(2)).map(({ detail }) => detail)).toEqual(['03', '02']);
    });

    it('keeps the order of what was written in the same millisecond', async () => {
      for (let n = 1; n <= 12; n += 1) await store.audit.add(anEntry({ detail: String(n) }));
      const details = (await store.audit.list(100)).map(({ detail }) => Number(detail));
      expect(details).toEqual([12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1]);
    });

    it('keeps every entry of many written at once', async () => {
      const adds = Array.from({ length: 50 }, (_, n) => store.audit.add(anEntry({ detail: String(n) })));
      await Promise.all(adds);
      expect(new Set((await store.audit.list(100)).map(({ detail }) => detail)).size).toBe(50);
    });

    it.each([
      [0, 0],
      [-3, 0],
      [1.9, 1],
      [1e9, 3],
    ])('asked for %d of three, lists %d', async (limit, listed) => {
      for (let n = 0; n < 3; n += 1) await store.audit.add(anEntry());
      expect(await store.audit.list(limit)).toHaveLength(listed);
    });

    it('cuts what is too long and takes out NUL, and still keeps the entry', async () => {
      const long = 'x'.repeat(100_000);
      await store.audit.add(anEntry({ detail: `a\0b${long}`, verb: long, person: long, reference: long }));
      const kept = (await store.audit.list(1))[0];
      expect(kept?.detail).toHaveLength(1000);
      expect(kept?.detail.startsWith('abx')).toBe(true);
      expect(kept?.verb).toHaveLength(64);
      expect(kept?.person).toHaveLength(64);
      expect(kept?.reference).toHaveLength(64);
    });
  });
});
