import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createLog } from '../../src/log.ts';
import { openStore } from '../../src/store/database.ts';
import type { Store, Verifications } from '../../src/store/store.ts';
import { fakeVerifications } from '../fake-store.ts';
import { minutesAgo, NOW } from '../given.ts';
import { aHole, aPiece, aProof, aStanding, REFUTED } from '../given-verifications.ts';
import { onEveryDatabase } from './databases.ts';

const log = createLog('silent');

describe('what probes saw', () => {
  describe('in memory', () => promises(() => fakeVerifications()));

  onEveryDatabase((databases) => {
    let url: string;
    let store: Store;
    beforeEach(async () => {
      url = await databases.fresh();
      store = await openStore(url, { log });
    });
    afterEach(() => store.close());

    promises(() => store.verifications);

    it('survives a restart', async () => {
      await store.verifications.save('op-1', [aStanding({ version: 0 })]);
      await store.close();
      store = await openStore(url, { log });
      expect(await store.verifications.list('op-1')).toEqual([aStanding()]);
    });

    it('is cut where what was read is far too long, never the criterion and its probe', async () => {
      const long = 'w'.repeat(9000);
      const evidence = Array.from({ length: 80 }, () => aPiece({ value: long, subject: long, source: long }));
      const given = aStanding({
        criterion: long,
        probe: long,
        outcome: aProof({ reason: long, evidence }),
        version: 0,
      });
      await store.verifications.save('op-1', [given]);
      const [kept] = await store.verifications.list('op-1');
      expect(kept).toMatchObject({ criterion: long, probe: long });
      expect(kept?.outcome.reason.length).toBe(4000);
      expect(kept?.outcome.evidence).toHaveLength(50);
      expect(kept?.outcome.evidence[0]?.value.length).toBe(2000);
    });

    it('with an operation whose id is none is refused', async () => {
      const saving = store.verifications.save('i'.repeat(65), [aStanding({ version: 0 })]);
      await expect(saving).rejects.toThrow(/^could not save what was verified: /);
    });
  });
});

function promises(given: () => Verifications): void {
  let verifications: Verifications;
  beforeEach(() => {
    verifications = given();
  });

  const full = aStanding({
    outcome: aHole({ evidence: [aPiece({ value: 'a\\0b 🐌 \u2028 \' "' })] }),
    sinceAt: minutesAgo(9),
    footings: [{ service: 'prod-eu:prod/web', revision: 'web:14', targetGroups: ['web-tg'] }],
    told: true,
    version: 0,
  });

  it('comes back as it was saved, instants as instants', async () => {
    expect(await verifications.save('op-1', [full])).toEqual([]);
    expect(await verifications.list('op-1')).toEqual([{ ...full, version: 1 }]);
    expect(await verifications.list('op-2')).toEqual([]);
  });

  it('has neither a time of proof nor a row where none could be seen', async () => {
    const blind = aStanding({ outcome: aHole(), seen: undefined, verifiedAt: undefined, version: 0 });
    await verifications.save('op-1', [blind]);
    expect(await verifications.list('op-1')).toEqual([{ ...blind, version: 1 }]);
  });

  it('changes with every save, and is lost where another looked meanwhile', async () => {
    await verifications.save('op-1', [full]);
    const [read] = await verifications.list('op-1');
    if (!read) throw new Error('nothing was saved');
    const other = aStanding({ criterion: 'criterion:b', version: 0 });
    expect(await verifications.save('op-1', [{ ...read, outcome: REFUTED }, other])).toEqual([]);
    expect(await verifications.save('op-1', [{ ...read, told: false }])).toEqual([full.criterion]);
    expect(await verifications.save('op-1', [{ ...full, told: false }])).toEqual([full.criterion]);
    expect(await verifications.list('op-1')).toEqual([
      { ...other, version: 1 },
      { ...full, outcome: REFUTED, version: 2 },
    ]);
  });

  it('is forgotten for criteria that are not there any more, in one operation alone', async () => {
    const named = (criterion: string) => aStanding({ criterion, version: 0 });
    await verifications.save('op-1', ['a', 'b', 'c'].map(named));
    await verifications.save('op-2', [named('a')]);
    await verifications.keep('op-1', ['b', 'x']);
    expect((await verifications.list('op-1')).map(({ criterion }) => criterion)).toEqual(['b']);
    expect(await verifications.list('op-2')).toHaveLength(1);
  });

  it('of two who save at once is of one', async () => {
    const saves = Array.from({ length: 6 }, (_, nth) =>
      verifications.save('op-1', [aStanding({ version: 0, lookedAt: minutesAgo(nth), verifiedAt: NOW })]),
    );
    const lost = (await Promise.all(saves)).flat();
    expect(lost).toHaveLength(5);
    expect((await verifications.list('op-1')).map(({ version }) => version)).toEqual([1]);
  });
}
