import { describe, expect, it } from 'vitest';
import { digestNow, digestPreview } from '../../src/ask/digest-answer.ts';
import { fakeDigests } from '../fake-digests.ts';
import { fakeOperations, fakeThreads, fakeVerifications } from '../fake-store.ts';
import { aCall, clock, fakeEstate, fakeWatches, SOME_DIRECTORY } from '../fakes.ts';
import { aSighting, denied, minutesAgo, NOW } from '../given.ts';
import { ANNA } from '../given-alerts.ts';
import { aRun, aSchedule, aSnapshot, DAY_MS } from '../given-digest.ts';
import { anOperationRecord } from '../given-operation.ts';
import { trackers } from '../given-trackers.ts';

const TRACKER = '# Move\n\n## Blockers\n\n- **Firewall**: refuses port 443\n';

async function deps(given: Partial<Parameters<typeof digestNow>[0]> = {}) {
  const operations = fakeOperations([anOperationRecord({ source: TRACKER })]);
  await operations.use('C1', 'op-1', ANNA, NOW);
  return {
    ...{ operations, trackers, clock, directory: SOME_DIRECTORY, digests: fakeDigests([aSchedule()]) },
    ...{ estate: fakeEstate([aSighting()]).estate, watches: fakeWatches(), threads: fakeThreads() },
    ...{ verifications: fakeVerifications() },
    ...given,
  };
}

describe('a digest for whoever asks', () => {
  it('names who has the blocker, and calls nobody', async () => {
    const record = anOperationRecord({ source: TRACKER });
    const { operation } = await trackers.read(TRACKER);
    const blocker = operation.entries.find(({ kind }) => kind === 'blocker');
    const extras = { [blocker?.id ?? '']: { owner: 'U0456', firstSeenAt: minutesAgo(120) } };
    const operations = fakeOperations([{ ...record, extras }]);
    await operations.use('C1', 'op-1', ANNA, NOW);
    const { message } = await digestNow(await deps({ operations }), aCall());
    expect(message.text).toContain(
      'Top blocker: Firewall · Alice Moreau · in the tracker since its import 2 h ago',
    );
    expect(JSON.stringify(message.blocks)).not.toContain('<@');
  });

  it('looks at what is watched with every target, and at nothing where nothing is', async () => {
    const { estate, asked } = fakeEstate([aSighting()]);
    await digestNow(await deps({ estate }), aCall());
    expect(asked).toMatchObject({ overviews: 0, sweeps: 0, lists: 0 });
  });

  it('is compared with the last one that was posted here', async () => {
    const digests = fakeDigests([aSchedule()]);
    await digests.begin(aSchedule(), { dueAt: NOW, missed: undefined, nextAt: undefined }, '');
    await digests.saveRun(
      aRun({ state: 'posted', snapshot: aSnapshot({ takenAt: minutesAgo(60), verdict: 'blocked' }) }),
    );
    const { message } = await digestNow(await deps({ digests }), aCall());
    expect(message.text).toContain('compared with the last digest here, 4 Mar 02:00 UTC');
  });

  it('is a preview of one that is paused', async () => {
    const digests = fakeDigests([aSchedule({ paused: { at: NOW, by: ANNA, why: '' } })]);
    const { message } = await digestPreview(await deps({ digests }), aCall({ words: ['preview'] }));
    expect(message.text).toMatch(/would say now\. It is paused\.$/);
    expect(message.text).not.toContain('Next digest');
  });

  it('says what could not be read', async () => {
    const gaps = [{ env: 'prod-eu', subject: 'services', unknown: denied('ecs:ListServices') }] as const;
    const { estate } = fakeEstate([aSighting()], { gaps });
    const watches = fakeWatches();
    const scope = { kind: 'names', env: 'prod-eu', cluster: 'prod', name: '*' } as const;
    await watches.save({ channel: 'C1', scope, createdBy: 'U1', createdAt: NOW }, {});
    const { message } = await digestNow(
      await deps({ estate, watches, operations: fakeOperations() }),
      aCall(),
    );
    expect(message.text).toContain('ecs:ListServices');
    expect(message.text).toMatch(/^❔ Not known/);
  });

  it('goes back a day where there was none', async () => {
    const { data, message } = await digestNow(await deps(), aCall());
    expect(data).toMatchObject({ fromAt: new Date(NOW.getTime() - DAY_MS), lastAt: undefined });
    expect(message.text).toMatch(
      /how it goes now, with the last 24 hours of the services; no digest was posted here that it could be compared with\.$/,
    );
  });
});
