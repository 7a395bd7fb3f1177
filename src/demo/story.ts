import type { Clock } from '../clock.ts';
import { checkoutScenes } from './story/checkout.ts';
import { enhancedMlScenes } from './story/enhanced-ml.ts';
import { alarmScene } from './story/enhanced-ml-alarms.ts';
import { modelCacheScene } from './story/model-cache.ts';
import { neighbourScenes } from './story/neighbours.ts';
import { createTimeline } from './story/timeline.ts';
import { createWorld, type World } from './world.ts';

/** An estate in which something is going wrong. */
export interface Story {
  readonly world: World;
  /** Brings the world to a later moment; an earlier one changes nothing. Cheap when called for every answer. */
  advance(now: Date): void;
}

/**
 * The reference story: in `ml-prod` revision 15 of `enhanced-ml` fails its health checks over and over while
 * revision 14 serves. Ten services in two clusters, the same ones every time.
 * @param options.speed how many seconds of the story pass in a second, from now on; 1 unless given.
 */
export function createStory(options: {
  readonly clock: Clock;
  readonly speed?: number;
  readonly account?: string;
  readonly region?: string;
}): Story {
  const { clock, speed = 1, ...place } = options;
  const timeline = createTimeline(clock.now(), speed);
  const world = createWorld({ ...place, clock });
  const scenes = [
    ...enhancedMlScenes(world, timeline),
    alarmScene(world, timeline),
    modelCacheScene(world, timeline),
    ...neighbourScenes(world, timeline),
    ...checkoutScenes(world, timeline),
    (seconds: number) => forgetStreams(world, timeline.at(seconds)),
  ];
  let playedS = Number.NEGATIVE_INFINITY;
  const advance = (now: Date) => {
    const seconds = Math.floor(timeline.secondsAt(now));
    if (seconds <= playedS) return;
    playedS = seconds;
    for (const scene of scenes) scene(seconds);
  };
  advance(clock.now());
  return { world, advance };
}

/** How long after its last line the stream of a task that is gone can still be read, in milliseconds. */
const STREAM_KEPT_MS = 2 * 3_600_000;

/** Takes away what tasks of long ago said; every failed task leaves a stream, and the story goes on for days. */
function forgetStreams(world: World, now: Date): void {
  const oldestMs = now.getTime() - STREAM_KEPT_MS;
  for (const { streams } of world.logGroups.values())
    for (const [name, { lines }] of streams) {
      const last = lines.at(-1);
      if (last && last.at.getTime() < oldestMs) streams.delete(name);
    }
}
