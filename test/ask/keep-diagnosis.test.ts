import { describe, expect, it } from 'vitest';
import { keptRun } from '../../src/ask/keep-diagnosis.ts';
import { UpstreamError } from '../../src/errors.ts';
import { aDiagnosis, aHealthyDiagnosis, aKeptDiagnosis } from '../diagnosis/given-diagnosis.ts';
import { aDesk } from '../diagnosis-desk.ts';
import { brokenDiagnoses } from '../fake-diagnoses.ts';
import { minutesAgo, NOW } from '../given.ts';

const HERE = { channel: 'C1', withheld: false };
const WHOLE = { channel: 'C1', ts: '1.0', thread: undefined, form: 'whole' } as const;
const SHORT = { channel: 'C2', ts: '2.0', thread: '2.0', form: 'short' } as const;
const before = aDiagnosis({ asOf: minutesAgo(9) });

describe('a diagnosis that is kept', () => {
  it('is the first of its service, and the next one is compared with it', async () => {
    const { deps } = aDesk();
    const first = await keptRun(deps, before, HERE);
    expect([first.since, first.believed]).toEqual([undefined, undefined]);
    const second = await keptRun(deps, aDiagnosis(), HERE);
    expect(second.since).toMatchObject({ lastAt: minutesAgo(9), fresh: [], gone: [] });
    expect((await deps.diagnoses.list(before.ref)).map(({ id }) => id)).toEqual([second.id, first.id]);
  });

  it('marks what it overturns, edits where all see the whole and answers where they see the short form', async () => {
    const { deps, sent } = aDesk({ kept: [aKeptDiagnosis({ diagnosis: before, posts: [WHOLE, SHORT] })] });
    const { believed, since } = await keptRun(deps, aHealthyDiagnosis(), HERE);
    expect([believed, since?.gone.map(({ id }) => id)]).toEqual([before, ['hc-path-mismatch']]);
    expect(await deps.diagnoses.get('diagnosis-1')).toMatchObject({
      superseded: { at: NOW, how: 'passed', now: '🟢 Nothing wrong · rev 16: it runs as it should' },
    });
    expect(sent).toEqual([
      'edit C1 1.0: 🕓 Was believed until 03:00 UTC. Now: 🟢 Nothing wrong · rev 16: it runs as it should',
      expect.stringMatching(
        /^reply C2 2\.0: 🕓 Was believed until 03:00 UTC: 🔴 Confirmed · rev 15: the health/,
      ),
    ]);
    // What was told once is not told again.
    await keptRun(deps, aHealthyDiagnosis(), HERE);
    expect(sent).toHaveLength(2);
  });

  it('is worth having where the older message is gone', async () => {
    const { deps } = aDesk({ kept: [aKeptDiagnosis({ diagnosis: before, posts: [WHOLE] })] });
    const update = () => Promise.reject(new UpstreamError('edit: gone', 'not-found'));
    const run = await keptRun({ ...deps, outbox: { ...deps.outbox, update } }, aHealthyDiagnosis(), HERE);
    expect(run.believed).toEqual(before);
    const bug = () => Promise.reject(new TypeError('a bug'));
    const again = aDesk({ kept: [aKeptDiagnosis({ diagnosis: before, posts: [WHOLE] })] }).deps;
    const broken = { ...again, outbox: { ...again.outbox, update: bug } };
    await expect(keptRun(broken, aHealthyDiagnosis(), HERE)).rejects.toThrow('a bug');
  });

  it('does not wait for the older messages for longer than two seconds', async () => {
    const { deps } = aDesk({ kept: [aKeptDiagnosis({ diagnosis: before, posts: [WHOLE] })] });
    const waited: number[] = [];
    const sleep = async (ms: number) => void waited.push(ms);
    const update = () => new Promise<void>(() => {});
    await keptRun({ ...deps, sleep, outbox: { ...deps.outbox, update } }, aHealthyDiagnosis(), HERE);
    expect(waited).toEqual([2000]);
  });

  it('shows where lines are withheld nothing of what was found where they are not', async () => {
    const { deps } = aDesk({ kept: [aKeptDiagnosis({ diagnosis: before })] });
    const run = await keptRun(deps, aHealthyDiagnosis(), { channel: 'C9', withheld: true });
    expect([run.since, run.believed]).toEqual([undefined, undefined]);
    expect(await deps.diagnoses.get('diagnosis-1')).toHaveProperty('superseded.how', 'passed');
  });

  it('says where lines are withheld only the verdict of what came instead', async () => {
    const kept = aKeptDiagnosis({ diagnosis: aHealthyDiagnosis({ asOf: minutesAgo(9) }), withheld: true });
    const { deps } = aDesk({ kept: [kept] });
    await keptRun(deps, aDiagnosis(), HERE);
    expect((await deps.diagnoses.get('diagnosis-1'))?.superseded?.now).toBe('🔴 Confirmed');
  });

  it('is shown alone where the database does not answer, or nothing could be read', async () => {
    const { deps } = aDesk();
    const broken = await keptRun({ ...deps, diagnoses: brokenDiagnoses() }, aDiagnosis(), HERE);
    const blind = await keptRun(deps, aDiagnosis({ looked: [] }), HERE);
    expect([broken.id, blind.id]).toEqual([undefined, undefined]);
    expect(await deps.diagnoses.list(before.ref)).toEqual([]);
  });
});
