import { describe, expect, it } from 'vitest';
import { type WatchLine, type WatchOutcome, watchesMessage, watchMessage } from '../../src/views/watch.ts';
import { denied, IN_CHANNEL, minutesAgo, NOW } from '../given.ts';

const DIRECT = { kind: 'direct', thread: undefined } as const;
const AROUND = { defaultEnv: 'prod-eu', place: IN_CHANNEL, now: NOW };
const line = (name = 'web', given: Partial<WatchLine> = {}): WatchLine => ({
  scope: { kind: 'names', env: 'prod-eu', cluster: 'prod', name },
  onCall: undefined,
  escalateTo: undefined,
  quiet: undefined,
  ...given,
});

function changed(given: Partial<WatchOutcome> = {}, place: typeof IN_CHANNEL | typeof DIRECT = IN_CHANNEL) {
  const outcome = { outcome: 'added', covers: undefined, gaps: [], emptyGroups: [], outside: false } as const;
  return watchMessage({ ...line(), ...outcome, ...given }, { ...AROUND, place });
}

describe('what watch changed', () => {
  it.each([
    [{}, ['This channel now watches prod/web · prod-eu.', 'Nobody is on call.']],
    [
      { outcome: 'changed', onCall: '@team', escalateTo: '@leads' },
      [
        'This channel already watches prod/web · prod-eu. Changed.',
        'On call: @team; unacknowledged alerts go to @leads.',
      ],
    ],
    [{ outcome: 'unchanged' }, ['This channel already watches prod/web · prod-eu.', 'Nobody is on call.']],
  ] as const)('%j', (given, words) => {
    expect(changed(given).text.split('\n').slice(0, 2)).toEqual(words);
  });

  it.each([
    [3, [], 'It covers 3 services now; those that come later join by themselves.'],
    [1, [], 'It covers 1 service now'],
    [0, [], 'No service fits it now; those that come later are watched by themselves.'],
    [
      2,
      [{ env: 'prod-eu', subject: 'clusters', unknown: denied('ecs:ListClusters') }],
      'It covers at least 2 services now',
    ],
    [
      0,
      [{ env: 'prod-eu', subject: 'clusters', unknown: denied('ecs:ListClusters') }],
      'How many services it covers now could not be read.',
    ],
  ] as const)('a pattern that covers %d with gaps %j says: %s', (covers, gaps, said) => {
    const { text, blocks } = changed({ ...line('*'), covers, gaps });
    expect(text).toContain(said);
    expect(text.includes('needs ecs:ListClusters')).toBe(gaps.length > 0);
    expect(JSON.stringify(blocks)).toContain('prod/*');
  });

  it('says what quiet hours keep back, and where alerts go', () => {
    const { text } = changed({ quiet: { kind: 'until', untilAt: minutesAgo(-60) } });
    expect(text).toContain('No new alert is told in its quiet hours: quiet until 4 Mar 04:00 UTC.');
    expect(text).toContain('/snail alerts lists the open ones');
  });

  it('warns of a group that nobody is in', () => {
    expect(changed({ emptyGroups: ['@team'] }).text).toContain('Nobody is in @team');
  });

  it('says at once that the bot could not post there', () => {
    expect(changed({ outside: true }).text).toMatch(/I am not in this channel.*\/invite @Snail Trail\.$/);
  });

  it('calls a direct message what it is', () => {
    expect(changed({}, DIRECT).text).toMatch(/^This conversation now watches/);
  });

  it('pings nobody, whatever somebody is called', () => {
    const { blocks } = changed({ onCall: '<!channel> *x*', escalateTo: '<!here>', emptyGroups: ['<!here>'] });
    expect(JSON.stringify(blocks)).not.toMatch(/<!|[^\u200b]\*x/);
  });
});

describe('what a channel watches', () => {
  it('is a line each, with who is called and when it is quiet', () => {
    const quiet = { kind: 'cron', cron: '0 2 * * 0', forMs: 7_200_000, zone: 'Europe/Berlin' } as const;
    const watches = [line('api', { onCall: 'Alice', escalateTo: '@leads' }), line('web*', { quiet })];
    expect(watchesMessage(watches, AROUND).text.split('\n').slice(0, 3)).toEqual([
      'This channel watches 1 service and 1 pattern',
      '• prod/api · on call: Alice · then @leads',
      '• prod/web* · nobody on call · quiet for 2 h at each 0 2 * * 0 (Europe/Berlin)',
    ]);
  });

  it('is cut with a count, never silently', () => {
    const many = Array.from({ length: 50 }, (_, at) => line(`s${at}`));
    expect(watchesMessage(many, AROUND).text).toContain('\nand 10 more\n');
  });

  it('is nothing yet, with how to begin', () => {
    const none = watchesMessage([], { ...AROUND, place: DIRECT });
    expect(none.text).toBe('This conversation watches no service yet: /snail watch <service>');
    expect(JSON.stringify(none.blocks)).toContain('&lt;service&gt;');
  });
});
