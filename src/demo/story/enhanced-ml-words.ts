import type { SimulatedEvent } from '../world/ecs-shapes.ts';
import type { SimulatedLogLine } from '../world/log-shapes.ts';
import type { Attempt } from './attempts.ts';
import { healthCheckLine } from './chatter.ts';
import type { Timeline } from './timeline.ts';

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

/** What the wrong program says: it is up, on the right port, and has never heard of `/health`. */
export function attemptLines(attempt: Attempt, untilS: number, timeline: Timeline): SimulatedLogLine[] {
  const line = (seconds: number, message: string) => ({ at: timeline.at(seconds), message });
  const started = [
    line(attempt.startedS, 'INFO  starting basic service (service.py)'),
    line(attempt.startedS + 1, 'INFO  routes: GET /'),
    line(attempt.startedS + 2, ' * Running on http://0.0.0.0:5000'),
  ];
  const checks = Array.from({ length: 8 }, (_, nth) => {
    const at = attempt.registeredS + 4 + nth * 8;
    return at < attempt.stoppingS ? line(at, healthCheckLine(timeline.at(at), nth, 404)) : undefined;
  });
  const ending = [line(attempt.stoppingS + 32, 'INFO  SIGTERM received, shutting down')];
  const until = timeline.at(untilS);
  return [...started, ...checks, ...ending].flatMap((each) => (each && each.at <= until ? [each] : []));
}
