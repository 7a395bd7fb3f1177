import type { Task } from '../../src/deployment/service.ts';
import { type Evidence, type Line, NOTHING_DEEPER } from '../../src/diagnosis/evidence.ts';
import type { ContainerSettings, Settings } from '../../src/diagnosis/settings.ts';
import { findSuspect } from '../../src/diagnosis/suspect.ts';
import { aDeployment, aRevision, aSighting, aTask, known, minutesAgo, NOW } from '../given.ts';

/** Evidence of a rollout of revision 15 whose tasks are these; revision 14 serves. */
export function someEvidence(
  given: { readonly stopped?: readonly Task[]; readonly lines?: readonly string[] } & Omit<
    Partial<Evidence>,
    'lines'
  > = {},
): Evidence {
  const { stopped = [aFailedTask(), aFailedTask()], lines = [], ...rest } = given;
  const sighting = aSighting({
    of: {
      revision: aRevision(15),
      deployments: [
        aDeployment({
          id: 'ecs-svc/2000',
          revision: aRevision(15),
          rolloutState: 'in-progress',
          failedTasks: 4,
          runningCount: 0,
          createdAt: minutesAgo(30),
          updatedAt: minutesAgo(1),
        }),
        aDeployment({ status: 'active' }),
      ],
    },
    stopped: known(stopped, 'ecs:DescribeTasks'),
  });
  return {
    ...NOTHING_DEEPER,
    sighting,
    suspect: findSuspect(sighting, NOW),
    lines: known(
      lines.map((text) => aLine(text)),
      'logs:FilterLogEvents',
    ),
    success: undefined,
    now: NOW,
    ...rest,
  };
}

/** A task of revision 15 that ECS stopped for its checks; one with another reason did not start. */
export function aFailedTask(given: Partial<Task> = {}): Task {
  return aTask({
    revision: aRevision(15),
    startedBy: 'ecs-svc/2000',
    lastStatus: 'stopped',
    desiredStatus: 'stopped',
    createdAt: minutesAgo(9),
    pullStoppedAt: minutesAgo(8.5),
    startedAt: minutesAgo(8),
    stoppingAt: minutesAgo(6),
    stoppedAt: minutesAgo(5),
    stopCode: /health checks/.test(given.stoppedReason ?? 'health checks')
      ? 'ServiceSchedulerInitiated'
      : 'TaskFailedToStart',
    stoppedReason: 'Task failed ELB health checks in (target-group web-tg)',
    ...given,
  });
}

export function aLine(text: string, given: Partial<Line> = {}): Line {
  return { at: minutesAgo(6), task: 'a1b2c3d4', container: 'app', text, ...given };
}

export function someSettings(
  number: number,
  container: Partial<ContainerSettings> = {},
  given: Partial<Settings> = {},
): Settings {
  return {
    revision: aRevision(number),
    networkMode: 'awsvpc',
    cpu: '256',
    memory: '512',
    executionRole: 'arn:aws:iam::111122223333:role/execution',
    taskRole: undefined,
    architecture: undefined,
    ephemeralStorage: undefined,
    fileSystems: [],
    containers: [
      {
        name: 'app',
        image: 'registry.example/web:14',
        essential: true,
        command: [],
        entryPoint: [],
        workingDirectory: undefined,
        user: undefined,
        environment: [],
        secrets: [],
        environmentFiles: [],
        ports: [{ container: 8080, host: undefined }],
        memory: undefined,
        cpu: undefined,
        healthCheck: undefined,
        log: undefined,
        dependsOn: [],
        readonlyRoot: false,
        stopTimeoutMs: 30_000,
        registryCredentials: false,
        ...container,
      },
    ],
    ...given,
  };
}
