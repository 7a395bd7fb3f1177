import { describe, expect, it } from 'vitest';
import { decideLogs, type Sharing } from '../../src/access/log-access.ts';
import type { Place } from '../../src/access/person.ts';
import { aCall } from '../fakes.ts';

const OPEN = { channels: [], readers: [], admins: [] };
const EXTERNAL = 'Log lines are not shown in channels that are shared with other organisations.';

function decided(
  given: { kind?: Place['kind']; channel?: string; id?: string; groups?: readonly string[] } = {},
  sharing: Sharing = 'internal',
  grants: Partial<Parameters<typeof decideLogs>[2]> = {},
): string {
  const { person, place } = aCall();
  const decision = decideLogs(
    {
      person: { ...person, id: given.id ?? 'U1', groups: given.groups ?? [] },
      place: { ...place, kind: given.kind ?? 'channel', channel: given.channel ?? 'C1' },
    },
    sharing,
    { ...OPEN, ...grants },
  );
  return decision.kind === 'allowed' ? 'allowed' : decision.reason;
}

describe('reading log lines', () => {
  it.each<[string, ...Parameters<typeof decided>]>([
    ['anybody, where nothing is limited', {}],
    ['in a direct message', { kind: 'direct' }],
    ['in a channel that is named', {}, 'internal', { channels: ['C9', 'C1'] }],
    ['who is named', {}, 'internal', { readers: ['U1'] }],
    ['whose group is named', { groups: ['S1'] }, 'internal', { readers: ['S1'] }],
    ['an admin, though others are named', {}, 'internal', { readers: ['U9'], admins: ['U1'] }],
    ['an admin by group', { groups: ['S1'] }, 'internal', { readers: ['U9'], admins: ['S1'] }],
    [
      'in a terminal, whatever is limited',
      { kind: 'terminal' },
      'external',
      { channels: ['C9'], readers: ['U9'] },
    ],
  ])('is allowed: %s', (_, ...given) => {
    expect(decided(...given)).toBe('allowed');
  });

  it.each<[string, string, ...Parameters<typeof decided>]>([
    ['where other organisations read along', EXTERNAL, {}, 'external'],
    ['there to admins as well', EXTERNAL, {}, 'external', { admins: ['U1'], channels: ['C1'] }],
    ['where Slack does not say who reads along', 'channels:read and groups:read', {}, 'unknown'],
    ['there to admins as well', 'Slack did not say', {}, 'unknown', { admins: ['U1'] }],
    [
      'in another channel than those that are named',
      'SNAIL_LOG_CHANNELS',
      {},
      'internal',
      { channels: ['C9'] },
    ],
    ['there to admins as well', 'SNAIL_LOG_CHANNELS', {}, 'internal', { channels: ['C9'], admins: ['U1'] }],
    [
      'in direct messages, where channels are named',
      'SNAIL_LOG_CHANNELS',
      { kind: 'direct', channel: 'D1' },
      'internal',
      { channels: ['C9'] },
    ],
    ['who is not named', 'SNAIL_LOG_READERS', {}, 'internal', { readers: ['U9', 'S9'] }],
    ['whose groups are not', 'SNAIL_LOG_READERS', { groups: ['S1'] }, 'internal', { readers: ['U9'] }],
  ])('is refused: %s (%s)', (_, words, ...given) => {
    expect(decided(...given)).toContain(words);
  });
});
