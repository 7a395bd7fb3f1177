import { describe, expect, it } from 'vitest';
import { addTask } from '../../src/demo/world/add-task.ts';
import { codes, exited, failed, unhealthy } from './given-failures.ts';
import { diagnoses } from './given-trouble.ts';
import { tellsApart } from './pairs.ts';
import { cpu } from './scenarios/clients.ts';
import { DEPLOYMENT_SCENARIOS } from './scenarios/deployment.ts';
import { breakDown, calm, type FailingRollout, rollOut, type Scene } from './scene.ts';

const NOT_FOUND = codes(404);
const NO_CAPACITY =
  'was unable to place a task. Reason: Capacity is unavailable at this time. Please try again later or in a different availability zone.';
const EXITED = {
  stopCode: 'EssentialContainerExited',
  stoppedReason: 'Essential container in task exited',
  exitCode: 1,
};

/** An event of before the failing tasks were made. */
function saidBefore(make: () => Scene, message: string): () => Scene {
  return () => {
    const made = make();
    const createdAt = made.ago(9.5);
    made.service.events = [
      { id: 'before', createdAt, message: `(service web) ${message}` },
      ...made.service.events,
    ];
    return made;
  };
}

/** Somebody stopped four tasks as well. */
function stoppedByHand(make: () => Scene): () => Scene {
  return () => {
    const made = make();
    const [deployment] = made.service.deployments;
    const definition = made.world.taskDefinitions.get(deployment?.taskDefinition ?? '');
    if (!deployment || !definition) throw new Error('the scene needs a deployment');
    for (const nth of [0, 1, 2, 3])
      addTask(made.world, made.service, {
        seed: `by-hand/${nth}`,
        definition,
        startedBy: deployment.id,
        createdAt: made.ago(8),
        startedAt: made.ago(7.5),
        stoppingAt: made.ago(6.5),
        stoppedAt: made.ago(6),
        stopCode: 'UserInitiated',
        stoppedReason: 'Task stopped by user',
        exitCode: 143,
      });
    return made;
  };
}

/** There was nothing to roll back to. */
function nowhereToGo(make: () => Scene): () => Scene {
  return () => {
    const made = make();
    const [deployment] = made.service.deployments;
    if (deployment)
      Object.assign(deployment, {
        rolloutState: 'FAILED',
        rolloutStateReason:
          'ECS deployment circuit breaker: tasks failed to start. No rollback candidate was found to run the rollback.',
      });
    return made;
  };
}

/** The newest deployment names an alarm that went off. */
function alarmed(make: () => Scene): () => Scene {
  return () => {
    const made = make();
    const [newest] = [...made.world.serviceDeployments.values()].slice(-1);
    if (newest)
      newest.alarms = { status: 'TRIGGERED', alarmNames: ['web-5xx'], triggeredAlarmNames: ['web-5xx'] };
    return made;
  };
}

/** What is true as well, and would be blamed if it were weighed by where it stands in the list. */
describe('of two things that are wrong', () => {
  const ask = diagnoses();

  it.each([
    [
      'tasks that were placed since then do not fail for want of capacity',
      saidBefore(unhealthy(NOT_FOUND), NO_CAPACITY),
      'hc-path-mismatch',
      [],
    ],
    [
      'an alarm goes off because tasks fail, not the other way round',
      alarmed(unhealthy(NOT_FOUND)),
      'hc-path-mismatch',
      ['deployment-alarm-triggered'],
    ],
    [
      'whoever is called stops tasks, which does not make the others fail',
      stoppedByHand(unhealthy(NOT_FOUND)),
      'hc-path-mismatch',
      ['user-stopped'],
    ],
    [
      'that there is nothing to roll back to is no reason to crash',
      nowhereToGo(exited(139)),
      'native-crash',
      ['no-rollback-candidate'],
    ],
    [
      'a busy processor is why answers are late, not how long the check waits',
      () => {
        const made = unhealthy('Request timed out', [
          '10.0.0.12 "GET /health HTTP/1.1" 200 "ELB-HealthChecker/2.0" 7200 ms',
        ])();
        cpu(made, 99, 100, 99, 98, 99, 100);
        return made;
      },
      'cpu-starved',
      ['hc-timeout-too-short'],
    ],
  ] as const)('the cause is blamed: %s', async (_, make, mechanism, contributing) => {
    const { data } = await ask(make());
    expect(data.mechanism).toBe(mechanism);
    expect(data.contributing.map(({ id }) => id)).toEqual(contributing);
  });
});

/** A rollout that changes these variables. */
function changing(
  before: Readonly<Record<string, string>>,
  after: Readonly<Record<string, string>>,
  failing: FailingRollout,
): () => Scene {
  const listed = (all: Readonly<Record<string, string>>) =>
    Object.entries(all).map(([name, value]) => ({ name, value }));
  return () => {
    const made = calm({ environment: listed(before) });
    rollOut(made, { ...failing, changes: { environment: listed(after), ...failing.changes } });
    return made;
  };
}

const UNKNOWN_PATH: FailingRollout = {
  target: { state: 'unhealthy', reason: 'Target.ResponseCodeMismatch', description: NOT_FOUND },
};
const CRASHES: FailingRollout = { stopped: EXITED, lines: ['TypeError: x is not a function'] };

describe('a change', () => {
  const ask = diagnoses();

  it.each([
    [
      'of a base path can change which paths are known',
      { BASE_PATH: '/' },
      UNKNOWN_PATH,
      'drift-env-changed',
    ],
    ['of where the database is cannot', { DATABASE_URL: 'a' }, UNKNOWN_PATH, 'hc-path-mismatch'],
    ['of the cache’s host cannot', { REDIS_URL: 'a' }, UNKNOWN_PATH, 'hc-path-mismatch'],
    ['that is the only one, that no line names, need not', { LEVEL: 'a' }, CRASHES, 'app-startup-crash'],
    ['among others, that no line names, need not', { LEVEL: 'a', MODE: 'a' }, CRASHES, 'app-startup-crash'],
  ] as const)('of a variable %s', async (_, before, failing, rootCause) => {
    const after = Object.fromEntries(Object.keys(before).map((name) => [name, '/other']));
    const { data } = await ask(changing(before, after, failing)());
    expect(data.rootCause).toBe(rootCause);
  });
});

describe('a setting that no deployment could have ended well with', () => {
  const ask = diagnoses();

  it('was edited since the last one that did', async () => {
    const made = calm();
    made.group.check.port = '9999';
    breakDown(made, {
      target: {
        state: 'unhealthy',
        reason: 'Target.FailedHealthChecks',
        description: 'Health checks failed',
      },
    });
    const { data } = await ask(made);
    expect(data).toMatchObject({ rootCause: 'drift-target-group-edited', mechanism: 'hc-port-mismatch' });
  });
});

describe('a service that was rolled back', () => {
  const ask = diagnoses();

  it('is not to be put back to what serves already', async () => {
    const scenario = DEPLOYMENT_SCENARIOS.find(({ name }) => name.startsWith('a rollback whose tasks'));
    if (!scenario) throw new Error('there is no such scenario');
    const { data } = await ask(scenario.build());
    expect(data.next.join('\n')).not.toContain('update-service');
  });
});

describe('what is known of capacity', () => {
  tellsApart([
    {
      fact: 'whether tasks were placed since AWS said that there is none',
      one: failed({ events: [NO_CAPACITY] }),
      other: saidBefore(unhealthy(NOT_FOUND), NO_CAPACITY),
      are: ['fargate-capacity-unavailable', 'hc-path-mismatch'],
    },
  ]);
});
