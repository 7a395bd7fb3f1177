import { addLogStream, addService, eventId } from '../world/add-service.ts';
import { addTask, keepTasks, taskIdOf } from '../world/add-task.ts';
import { taskArn } from '../world/names.ts';
import type { World } from '../world.ts';
import type { Scene, Timeline } from './timeline.ts';

const SLOTS = 3;
/** One of the tasks runs out of memory this often. */
const EVERY_S = 900;
/** The newest such end before the story begins. */
const NEWEST_S = -240;
const REPLACED_AFTER_S = 20;
const STARTED_AFTER_S = 25;

/** A service with no load balancer whose tasks are killed, one after another, for using too much memory. */
export function modelCacheScene(world: World, timeline: Timeline): Scene {
  const { service, definition } = addService(world, {
    cluster: 'ml-prod',
    name: 'model-cache',
    revision: 31,
    desired: SLOTS,
    port: 6379,
    memory: 512,
    targetGroups: [],
    deployedAt: timeline.at(-8 * 86_400),
  });
  const [deployment] = service.deployments;
  const startedBy = deployment?.id ?? '';
  const steady = service.events;

  const idOf = (nth: number) => taskIdOf(service, `life/${nth}`);
  const play = (nth: number, seconds: number) => {
    const known = world.tasks.get(taskArn(world, 'ml-prod', idOf(nth)));
    if (known?.stoppedAt) return;
    const { createdS, endS } = lifeOf(nth);
    if (seconds < createdS) return;
    const ended = seconds >= endS;
    const task = addTask(world, service, {
      seed: `life/${nth}`,
      definition,
      startedBy,
      createdAt: timeline.at(createdS),
      startedAt: seconds >= createdS + STARTED_AFTER_S ? timeline.at(createdS + STARTED_AFTER_S) : undefined,
      ...(ended ? { stoppingAt: timeline.at(endS), stoppedAt: timeline.at(endS + 2) } : {}),
      stopCode: ended ? 'EssentialContainerExited' : undefined,
      stoppedReason: ended ? 'Essential container in task exited' : undefined,
      exitCode: ended ? 137 : undefined,
      reason: ended ? 'OutOfMemoryError: Container killed due to memory usage' : undefined,
      zone: nth,
    });
    addLogStream(world, definition, task).lines = [
      { at: timeline.at(createdS + STARTED_AFTER_S), message: 'cache ready, limit 512 MB' },
      ...(ended ? [{ at: timeline.at(endS - 5), message: 'WARN resident set 509 MB of 512 MB' }] : []),
    ];
  };

  return (seconds) => {
    const newest = Math.floor((seconds - NEWEST_S) / EVERY_S);
    const lives = Array.from({ length: 5 + SLOTS }, (_, n) => newest - 4 + n);
    keepTasks(world, startedBy, lives.map(idOf));
    for (const nth of lives) play(nth, seconds);
    const running = aliveAt(newest, seconds);
    service.runningCount = running;
    service.pendingCount = SLOTS - running;
    if (deployment) Object.assign(deployment, { runningCount: running, pendingCount: SLOTS - running });
    service.events = [...eventsUntil(newest, seconds), ...steady];
  };

  function eventsUntil(newest: number, seconds: number) {
    return Array.from({ length: 6 }, (_, back) => lifeOf(newest + SLOTS - back))
      .flatMap(({ nth, createdS }) => {
        const task = idOf(nth);
        return [
          { at: createdS + 45, message: '(service model-cache) has reached a steady state.' },
          { at: createdS, message: `(service model-cache) has started 1 tasks: (task ${task}).` },
        ];
      })
      .filter(({ at }) => at <= seconds)
      .map(({ at, message }) => ({
        id: eventId(message, timeline.at(at)),
        createdAt: timeline.at(at),
        message,
      }));
  }
}

/** The n-th life ends at the n-th kill; it began when an earlier task of its slot was replaced. */
function lifeOf(nth: number): { nth: number; createdS: number; endS: number } {
  const endS = NEWEST_S + nth * EVERY_S;
  return { nth, createdS: endS - SLOTS * EVERY_S + REPLACED_AFTER_S, endS };
}

function aliveAt(newest: number, seconds: number): number {
  const lives = Array.from({ length: SLOTS + 1 }, (_, n) => lifeOf(newest + n));
  return lives.filter(({ createdS, endS }) => seconds >= createdS + STARTED_AFTER_S && seconds < endS).length;
}
