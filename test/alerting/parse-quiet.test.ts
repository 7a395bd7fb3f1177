import { describe, expect, it } from 'vitest';
import { LONGEST_QUIET_MS } from '../../src/alerting/is-quiet.ts';
import { parseQuiet, type TypedQuiet } from '../../src/alerting/parse-quiet.ts';
import { UserError } from '../../src/errors.ts';
import { minutesAgo, NOW } from '../given.ts';

const BERLIN = { for: '2h', tz: 'Europe/Berlin' };

function refusal(typed: TypedQuiet): string {
  try {
    parseQuiet(typed, NOW);
  } catch (error) {
    if (error instanceof UserError) return error.message;
    throw error;
  }
  return 'none';
}

describe('parseQuiet', () => {
  it.each([
    ['2h', 120],
    ['1h30m', 90],
    ['7d', 7 * 24 * 60],
    ['1m', 1],
  ])('takes %s as from now', (quiet, minutes) => {
    const untilAt = minutesAgo(-minutes);
    expect(parseQuiet({ quiet }, NOW)).toEqual({ kind: 'set', quiet: { kind: 'until', untilAt } });
  });

  it.each([
    '0 2 * * 0',
    '  0  2 * *\t0 ',
    '0 2 * * SUN',
    '*/30 2-4 1,15 JAN-MAR *',
    '0 2 * * 1#2',
    '0 2 L * *',
  ])('takes %s as what comes again', (quiet) => {
    expect(parseQuiet({ quiet, ...BERLIN }, NOW)).toEqual({
      kind: 'set',
      quiet: {
        kind: 'cron',
        cron: quiet.trim().replace(/\s+/g, ' '),
        forMs: 7_200_000,
        zone: 'Europe/Berlin',
      },
    });
  });

  it('takes none as the end of it, and nothing as no wish', () => {
    expect(['none', 'off', 'None'].map((quiet) => parseQuiet({ quiet }, NOW).kind)).toEqual(
      Array(3).fill('clear'),
    );
    expect(parseQuiet({}, NOW)).toEqual({ kind: 'keep' });
  });

  it.each<[TypedQuiet, string]>([
    [{ for: '2h' }, 'say more about `--quiet`: type for example `--quiet "0 2 * * 0" --for 2h'],
    [{ tz: 'UTC' }, 'say more about `--quiet`'],
    [{ quiet: '2h', for: '2h' }, 'For once type `--quiet 2h`'],
    [{ quiet: 'none', tz: 'UTC' }, 'go with hours that come again'],
    [{ quiet: '30s' }, '`--quiet` takes 1m to 7d, such as `--quiet 2h`'],
    [{ quiet: '0m' }, '`--quiet` takes 1m to 7d'],
    [{ quiet: '8d' }, '`--quiet` takes 1m to 7d'],
    [{ quiet: '' }, 'takes how long from now, such as `2h`, or the five fields of cron'],
    [{ quiet: 'tonight' }, 'takes how long from now'],
    [{ quiet: '-2h' }, 'takes how long from now'],
    [{ quiet: '0 2 * *', ...BERLIN }, 'the five fields of cron'],
    [{ quiet: '0 0 2 * * 0', ...BERLIN }, 'the five fields of cron'],
    [{ quiet: '@daily', ...BERLIN }, 'the five fields of cron'],
    [{ quiet: '? 2 * * *', ...BERLIN }, 'the five fields of cron'],
    [{ quiet: '0 2 * * `x`', ...BERLIN }, 'the five fields of cron'],
    [{ quiet: '61 2 * * *', ...BERLIN }, 'I do not understand `61 2 * * *` (Invalid value for minute: 61)'],
    [{ quiet: 'a b c d e', ...BERLIN }, 'I do not understand'],
    [{ quiet: '0 2 * * 0' }, 'Add `--for 2h`'],
    [{ quiet: '0 2 * * 0', for: '2h' }, 'Add `--tz Europe/Berlin`, or `--tz UTC`'],
    [{ quiet: '0 2 * * 0', for: 'long', tz: 'UTC' }, '`--for` takes 1m to 7d'],
    [{ quiet: '0 2 * * 0', for: '8d', tz: 'UTC' }, '`--for` takes 1m to 7d, such as `--for 2h`'],
    [{ quiet: '0 2 * * 0', for: '2h', tz: 'Mars/`Base`' }, 'do not know the time zone `Mars/Base`'],
    [{ quiet: '0 2 * * 0', for: '2h', tz: '' }, 'Which time zone? Type for example `--tz Europe/Berlin`'],
    [{ quiet: '0 2 * * 0', for: '2h', tz: '+02:00' }, 'do not know the time zone'],
    [{ quiet: '0 2 30 2 *', ...BERLIN }, 'There is no such day: `0 2 30 2 *` never comes'],
    [{ quiet: '* * * * *', ...BERLIN }, 'no alert would come. Type a shorter `--for`'],
    [{ quiet: '0 0 * * *', for: '1d', tz: 'UTC' }, 'more than 7d without a break'],
  ])('refuses %o and says what to type', (typed, expected) => {
    expect(refusal(typed)).toContain(expected);
  });

  it('takes hours that fill a week, and no more', () => {
    expect(refusal({ quiet: '0 0 * * 1-6', for: '1d', tz: 'UTC' })).toBe('none');
    expect(refusal({ quiet: '0 0 1 * *', for: '7d', tz: 'UTC' })).toBe('none');
    expect(refusal({ quiet: '0 0 * * 1', for: '7d', tz: 'UTC' })).toContain('without a break');
    expect(LONGEST_QUIET_MS).toBe(7 * 86_400_000);
  });
});
