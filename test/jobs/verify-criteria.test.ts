import { describe, expect, it } from 'vitest';
import { criteriaOf } from '../../src/ask/criteria-here.ts';
import type { Service } from '../../src/deployment/service.ts';
import type { Sighting } from '../../src/deployment/sighting.ts';
import { UserError } from '../../src/errors.ts';
import { verifyCriteria } from '../../src/jobs/verify-criteria.ts';
import type { OperationRecord } from '../../src/operation/record.ts';
import { verifiedTally } from '../../src/verification/checked-criteria.ts';
import { fakeOperations, fakeVerifications } from '../fake-store.ts';
import { fakeEstate } from '../fakes.ts';
import { aDeployment, aPastDeployment, aRevision, aService, aSighting, denied, known } from '../given.ts';
import { ANNA } from '../given-alerts.ts';
import { anOperationRecord } from '../given-operation.ts';
import { trackers } from '../given-trackers.ts';
import { aNight, deliver, MINUTE, SECOND } from './given-night.ts';

const TRACKER = `# Move

## Completion criteria
- [x] Revision 14 is rolled out <!-- probe: rollout complete web 14 -->
- [x] Somebody looked at it
- [ ] Web is steady <!-- probe: service steady web -->
`;

/** Revision 14 serves; or 15 does, which began to be rolled out three minutes after midnight. */
function serving(number: number, startedAt: Date): Sighting {
  const revision = aRevision(number);
  const of: Partial<Service> = { revision, deployments: [aDeployment({ revision })] };
  return aSighting({
    service: known(aService(of)),
    history: known([aPastDeployment({ revision, startedAt })], 'ecs:ListServiceDeployments'),
  });
}

/** The same revision again, by a deployment that began at that moment and has not ended, or has failed. */
function rolling(number: number, startedAt: Date, rolloutState: 'in-progress' | 'failed'): Sighting {
  const revision = aRevision(number);
  const times = { createdAt: startedAt, updatedAt: startedAt };
  const fresh = { id: 'ecs-svc/2000', rolloutState, rolloutReason: '', runningCount: 1, ...times };
  const deployments = [aDeployment({ revision, ...fresh }), aDeployment({ revision, status: 'active' })];
  return aSighting({
    service: known(aService({ revision, deployments })),
    history: known([aPastDeployment({ revision, startedAt })], 'ecs:ListServiceDeployments'),
  });
}

/** A bot whose channel C1 works at an operation, and an estate that can be changed under it. */
async function aWorkedNight(
  source = TRACKER,
  channels: readonly string[] = ['C1'],
  others: readonly OperationRecord[] = [],
) {
  const operations = fakeOperations([anOperationRecord({ source, version: 1 }), ...others]);
  for (const channel of channels) await operations.use(channel, 'op-1', ANNA, new Date(0));
  const verifications = fakeVerifications();
  const first = aNight();
  let seen = serving(14, first.at());
  const { estate, asked } = fakeEstate([seen]);
  const night = aNight({
    operations,
    verifications,
    estate: {
      ...estate,
      look: async (ref, freshness) => {
        await estate.look(ref, freshness);
        return seen;
      },
    },
  });
  const run = () => verifyCriteria.run(night.deps, night.signal);
  return {
    ...{ night, operations, verifications, asked, run },
    become(sighting: Sighting) {
      seen = sighting;
    },
    /** Ticks of the job, half a minute apart. */
    async rounds(minutes: number) {
      for (let at = 0; at < minutes * 2; at += 1) {
        night.pass(30 * SECOND);
        await run();
        await deliver(night);
      }
    },
    async source() {
      return (await operations.get('op-1'))?.source ?? '';
    },
    /** How many criteria count as verified. */
    async tally() {
      const record = await operations.get('op-1');
      if (!record) throw new Error('no operation');
      const clock = { now: () => night.at() };
      return verifiedTally((await criteriaOf({ trackers, verifications, clock }, record)).checked);
    },
    async kinds() {
      return (await verifications.list('op-1')).map(({ outcome }) => outcome.kind);
    },
  };
}

