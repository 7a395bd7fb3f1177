import { describe, expect, it } from 'vitest';
import { dropAnnounced, endAnnounced, openAnnounced } from '../../src/ask/announce-criterion.ts';
import { recordLooks } from '../../src/ask/record-looks.ts';
import type { LookAround } from '../../src/ask/run-probes.ts';
import { UpstreamError } from '../../src/errors.ts';
import { aPastDeployment, aRevision, aSighting, known, minutesAgo } from '../given.ts';
import { aProof, REFUTED } from '../given-verifications.ts';
import { aVerificationStage, TRACKER } from '../verification-stage.ts';

type Stage = Awaited<ReturnType<typeof aVerificationStage>>;

/** One look at the first criterion, half a minute after the last. */
async function look({ deps, pass }: Stage, outcome: LookAround['outcome'], given: Partial<LookAround> = {}) {
  pass(30);
  const record = await deps.operations.get('op-1');
  if (!record) throw new Error('no operation');
  const { operation } = await deps.trackers.read(record.source);
  const [criterion] = operation.entries.flatMap((each) => (each.kind === 'criterion' ? [each] : []));
  if (!criterion) throw new Error('no criterion');
  const own = { criterion: criterion.id, met: criterion.met, probe: criterion.probe ?? '' };
  const seen = { footings: [], around: [], lookedAt: deps.clock.now() };
  return recordLooks(deps, { record, operation, looks: [{ ...own, ...seen, outcome, ...given }] });
}

describe('writing down what probes saw', () => {
  it('keeps it, and tells nobody what is as they believe', async () => {
    const stage = await aVerificationStage();
    expect(await look(stage, aProof())).toMatchObject([{ outcome: { kind: 'verified' }, version: 1 }]);
    expect(await look(stage, aProof())).toMatchObject([{ seen: { times: 2 }, version: 2 }]);
    expect(stage.threads.kept()).toEqual([]);
  });

  it('announces what is no longer so, with the deployments before it, and reopens it in the bot’s name', async () => {
    const stage = await aVerificationStage();
    await look(stage, aProof());
    await look(stage, REFUTED);
    const history = known([aPastDeployment({ revision: aRevision(15), startedAt: minutesAgo(-1) })]);
    await look(stage, REFUTED, { around: [aSighting({ history })] });
    expect(stage.threads.kept()).toMatchObject([
      {
        channel: 'C1',
        open: true,
        about: { state: 'refuted', number: 1, line: 4, reopened: true, changes: [{ at: minutesAgo(-1) }] },
      },
    ]);
    expect(await stage.source()).toBe(TRACKER.replace('[x] Revision', '[ ] Revision'));
    const [step] = await stage.deps.operations.history('op-1', 1);
    expect(step).toMatchObject({
      by: { id: 'snail-trail', name: 'Snail Trail' },
      what: expect.stringContaining(REFUTED.reason),
    });
    await stage.say('op undo');
    expect(await stage.source()).toBe(TRACKER);
    await look(stage, REFUTED);
    expect(await stage.source()).toBe(TRACKER);
    expect(stage.threads.kept()).toHaveLength(1);
  });

  it('does both once, though what was seen could not be saved the first time', async () => {
    const stage = await aVerificationStage();
    await look(stage, aProof());
    await look(stage, REFUTED);
    const { verifications } = stage.deps;
    const outage = () => Promise.reject(new UpstreamError('save what was verified', 'unreachable'));
    const broken = { ...stage, deps: { ...stage.deps, verifications: { ...verifications, save: outage } } };
    await expect(look(broken, REFUTED)).rejects.toThrow('could not save what was verified');
    await look(stage, REFUTED);
    expect(stage.threads.kept()).toHaveLength(1);
    expect(await stage.deps.operations.history('op-1', 9)).toHaveLength(1);
    expect(await verifications.list('op-1')).toMatchObject([{ told: true }]);
  });

  it('leaves a tick alone that cannot be taken away, and announces it all the same', async () => {
    const stage = await aVerificationStage();
    await look(stage, aProof());
    await look(stage, REFUTED);
    const record = await stage.deps.operations.get('op-1');
    if (!record) throw new Error('no operation');
    const { get } = stage.deps.operations;
    let reads = 0;
    // Archived between the look and the change.
    const operations = {
      ...stage.deps.operations,
      get: async (id: string) => (reads++ === 0 ? get(id) : undefined),
    };
    await look({ ...stage, deps: { ...stage.deps, operations } }, REFUTED);
    expect(stage.threads.kept()).toHaveLength(1);
  });
});

describe('what was announced', () => {
  async function announced() {
    const stage = await aVerificationStage();
    await look(stage, REFUTED);
    const [standing] = await look(stage, REFUTED);
    const criterion = standing?.criterion ?? '';
    const open = async () => (await openAnnounced(stage.deps)).length;
    return { ...stage, criterion, open };
  }

  it('ends when it is verified again, in its own operation', async () => {
    const { criterion, deps, open, threads } = await announced();
    await endAnnounced(deps, { operation: 'op-2', criterion }, 'mended');
    expect(await open()).toBe(1);
    await endAnnounced(deps, { operation: 'op-1', criterion }, 'mended');
    expect(await open()).toBe(0);
    expect(threads.kept()).toMatchObject([{ about: { state: 'mended', endedAt: deps.clock.now() } }]);
  });

  it('is dropped when its criterion has another probe, or none, and stays with the same', async () => {
    const { criterion, deps, open } = await announced();
    await dropAnnounced(deps, 'op-1', [{ id: criterion, probe: 'rollout complete web 14' }]);
    expect(await open()).toBe(1);
    await dropAnnounced(deps, 'op-2', []);
    expect(await open()).toBe(1);
    await dropAnnounced(deps, 'op-1', [{ id: criterion, probe: 'service steady web' }]);
    expect(await open()).toBe(0);
  });
});
