import { expect, it } from 'vitest';
import { watchChangeOf } from '../../src/ask/watch-change.ts';
import { UserError } from '../../src/errors.ts';
import { minutesAgo, NOW } from '../given.ts';

const KEEP = { onCall: { kind: 'keep' }, escalateTo: { kind: 'keep' }, quiet: { kind: 'keep' } };

it('changes nothing that is not typed', () => {
  expect(watchChangeOf({ env: 'prod-eu' }, NOW)).toEqual(KEEP);
});

it.each([
  [{ 'on-call': '<!subteam^S0123|@team-web>' }, { onCall: { kind: 'set', id: 'S0123' } }],
  [{ 'on-call': '<@U0456>' }, { onCall: { kind: 'set', id: 'U0456' } }],
  [{ 'on-call': 'U0456789' }, { onCall: { kind: 'set', id: 'U0456789' } }],
  [{ 'on-call': 'None' }, { onCall: { kind: 'clear' } }],
  [{ escalate: '<!subteam^S0123>' }, { escalateTo: { kind: 'set', id: 'S0123' } }],
  [{ escalate: 'none' }, { escalateTo: { kind: 'clear' } }],
  [{ quiet: '2h' }, { quiet: { kind: 'set', quiet: { kind: 'until', untilAt: minutesAgo(-120) } } }],
  [{ quiet: 'none' }, { quiet: { kind: 'clear' } }],
  [
    { quiet: '0 2 * * 0', for: '2h', tz: 'Europe/Berlin' },
    {
      quiet: {
        kind: 'set',
        quiet: { kind: 'cron', cron: '0 2 * * 0', forMs: 7_200_000, zone: 'Europe/Berlin' },
      },
    },
  ],
])('%j', (options, change) => {
  expect(watchChangeOf(options, NOW)).toEqual({ ...KEEP, ...change });
});

it.each([
  [{ 'on-call': '@team' }, 'pick one from the list'],
  [{ 'on-call': '<!channel>' }, 'pick one from the list'],
  [{ escalate: '<@U0456>' }, 'goes to a user group'],
  [{ quiet: 'soon' }, '--quiet'],
  [{ for: '2h' }, '--quiet'],
  [{ quiet: '0 2 * * 0', for: '2h', tz: 'Mars/Base' }, '--tz'],
])('refuses %j in words', (options, said) => {
  expect(() => watchChangeOf(options, NOW)).toThrow(said);
  expect(() => watchChangeOf(options, NOW)).toThrow(UserError);
});