describe('looking at criteria by the clock', () => {
  it('looks at those with a probe at once, and again minutes later, at a service once for all', async () => {
    const { asked, kinds, rounds, run } = await aWorkedNight();
    await run();
    expect(await kinds()).toEqual(['verified', 'verified']);
    expect(asked.looks).toBe(1);
    await rounds(3);
    expect(asked.looks).toBe(1);
    await rounds(4);
    expect(asked.looks).toBeGreaterThan(1);
    expect(asked.looks).toBeLessThanOrEqual(3);
  });

  it('tells a regression once, with what changed before it, and takes the tick away so that it can be undone', async () => {
    const { become, night, operations, rounds, run, source } = await aWorkedNight();
    await run();
    night.pass(3 * MINUTE);
    become(serving(15, night.at()));
    await rounds(20);
    const [text, ...others] = night.slack.texts();
    expect(others).toEqual([]);
    expect(text).toMatch(/^🔴 No longer verified · criterion 1 of Snail Trail · Revision 14 is rolled out\n/);
    expect(text).toContain('Found instead: web serves web:15');
    expect(text).toMatch(
      /\n• 4 Mar 03:03 UTC · deployment of web:15 to web: .* \(ecs:ListServiceDeployments\)/,
    );
    expect(text).toContain('• revision of web: web:14 became web:15 (ecs:DescribeServices)');
    expect(text).toContain('/snail op undo');
    expect(await source()).toBe(TRACKER.replace('[x] Revision', '[ ] Revision'));
    const [step] = await operations.history('op-1', 1);
    expect(step?.by.name).toBe('Snail Trail');
    expect(step?.what).toContain('refuted by its probe');
  });

  it('believes no single look', async () => {
    const { become, night, rounds, run, source } = await aWorkedNight();
    await run();
    become(serving(15, night.at()));
    // Until the first look that sees it, and no further.
    for (let at = 0; at < 40 && (await refuted()) === 0; at += 1) await rounds(0.5);
    async function refuted() {
      return (await night.deps.verifications.list('op-1')).filter(({ outcome }) => outcome.kind === 'refuted')
        .length;
    }
    become(serving(14, night.at()));
    await rounds(20);
    expect(night.slack.texts()).toEqual([]);
    expect(await source()).toBe(TRACKER);
  });

  it('says in the same message and a reply that it is verified again, and leaves the tick to people', async () => {
    const { become, night, rounds, run, source } = await aWorkedNight();
    await run();
    become(serving(15, night.at()));
    await rounds(10);
    become(serving(14, night.at()));
    await rounds(10);
    expect(night.slack.seen()).toEqual([
      expect.stringMatching(/^🟢 Verified again after \d+ min · criterion 1/),
      expect.stringMatching(/^ {2}🟢 Verified again after \d+ min · criterion 1/),
    ]);
    expect(await source()).toContain('[ ] Revision');
    become(serving(15, night.at()));
    await rounds(10);
    expect(night.slack.seen()).toHaveLength(3);
  });

  it('tells of a tick that was never verified, and leaves it: it is somebody’s word', async () => {
    const { become, night, rounds, source } = await aWorkedNight();
    become(serving(15, night.at()));
    await rounds(10);
    expect(night.slack.seen()).toEqual([expect.stringMatching(/^🔴 Ticked, but refuted · criterion 1/)]);
    expect(await source()).toBe(TRACKER);
  });

  it('tells nothing of what cannot be seen', async () => {
    const { become, kinds, night, rounds, run } = await aWorkedNight();
    await run();
    become(aSighting({ service: denied('ecs:DescribeServices') }));
    await rounds(15);
    expect(await kinds()).toEqual(['unverifiable', 'unverifiable']);
    expect(night.slack.texts()).toEqual([]);
  });

  it('says nothing of a rollout that begins and ends, and takes nothing away meanwhile', async () => {
    const { become, kinds, night, rounds, run, source, tally } = await aWorkedNight();
    await run();
    become(rolling(14, night.at(), 'in-progress'));
    await rounds(9);
    expect(await kinds()).toEqual(['unverifiable', 'unverifiable']);
    expect(await tally()).toMatchObject({ done: 2, stale: 0 });
    become(serving(14, night.at()));
    await rounds(15);
    expect(await kinds()).toEqual(['verified', 'verified']);
    expect(await tally()).toMatchObject({ done: 2, stale: 0 });
    expect([night.slack.texts(), await source()]).toEqual([[], TRACKER]);
  });

  it('counts what a rollout leaves undecided for more than an hour no longer, and says nothing', async () => {
    const { become, night, rounds, run, source, tally } = await aWorkedNight();
    await run();
    for (let at = 0; at < 7; at += 1) {
      become(rolling(14, night.at(), 'in-progress'));
      await rounds(10);
    }
    expect(await tally()).toMatchObject({ done: 0 });
    expect([night.slack.texts(), await source()]).toEqual([[], TRACKER]);
  });

  it('tells once of each criterion that a rollout fails which was verified before it began', async () => {
    const { become, night, rounds, run, source, tally } = await aWorkedNight();
    await run();
    become(rolling(14, night.at(), 'in-progress'));
    await rounds(10);
    become(rolling(14, night.at(), 'failed'));
    await rounds(30);
    expect(night.slack.seen().sort()).toEqual([
      expect.stringMatching(/^🔴 No longer verified · criterion 1 /),
      expect.stringMatching(/^🔴 No longer verified · criterion 3 /),
    ]);
    expect(await tally()).toMatchObject({ done: 0 });
    expect(await source()).toBe(TRACKER.replace('[x] Revision', '[ ] Revision'));
  });

  it('tells every channel that works at it, and of one for all those that watch', async () => {
    const { become, night, rounds } = await aWorkedNight(TRACKER, ['C7', '*', 'terminal']);
    become(serving(15, night.at()));
    await rounds(10);
    expect(night.slack.seen('C7')).toHaveLength(1);
    expect(night.slack.seen('C1')).toHaveLength(1);
    expect(night.slack.seen('terminal')).toHaveLength(0);
  });

  it('ends what it told when the probe is taken away, and forgets what it saw', async () => {
    const { become, kinds, night, operations, rounds } = await aWorkedNight();
    become(serving(15, night.at()));
    await rounds(10);
    const record = await operations.get('op-1');
    if (!record) throw new Error('no operation');
    await operations.save({ ...record, source: TRACKER.replaceAll(/ <!--.*-->/g, '') }, undefined);
    await rounds(1);
    expect(await kinds()).toEqual([]);
    expect(night.slack.seen()).toEqual([expect.stringMatching(/^⚪ No longer looked at/)]);
  });

  it('takes a few at a time, those that have waited longest first', async () => {
    const many = Array.from(
      { length: 30 },
      (_, nth) => `- [ ] Number ${nth} <!-- probe: service steady web -->`,
    );
    const { kinds, run } = await aWorkedNight(`# Move\n\n## Completion criteria\n${many.join('\n')}\n`);
    const counts: number[] = [];
    for (let round = 0; round < 4; round += 1) {
      await run();
      counts.push((await kinds()).length);
    }
    expect(counts).toEqual([12, 24, 30, 30]);
  });

  it('goes on with the others where the tracker of one cannot be read, and keeps what was told of that one', async () => {
    const source =
      '# Other\n\n## Completion criteria\n- [ ] Web is steady <!-- probe: service steady web -->\n';
    const { night, verifications, become, rounds, run } = await aWorkedNight(
      TRACKER,
      ['C1'],
      [anOperationRecord({ id: 'op-2', name: 'Other', source })],
    );
    await run();
    night.pass(3 * MINUTE);
    become(serving(15, night.at()));
    await rounds(20);
    const told = night.slack.texts();
    const [before] = await verifications.list('op-2');
    const { trackers } = night.deps;
    const read = async (text: string) => {
      if (text !== source) throw new UserError('The tracker has more than a million lines.');
      return trackers.read(text);
    };
    night.pass(10 * MINUTE);
    const deps = { ...night.deps, trackers: { ...trackers, read } };
    await expect(verifyCriteria.run(deps, night.signal)).rejects.toThrow('criteria not verified');
    await deliver(night);
    const [after] = await verifications.list('op-2');
    expect(after?.lookedAt.getTime()).toBeGreaterThan(before?.lookedAt.getTime() ?? Number.NaN);
    expect(await verifications.list('op-1')).toHaveLength(2);
    expect([told.length, night.slack.texts()]).toEqual([1, told]);
  });

  it('killed at any step it tells once all the same', async () => {
    for (let steps = 1, killed = true; killed; steps += 1) {
      const { become, night, run, source } = await aWorkedNight();
      const later = async (ms: number) => {
        night.pass(ms);
        await run();
        await deliver(night);
      };
      await run();
      become(serving(15, night.at()));
      await later(7 * MINUTE);
      night.killAfter(steps);
      killed = await later(30 * SECOND).then(
        () => false,
        () => night.isDead(),
      );
      night.revive();
      for (let at = 0; at < 3; at += 1) await later(30 * SECOND);
      expect([steps, night.slack.seen().length, (await source()).includes('[ ] Revision')]).toEqual([
        steps,
        1,
        true,
      ]);
    }
  });
});
