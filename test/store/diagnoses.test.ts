import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { KeptDiagnosis } from '../../src/diagnosis/kept.ts';
import { createLog } from '../../src/log.ts';
import { openStore } from '../../src/store/database.ts';
import type { Diagnoses, Store } from '../../src/store/store.ts';
import { aDiagnosis, aHealthyDiagnosis, aKeptDiagnosis } from '../diagnosis/given-diagnosis.ts';
import { fakeDiagnoses } from '../fake-diagnoses.ts';
import { aRef, minutesAgo, NOW } from '../given.ts';
import { onEveryDatabase } from './databases.ts';

const log = createLog('silent');
const POST = { channel: 'C1', ts: '1.0', thread: undefined, form: 'whole' } as const;
const OVER = { at: NOW, how: 'passed', now: '🟢 Nothing wrong' } as const;

describe('diagnoses', () => {
  describe('in memory', () => promises(() => fakeDiagnoses()));

  onEveryDatabase((databases) => {
    let url: string;
    let store: Store;
    beforeEach(async () => {
      url = await databases.fresh();
      store = await openStore(url, { log });
    });
    afterEach(() => store.close());

    promises(() => store.diagnoses);

    it('survive a restart, with all that they rest on and where they are', async () => {
      const kept = aKeptDiagnosis({ withheld: true });
      await store.diagnoses.add(kept);
      await store.diagnoses.addPost(kept.id, { ...POST, thread: '0.9', form: 'short' });
      await store.diagnoses.supersede(kept.id, OVER);
      await store.close();
      store = await openStore(url, { log });
      expect(await store.diagnoses.get(kept.id)).toEqual({
        ...kept,
        posts: [{ ...POST, thread: '0.9', form: 'short' }],
        superseded: OVER,
      });
    });

    it('are cut where AWS says far too much', async () => {
      const value = 'v'.repeat(9000);
      const evidence = [{ source: 's', what: 'w', value, at: undefined }];
      await store.diagnoses.add(aKeptDiagnosis({ diagnosis: aDiagnosis({ evidence }) }));
      const kept = await store.diagnoses.get('diagnosis-1');
      expect(kept?.diagnosis.evidence[0]?.value).toHaveLength(4000);
    });
  });
});

function promises(given: () => Diagnoses): void {
  let diagnoses: Diagnoses;
  beforeEach(() => {
    diagnoses = given();
  });

  const made = (minutes: number, kept: Partial<KeptDiagnosis> = {}) =>
    aKeptDiagnosis({ id: `d-${minutes}`, diagnosis: aDiagnosis({ asOf: minutesAgo(minutes) }), ...kept });

  it('of one service come newest first, each as it was made', async () => {
    const other = aHealthyDiagnosis({ ref: aRef('api') });
    for (const kept of [made(9), made(3), made(5), made(4, { diagnosis: other })]) await diagnoses.add(kept);
    expect(await diagnoses.list(aRef())).toEqual([made(3), made(5), made(9)]);
    expect(await diagnoses.get('d-4')).toMatchObject({ diagnosis: { verdict: 'healthy' } });
    expect(await diagnoses.get('other')).toBeUndefined();
  });

  it('are ten for each service, the newest', async () => {
    for (let minutes = 15; minutes > 0; minutes -= 1) await diagnoses.add(made(minutes));
    const list = await diagnoses.list(aRef());
    expect(list.map(({ id }) => id)).toEqual(Array.from({ length: 10 }, (_, at) => `d-${at + 1}`));
    expect(await diagnoses.get('d-11')).toBeUndefined();
  });

  it('know each place once', async () => {
    await diagnoses.add(made(1));
    await diagnoses.addPost('d-1', POST);
    await diagnoses.addPost('d-1', POST);
    await diagnoses.addPost('d-1', { ...POST, channel: 'C2', thread: '0.9' });
    const kept = await diagnoses.get('d-1');
    expect(kept?.posts).toHaveLength(2);
    expect(kept?.posts).toEqual(expect.arrayContaining([POST, { ...POST, channel: 'C2', thread: '0.9' }]));
  });

  it('are superseded once, by the first of several', async () => {
    await diagnoses.add(made(1));
    const outcomes = await Promise.all(
      [1, 2, 3].map((nth) => diagnoses.supersede('d-1', { ...OVER, now: `${nth}` })),
    );
    expect([...outcomes].sort()).toEqual(['marked', 'marked-before', 'marked-before']);
    expect(await diagnoses.supersede('other', OVER)).toBe('absent');
    expect((await diagnoses.get('d-1'))?.superseded?.now).toBe(`${outcomes.indexOf('marked') + 1}`);
  });

  it('of before a moment are forgotten', async () => {
    await diagnoses.add(made(9));
    await diagnoses.add(made(1));
    await diagnoses.forget(minutesAgo(5));
    expect((await diagnoses.list(aRef())).map(({ id }) => id)).toEqual(['d-1']);
  });
}
