import { describe, expect, it } from 'vitest';
import { atFoot, ladderOf, onRung } from '../../src/alerting/ladder.ts';
import { ALERT_POLICY } from '../../src/alerting/policy.ts';
import { minutesAgo, NOW } from '../given.ts';
import { anAlert } from '../given-alerts.ts';

const PERSON = { kind: 'person', id: 'UANNA' };
const GROUP = { kind: 'group', id: 'STEAM' };
const CHANNEL = { kind: 'channel' };

describe('the ladder', () => {
  it.each([
    ['UANNA', 'STEAM', [PERSON, GROUP, CHANNEL]],
    ['WBEN', undefined, [{ kind: 'person', id: 'WBEN' }, CHANNEL]],
    [undefined, 'STEAM', [GROUP, CHANNEL]],
    ['STEAM', 'STEAM', [GROUP, CHANNEL]],
    [undefined, undefined, []],
  ])('of %s and %s', (onCall, escalateTo, expected) => {
    expect(ladderOf({ onCall, escalateTo })).toEqual(expected);
  });

  it('begins with who is on call, who is called by the message that says so', () => {
    const foot = (onCall?: string, escalateTo?: string) => {
      const { rung, nextAt } = atFoot(anAlert({ onCall, escalateTo }), ALERT_POLICY, NOW);
      return [rung, nextAt];
    };
    expect(foot('UANNA')).toEqual([1, minutesAgo(-10)]);
    expect(foot(undefined, 'STEAM')).toEqual([0, minutesAgo(-10)]);
    expect(foot(), 'nobody is to be called').toEqual([0, undefined]);
  });

  it('ends with the channel', () => {
    const alert = anAlert({ onCall: 'UANNA', escalateTo: 'STEAM' });
    expect(onRung(alert, 2, ALERT_POLICY, NOW).nextAt).toEqual(minutesAgo(-10));
    expect(onRung(alert, 3, ALERT_POLICY, NOW)).toMatchObject({ rung: 3, nextAt: undefined });
  });
});
