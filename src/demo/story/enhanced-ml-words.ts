import type { SimulatedEvent } from '../world/ecs-shapes.ts';
import type { SimulatedLogLine } from '../world/log-shapes.ts';
import type { Attempt } from './attempts.ts';
import { accessLine, containerCheckLine, dice, healthCheckLine } from './chatter.ts';
import { FIX } from './enhanced-ml-fix.ts';
import type { Timeline } from './timeline.ts';

/** ECS shows no more events of a service. */
export const EVENTS_SHOWN = 100;

/** Names that occur in service events, and how one is made. */
export interface EventWords {
  readonly name: string;
  readonly port: number;
  readonly groupArn: string;
  taskId(attempt: Attempt): string;
  event(seconds: number, message: string): SimulatedEvent;
}

/**
 * What ECS wrote about the failing rollout so far, newest first.
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-event-messages-list.html
 */
export function rolloutEvents(
  attempts: readonly Attempt[],
  seconds: number,
  words: EventWords,
): readonly SimulatedEvent[] {
  return (
    attempts
      // Two tasks do the same in the same second at times, and ECS writes two events.
      .flatMap((attempt) =>
        momentsOf(attempt, words).map(([at, message]) => [at + attempt.slot / 5, message] as const),
      )
      .filter(([at]) => at <= seconds)
      .sort(([one], [other]) => other - one)
      .slice(0, EVENTS_SHOWN)
      .map(([at, message]) => words.event(at, message))
  );
}

function momentsOf(attempt: Attempt, words: EventWords): readonly (readonly [number, string])[] {
  const service = `(service ${words.name})`;
  const task = `(task ${words.taskId(attempt)})`;
  const group = `(target-group ${words.groupArn})`;
  const replaced = attempt.nth > 0 ? ' Amazon ECS replaced 1 tasks due to an unhealthy status.' : '';
  return [
    [attempt.createdS, `${service} has started 1 tasks: ${task}.${replaced}`],
    [attempt.registeredS, `${service} registered 1 targets in ${group}`],
    ...(attempt.endedBy === 'checks'
      ? ([
          [
            attempt.stoppingS - 1,
            `${service} ${task} (port ${words.port}) is unhealthy in ${group} due to (reason Health checks failed with these codes: [404])`,
          ],
        ] as const)
      : []),
    [attempt.stoppingS, `${service} deregistered 1 targets in ${group}`],
    [attempt.stoppingS + 0.5, `${service} has begun draining connections on 1 tasks.`],
    [attempt.stoppingS + 1, `${service} has stopped 1 running tasks: ${task}.`],
  ];
}

/** What ECS wrote about the rollout of the fix so far, newest first. */
export function fixEvents(
  seconds: number,
  words: {
    readonly name: string;
    readonly groupArn: string;
    readonly deploymentId: string;
    readonly newIds: readonly string[];
    readonly oldIds: readonly string[];
    event(seconds: number, message: string): SimulatedEvent;
  },
): readonly SimulatedEvent[] {
  const service = `(service ${words.name})`;
  const group = `(target-group ${words.groupArn})`;
  const tasks = (ids: readonly string[]) => ids.map((id) => `(task ${id})`).join(' ');
  const moments = [
    [FIX.createdS, `${service} has started 2 tasks: ${tasks(words.newIds)}.`],
    [FIX.targetsS, `${service} registered 2 targets in ${group}`],
    [FIX.drainingS, `${service} deregistered 2 targets in ${group}`],
    [FIX.drainingS + 0.5, `${service} has begun draining connections on 2 tasks.`],
    [FIX.drainingS + 1, `${service} has stopped 2 running tasks: ${tasks(words.oldIds)}.`],
    [FIX.completedS, `${service} (deployment ${words.deploymentId}) deployment completed.`],
    [FIX.completedS + 1, `${service} has reached a steady state.`],
  ] as const;
  return moments
    .filter(([at]) => at <= seconds)
    .map(([at, message]) => words.event(at, message))
    .reverse();
}

/** What revision 16 says: how it starts, then the same as revision 14. */
export function fixLines(at: Date, nth: number): readonly string[] {
  if (nth > 0) return servingLines(at, nth);
  return [
    'INFO  starting enhanced ML service (enhanced_ml_service.py), python 3.11.9',
    'INFO  model enhanced-v4 loaded in 1840 ms',
    'INFO  routes: GET /health, POST /predict',
    ' * Running on http://0.0.0.0:5000',
  ];
}

/**
 * What revision 14 says every five seconds: the checks of the load balancer and of the container, and requests,
 * each answered with 200.
 */
export function servingLines(at: Date, nth: number): readonly string[] {
  if (nth % 3 === 0) return [healthCheckLine(at, nth / 3, 200)];
  if (nth % 6 === 2) return [containerCheckLine(at, 200)];
  const tookMs = 18 + dice(`${at.getTime()}/${nth}`, 40);
  const request = { from: '10.0.1.12', what: 'POST /predict', status: 200, agent: 'python-requests/2.32.3' };
  return [
    accessLine(at, request),
    `INFO  predicted 1 row in ${tookMs} ms (model enhanced-v4, cache ${nth % 2 ? 'hit' : 'miss'})`,
  ];
}

/** What the wrong program says: it is up, on the right port, and has never heard of `/health`. */
export function attemptLines(attempt: Attempt, untilS: number, timeline: Timeline): SimulatedLogLine[] {
  const line = (seconds: number, message: string) => ({ at: timeline.at(seconds), message });
  const started = [
    line(attempt.startedS, 'INFO  starting basic service (service.py), python 3.11.9'),
    line(attempt.startedS + 1, 'INFO  routes: GET /'),
    line(attempt.startedS + 1, " * Serving Flask app 'service'"),
    line(attempt.startedS + 2, ' * Running on http://0.0.0.0:5000'),
  ];
  const asked = Array.from({ length: 8 }, (_, nth) => attempt.registeredS + 4 + nth * 8)
    .filter((at) => at < attempt.stoppingS)
    .flatMap((at, nth) => [
      line(at, 'WARN  no route for GET /health'),
      line(at, healthCheckLine(timeline.at(at), nth, 404)),
    ]);
  const askedWithin = [30, 60].map((afterS) => attempt.startedS + afterS);
  const probed = askedWithin.flatMap((at) => [
    line(at, 'WARN  no route for GET /health'),
    line(at, containerCheckLine(timeline.at(at), 404)),
  ]);
  const ending = [
    line(attempt.stoppingS + 32, 'INFO  SIGTERM received, shutting down'),
    line(attempt.stoppingS + 33, 'INFO  1 connection closed, bye'),
  ];
  const until = timeline.at(untilS);
  return [...started, ...asked, ...probed, ...ending]
    .filter(({ at }) => at <= until)
    .sort((one, other) => one.at.getTime() - other.at.getTime());
}
