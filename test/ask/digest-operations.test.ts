import { describe, expect, it } from 'vitest';
import { operationsOf } from '../../src/ask/digest-operations.ts';
import { UserError } from '../../src/errors.ts';
import { entriesOf } from '../../src/operation/operation.ts';
import { undecided, unverifiable } from '../../src/verification/outcome.ts';
import type { Standing } from '../../src/verification/standing.ts';
import { fakeOperations, fakeVerifications } from '../fake-store.ts';
import { clock } from '../fakes.ts';
import { minutesAgo, NOW } from '../given.ts';
import { ANNA } from '../given-alerts.ts';
import { anOperationRecord } from '../given-operation.ts';
import { trackers } from '../given-trackers.ts';
import { aProof, aStanding } from '../given-verifications.ts';

const SOURCE =
  '# Move\n\n**Progress**: 90%\n\n## Completion criteria\n\n- [x] Built\n- [ ] Tested\n- [ ] Shown\n';

const NOTHING_VERIFIED = { verifications: fakeVerifications(), clock };

describe('operations of channels', () => {
  it('leave out what is archived', async () => {
    const operations = fakeOperations([anOperationRecord({ archivedAt: NOW })]);
    await operations.use('C1', 'op-1', ANNA, NOW);
    expect(await operationsOf({ ...NOTHING_VERIFIED, operations, trackers }, new Set(['C1']))).toEqual(
      new Map(),
    );
  });

  it('leave out contradictions that somebody dismissed', async () => {
    const found = await trackers.contradictions(SOURCE);
    const [first] = found;
    const dismissed = first ? [{ key: first.key, reason: 'old', by: ANNA, at: NOW }] : [];
    const operations = fakeOperations([anOperationRecord({ source: SOURCE, dismissed })]);
    await operations.use('C1', 'op-1', ANNA, NOW);
    const facts = (await operationsOf({ ...NOTHING_VERIFIED, operations, trackers }, new Set(['C1']))).get(
      'C1',
    )?.operation;
    expect(found.length).toBeGreaterThan(0);
    expect(facts?.contradictions).toHaveLength(found.length - 1);
  });

  it('know how old each entry is at least', async () => {
    const operations = fakeOperations([anOperationRecord({ source: SOURCE, createdAt: minutesAgo(90) })]);
    await operations.use('C1', 'op-1', ANNA, NOW);
    const facts = (await operationsOf({ ...NOTHING_VERIFIED, operations, trackers }, new Set(['C1']))).get(
      'C1',
    )?.operation;
    expect(Object.values(facts?.extras ?? {}).map(({ firstSeenAt }) => firstSeenAt)).toContainEqual(
      minutesAgo(90),
    );
  });

  it('whose tracker cannot be read are gaps, and the others are read', async () => {
    const operations = fakeOperations([
      anOperationRecord({ source: 'broken' }),
      anOperationRecord({ id: 'op-2', name: 'Other', source: SOURCE }),
    ]);
    await operations.use('C1', 'op-1', ANNA, NOW);
    await operations.use('C2', 'op-2', ANNA, NOW);
    const read = async (source: string) => {
      if (source === 'broken') throw new UserError('The tracker has more than a million lines.');
      return trackers.read(source);
    };
    const facts = await operationsOf(
      { ...NOTHING_VERIFIED, operations, trackers: { ...trackers, read } },
      new Set(['C1', 'C2']),
    );
    expect(facts.get('C1')).toMatchObject({
      operation: undefined,
      unread: 'op-1',
      gaps: [
        {
          subject: 'the tracker of Snail Trail',
          unknown: { detail: 'The tracker has more than a million lines.' },
        },
      ],
    });
    expect(facts.get('C2')).toMatchObject({ operation: { id: 'op-2' }, gaps: [] });
  });

  it('know of each criterion whether it is proven, and why', async () => {
    const source = [
      '# Move\n\n## Completion criteria\n',
      ...['Seen', 'Old', 'Wrong', 'Blind', 'New', 'Moving'].map(
        (title) => `- [x] ${title} <!-- probe: service steady web -->`,
      ),
      '- [x] Said\n',
    ].join('\n');
    const { operation: read } = await trackers.read(source);
    const idOf = (title: string) => entriesOf(read, 'criterion').find((each) => each.title === title)?.id;
    const standing = (title: string, outcome: Standing['outcome']) =>
      aStanding({ criterion: idOf(title) ?? '', outcome });
    const verifications = fakeVerifications({
      'op-1': [
        standing('Seen', aProof({ reason: 'web is steady' })),
        standing('Old', aProof({ checkedAt: minutesAgo(61) })),
        standing('Wrong', aProof({ kind: 'refuted', reason: 'web is stalled' })),
        standing('Blind', unverifiable('needs ecs:ListTasks', NOW)),
        standing('Moving', undecided('web is rolling out', NOW, [])),
      ],
    });
    const operations = fakeOperations([anOperationRecord({ source })]);
    await operations.use('C1', 'op-1', ANNA, NOW);
    const facts = await operationsOf({ verifications, clock, operations, trackers }, new Set(['C1']));
    const proofs = facts.get('C1')?.operation?.proofs.map(({ kind, reason }) => `${kind}: ${reason}`);
    expect(proofs).toEqual([
      'verified: web is steady',
      'unproven: its probe looked last too long ago to be relied on',
      'refuted: web is stalled',
      'unproven: needs ecs:ListTasks',
      'unproven: its probe has not run yet',
      'verified: web is rolling out',
      'unproven: no probe is bound to it any more',
    ]);
  });

  it('throw what is a bug', async () => {
    const operations = fakeOperations([anOperationRecord({ source: SOURCE })]);
    await operations.use('C1', 'op-1', ANNA, NOW);
    const read = async () => {
      throw new TypeError('a bug');
    };
    const reading = operationsOf(
      { ...NOTHING_VERIFIED, operations, trackers: { ...trackers, read } },
      new Set(['C1']),
    );
    await expect(reading).rejects.toThrow('a bug');
  });
});
