import { describe, expect, it } from 'vitest';
import { alertKey, blindnessKey, rolloutKey } from '../../src/alerting/alert-key.ts';
import { ALERT_KINDS } from '../../src/alerting/check.ts';
import { aRef } from '../given.ts';
import { aCheck, anAlert } from '../given-alerts.ts';

describe('keys', () => {
  it('name the topic, the service and what tells two of its troubles apart', () => {
    expect(alertKey(aCheck())).toBe('alert:prod-eu:prod/web:targets:');
    expect(alertKey(aCheck({ kind: 'rollout', subject: 'web:15' }))).toBe(
      'alert:prod-eu:prod/web:rollout:web:15',
    );
    expect(rolloutKey(aRef(), 'ecs-svc/2000')).toBe('rollout:prod-eu:prod/web:ecs-svc/2000');
    expect(blindnessKey('prod-eu')).toBe('blind:prod-eu');
  });

  it('are those of the alert that came of the check', () => {
    expect(alertKey(anAlert())).toBe(alertKey(aCheck()));
  });

  it('differ in each part', () => {
    const checks = [
      ...ALERT_KINDS.map((kind) => aCheck({ kind })),
      aCheck({ subject: 'web:15' }),
      aCheck({ ref: aRef('api') }),
      aCheck({ ref: aRef('web', 'stage') }),
      aCheck({ ref: aRef('web', 'prod', 'prod-us') }),
    ];
    expect(new Set(checks.map(alertKey)).size).toBe(checks.length);
  });
});
