import type { ServiceEvent } from './service.ts';
import { withoutIds } from './stopped-tasks.ts';

/** Service events that say the same, apart from ids. */
export interface EventGroup {
  /** Without the service's name in front and without ids. */
  readonly message: string;
  readonly count: number;
  readonly firstAt: Date;
  readonly lastAt: Date;
}

/**
 * Collapses repeats, the latest first. ECS itself suppresses identical events for up to six hours, so a
 * count says how often it was written, not how often it happened.
 */
export function collapseEvents(events: readonly ServiceEvent[]): readonly EventGroup[] {
  const groups = new Map<string, EventGroup>();
  for (const event of events) {
    const message = eventText(event.message);
    const known = groups.get(message);
    groups.set(message, {
      message,
      count: (known?.count ?? 0) + 1,
      firstAt: earlier(known?.firstAt, event.createdAt),
      lastAt: later(known?.lastAt, event.createdAt),
    });
  }
  return [...groups.values()].sort((one, other) => other.lastAt.getTime() - one.lastAt.getTime());
}

/**
 * What ECS writes in every rollout, whether it goes well or not. Texts change, so this knows the routine and
 * takes everything else, what nobody has seen before included, for worth reading.
 */
const ROUTINE =
  /^(task set \S+ )?(has started \d+ tasks|has stopped \d+ running tasks|has begun draining|registered \d+ targets|deregistered \d+ targets|has reached a steady state|deployment completed)/;

/** Routine says little: this much of it is enough to see that the service moves. */
const MOST_ROUTINE = 2;

/**
 * The groups of events worth showing: those that say that something is wrong, then a little of the routine, the
 * latest first in each. `others` counts what was left out.
 */
export function eventsByWeight(
  events: readonly ServiceEvent[],
  most: number,
): { readonly shown: readonly EventGroup[]; readonly others: number } {
  const groups = collapseEvents(events);
  const isRoutine = ({ message }: EventGroup) => ROUTINE.test(message);
  const grave = groups.filter((group) => !isRoutine(group)).slice(0, most);
  const routine = groups.filter(isRoutine).slice(0, Math.min(MOST_ROUTINE, most - grave.length));
  const shown = [...grave, ...routine];
  return { shown, others: groups.length - shown.length };
}

const STEADY = /has reached a steady state/i;
const STARTED = /has started \d+ tasks/i;
const CANNOT_PLACE =
  /unable to (?:place a task|stop or start tasks)|failed to launch a task|could not launch \d+ tasks/i;
const CANNOT_KEEP = /unable to consistently start tasks/i;

/**
 * The event in which ECS says that it cannot start tasks, if nothing newer takes it back: a started task does
 * for one that found no place, only a steady state does for tasks that start and end. Equal events are
 * suppressed for hours, so silence takes nothing back.
 * @param events newest first
 */
export function startFailure(events: readonly ServiceEvent[]): ServiceEvent | undefined {
  let started = false;
  for (const event of events) {
    if (STEADY.test(event.message)) return undefined;
    if (CANNOT_KEEP.test(event.message) || (!started && CANNOT_PLACE.test(event.message))) return event;
    started ||= STARTED.test(event.message);
  }
  return undefined;
}

/**
 * Whether ECS could place a task and it did not start: it says so in the words of a task without a place.
 * @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-event-messages-list.html
 */
export function isStartError({ message }: ServiceEvent): boolean {
  return CANNOT_KEEP.test(message) || /Reason: ?(?:Cannot\w+|ResourceInitialization)Error/i.test(message);
}

/** Whether ECS wrote that something is wrong. Texts change: a word is enough, and one too many costs little. */
export function saysTrouble({ message }: ServiceEvent): boolean {
  return /unhealthy|not healthy|fail|unable|could not|rolling back/i.test(message);
}

/** The id of the deployment of which ECS wrote last that it failed. */
export function failedDeployment(events: readonly ServiceEvent[]): string | undefined {
  return events.flatMap(
    ({ message }) => /\(deployment (ecs-svc\/\d+)\) deployment failed/i.exec(message)?.[1] ?? [],
  )[0];
}

/** When ECS wrote that a deployment is completed. */
export function completedAt(events: readonly ServiceEvent[], deploymentId: string): Date | undefined {
  const said = `(deployment ${deploymentId}) deployment completed`;
  return events.find(({ message }) => message.includes(said))?.createdAt;
}

/** When ECS last started tasks; undefined where it says nothing of it. */
export function lastStart(events: readonly ServiceEvent[]): Date | undefined {
  return events.find(({ message }) => STARTED.test(message))?.createdAt;
}

/**
 * When ECS first started tasks after the last steady state; undefined where it is steady or says nothing.
 * @param events newest first
 */
export function shortSince(events: readonly ServiceEvent[]): Date | undefined {
  const steadyAt = events.findIndex(({ message }) => STEADY.test(message));
  const since = steadyAt === -1 ? events : events.slice(0, steadyAt);
  return since.filter(({ message }) => STARTED.test(message)).at(-1)?.createdAt;
}

/** An event as people need it: "(service web) has reached a steady state." becomes "has reached a steady state". */
export function eventText(message: string): string {
  return withoutIds(message)
    .replace(/^\(service [^\s),]+,? taskSet ([^\s)]+)\)\s*/i, 'task set $1 ')
    .replace(/^\(?service [^\s),]+\)?\s*,?\s*/, '')
    .replace(/^\(deployment [^)]*\) deployment /, 'deployment ')
    .replace(/\(task …\)/g, 'task …')
    .replace(/(?:\s*task …){2,}/g, ' tasks …')
    .replace(/\.$/, '');
}

function earlier(one: Date | undefined, other: Date): Date {
  return one && one < other ? one : other;
}

function later(one: Date | undefined, other: Date): Date {
  return one && one > other ? one : other;
}
