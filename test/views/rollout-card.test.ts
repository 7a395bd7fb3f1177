import { describe, expect, it } from 'vitest';
import type { RolloutCard } from '../../src/alerting/rollout-card.ts';
import { rolloutCardMessage } from '../../src/views/rollout-card.ts';
import { aRef, aRevision, minutesAgo, NOW } from '../given.ts';
import { aCard as someCard } from '../given-alerts.ts';
import { fits, HOSTILE, offences } from './alert-cases.ts';

const REASON = 'ECS deployment circuit breaker: tasks failed to start.';

function card(given: Partial<RolloutCard> = {}) {
  return rolloutCardMessage(someCard({ startedAt: minutesAgo(12), ...given }), 'prod-eu');
}

function text(given: Partial<RolloutCard>): string {
  return card(given).text;
}

describe('the card of a rollout that', () => {
  it('goes on', () => {
    expect(text({})).toMatchInlineSnapshot(`
      "🔵 Rolling out · prod/web · rev 14 → rev 15
      running: 1 of 2
      prod-eu · started 4 Mar 02:48 UTC · asked by: not known (ECS does not say; CloudTrail would)"
    `);
  });

  it('is stalled', () => {
    expect(
      text({ state: 'stalled', failedTasks: 6, reason: '6 tasks failed in a row' }),
    ).toMatchInlineSnapshot(`
      "🟠 Rollout stalled · prod/web · rev 14 → rev 15
      6 tasks failed in a row
      running: 1 of 2
      prod-eu · started 4 Mar 02:48 UTC · asked by: not known (ECS does not say; CloudTrail would)"
    `);
  });

  it('succeeded', () => {
    expect(text({ state: 'succeeded', running: 2, endedAt: NOW, failedTasks: 1 })).toMatchInlineSnapshot(`
      "🟢 Rolled out · prod/web · rev 14 → rev 15 after 12 min
      running: 2 of 2 when it ended
      prod-eu · started 4 Mar 02:48 UTC · ended 4 Mar 03:00 UTC · asked by: not known (ECS does not say; CloudTrail would)"
    `);
  });

  it('failed', () => {
    expect(
      text({ state: 'failed', running: 0, endedAt: NOW, failedTasks: 3, reason: REASON }),
    ).toMatchInlineSnapshot(`
      "🔴 Rollout failed · prod/web · rev 14 → rev 15 after 12 min
      ECS deployment circuit breaker: tasks failed to start.
      3 tasks failed in a row
      running: 0 of 2 when it ended
      prod-eu · started 4 Mar 02:48 UTC · ended 4 Mar 03:00 UTC · asked by: not known (ECS does not say; CloudTrail would)"
    `);
  });

  it('was rolled back', () => {
    const back = { state: 'rolled-back', backTo: aRevision(14), reason: REASON } as const;
    expect(text({ ...back, endedAt: NOW })).toMatchInlineSnapshot(`
      "🟠 Rolled back · prod/web · from rev 15 to rev 14 after 12 min
      ECS deployment circuit breaker: tasks failed to start.
      running: 1 of 2 when it ended
      prod-eu · started 4 Mar 02:48 UTC · ended 4 Mar 03:00 UTC · asked by: not known (ECS does not say; CloudTrail would)"
    `);
    expect(text(back).split('\n')[0]).toBe('🟠 Rolling back · prod/web · from rev 15 to rev 14');
    expect(text({ ...back, backTo: undefined }).split('\n')[0]).toBe(
      '🟠 Rolling back · prod/web · from rev 15',
    );
  });

  it('was replaced', () => {
    const [title, next] = text({
      ...{ state: 'superseded', reason: 'a newer rollout of web:16 began' },
      ...{ running: 0, desired: 0, failedTasks: 0, endedAt: NOW },
    }).split('\n');
    expect(title).toBe('⚪ Replaced · prod/web · rev 14 → rev 15: a newer rollout began after 12 min');
    // ECS wants none of its tasks any more: no bar, and no reason a second time.
    expect(next).toMatch(/^prod-eu · started/);
  });

  it('was lost sight of', () => {
    expect(text({ state: 'lost', reason: '', endedAt: NOW }).split('\n')[0]).toBe(
      '❔ Outcome not known · prod/web · rev 14 → rev 15: the service is gone, or ECS no longer says how it went',
    );
  });
});

describe('the card', () => {
  it('draws how many tasks run', () => {
    expect(JSON.stringify(card().blocks[1])).toContain('█████░░░░░  1 of 2');
  });

  it.each([
    ['in-progress', '#2e90fa'],
    ['stalled', '#f79009'],
    ['succeeded', '#12b76a'],
    ['failed', '#d92d20'],
    ['rolled-back', '#f79009'],
    ['superseded', '#98a2b3'],
    ['lost', '#98a2b3'],
  ] as const)('that is %s is %s', (state, color) => {
    expect(card({ state }).color).toBe(color);
  });

  it('carries no buttons, as nothing is asked of anybody', () => {
    expect(card({ state: 'failed' }).blocks.map(({ type }) => type)).not.toContain('actions');
  });

  it.each([
    [aRevision(14), aRevision(3, 'api'), 'web:14 → api:3'],
    [undefined, aRevision(15), 'rev 15'],
    [aRevision(14), undefined, 'rev 14 → revision not known'],
    [undefined, undefined, 'revision not known'],
  ])('names revisions as far as they are known: %#', (from, to, words) => {
    expect(text({ from, to }).split('\n')[0]).toBe(`🔵 Rolling out · prod/web · ${words}`);
  });

  it('lets no reason and no name call, link or leave its place', () => {
    const message = card({ state: 'failed', reason: HOSTILE, ref: aRef(HOSTILE, HOSTILE, HOSTILE) });
    expect(offences(message)).toEqual([]);
    expect(fits(card({ state: 'failed', reason: 'x'.repeat(9000) }))).toBe(true);
  });
});
