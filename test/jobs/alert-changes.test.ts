import { describe, expect, it } from 'vitest';
import type { Alert } from '../../src/alerting/alert.ts';
import { checksOf } from '../../src/alerting/checks.ts';
import { ALERT_POLICY } from '../../src/alerting/policy.ts';
import type { AlertThread } from '../../src/alerting/thread.ts';
import { judge } from '../../src/deployment/verdict.ts';
import { alertChanges } from '../../src/jobs/alert-changes.ts';
import { aDeployment, aRevision, aSighting, aTask, known, NOW } from '../given.ts';
import { anAlert, aThread, aWatch } from '../given-alerts.ts';

const at = (seconds: number) => new Date(NOW.getTime() + seconds * 1000);
const newer = aRevision(16);

function rolledOut(readAt: Date, completed: boolean) {
  const state = completed ? 'completed' : 'in-progress';
  const primary = aDeployment({ id: 'ecs-svc/16', revision: newer, rolloutState: state, createdAt: NOW });
  const sighting = aSighting({ of: { revision: newer, deployments: [primary] } });
  const task = aTask({ revision: newer, startedBy: 'ecs-svc/16' });
  return {
    ...sighting,
    service: { ...sighting.service, readAt } as typeof sighting.service,
    tasks: known([task, task], 'ecs:DescribeTasks', readAt),
  };
}

/** The alert of web:15 after one more look at the rollout of web:16. */
function looked(
  thread: AlertThread,
  seconds: number,
  completed: boolean,
  others: readonly AlertThread[] = [],
) {
  const sighting = rolledOut(at(seconds), completed);
  const now = at(seconds);
  const verdict = judge(sighting, now);
  const checks = checksOf(sighting, verdict, now);
  const watched = { sighting, verdict, checks, watch: aWatch(), quiet: false, now };
  const changes = alertChanges({ ...watched, threads: [thread, ...others] }, ALERT_POLICY);
  const own = changes.flatMap((change) => ('thread' in change ? [change.thread] : []));
  return own.find(({ id }) => id === thread.id) ?? thread;
}

const alert = (subject: string, given: Partial<Alert> = {}) =>
  anAlert({ kind: 'rollout', subject, word: 'failed', ...given });
const of15 = aThread({ id: 'of-15', key: 'of-15', about: alert('web:15') }) as AlertThread;

describe('the alert of a rollout that another has taken the place of', () => {
  it('stays while that is under way, and is over when it has worked at two looks', () => {
    const begun = looked(of15, 15, false) as AlertThread;
    expect(begun.about.state).toBe('firing');
    const once = looked(begun, 30, true) as AlertThread;
    expect(once.about.state).toBe('firing');
    const twice = looked(once, 45, true);
    expect(twice).toMatchObject({
      open: false,
      about: { state: 'resolved', resolved: { how: 'web:16 was rolled out instead' } },
    });
  });

  it('is over when that has an alert of its own: one problem has one thread', () => {
    const of16 = aThread({ id: 'of-16', key: 'of-16', about: alert('web:16') }) as AlertThread;
    expect(looked(of15, 15, false, [of16])).toMatchObject({
      open: false,
      about: { resolved: { how: 'web:16 was asked for instead, and has an alert of its own' } },
    });
  });

  it('is not over by looks that are too few to be told', () => {
    const counting = alert('web:16', { state: 'counting', openings: [] });
    const of16 = aThread({ id: 'of-16', key: 'of-16', about: counting }) as AlertThread;
    expect(looked(of15, 15, false, [of16])).toMatchObject({ open: true, about: { state: 'firing' } });
  });
});
