import { describe, expect, it } from 'vitest';
import { type Undeliverable, undeliverableMessage } from '../../src/views/undeliverable.ts';
import { minutesAgo } from '../given.ts';
import { HOSTILE, offences } from './alert-cases.ts';

function refused(given: Partial<Undeliverable> = {}) {
  return undeliverableMessage({
    channel: { id: 'C1', name: 'ops' },
    kind: 'refused',
    why: 'could not post to C1: the channel is archived',
    permission: undefined,
    sinceAt: minutesAgo(19),
    waiting: 2,
    ...given,
  });
}

describe('a channel that takes no posts', () => {
  it('is told about with what waits, why, and what to do', () => {
    expect(refused().text).toMatchInlineSnapshot(`
      "🔴 I cannot post to #ops, so since 4 Mar 02:41 UTC nobody hears of what you watch there
      2 messages wait there. Why: could not post to C1: the channel is archived
      Unarchive the channel, or open another and type /snail watch <service>. I try again every 5 min and then post how things stand"
    `);
  });

  it.each([
    ['denied', undefined, 'Open that channel and type /invite @Snail Trail.'],
    [
      'denied',
      'chat:write',
      'Ask whoever runs me to give the app the scope chat:write and to install it again.',
    ],
    [
      'not-found',
      undefined,
      'If the channel is private, open it and type /invite @Snail Trail; if it is deleted,',
    ],
    ['refused', undefined, 'Unarchive the channel, or open another and type /snail watch <service>.'],
  ] as const)('by %s (%s) has its remedy', (kind, permission, words) => {
    expect(refused({ kind, permission }).text).toContain(`\n${words}`);
  });

  it('is named by its id where no name is known, and never with two marks', () => {
    expect(refused({ channel: { id: 'C1', name: undefined } }).text).toContain('cannot post to C1,');
    expect(refused({ channel: { id: 'C1', name: '#ops' } }).text).toContain('cannot post to #ops,');
  });

  it('lets no name and no reason call, link or leave its place', () => {
    expect(offences(refused({ why: HOSTILE, channel: { id: 'C1', name: HOSTILE }, kind: 'denied' }))).toEqual(
      [],
    );
  });
});
