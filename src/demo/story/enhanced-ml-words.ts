import type { SimulatedEvent } from '../world/ecs-shapes.ts';
import type { SimulatedLogLine } from '../world/log-shapes.ts';
import type { Attempt } from './attempts.ts';
import { accessLine, containerCheckLine, dice, healthCheckLine } from './chatter.ts';
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
  return attempts
    .flatMap((attempt) => momentsOf(attempt, words))
    .filter(([at]) => at <= seconds)
    .sort(([one], [other]) => other - one)
    .slice(0, EVENTS_SHOWN)
    .map(([at, message]) => words.event(at, message));
}

function momentsOf(attempt: Attempt, words: EventWords): readonly (readonly [number, string])[] {
  const service = `(service ${words.name})`;
  const task = `(task ${words.taskId(attempt)})`;
  const group = `(target-group ${words.groupArn})`;
  const replaced = attempt.nth > 0 ? ' Amazon ECS replaced 1 tasks due to an unhealthy status.' : '';
  return [
    [attempt.createdS, `${service} has started 1 tasks: ${task}.${replaced}`],
    [attempt.registeredS, `${service} registered 1 targets in ${group}`],
    [
      attempt.stoppingS - 1,
      `${service} ${task} (port ${words.port}) is unhealthy in ${group} due to (reason Health checks failed with these codes: [404])`,
    ],
    [attempt.stoppingS, `${service} deregistered 1 targets in ${group}`],
    [attempt.stoppingS + 0.5, `${service} has begun draining connections on 1 tasks.`],
    [attempt.stoppingS + 1, `${service} has stopped 1 running tasks: ${task}.`],
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
