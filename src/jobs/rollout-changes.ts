import { rolloutKey } from '../alerting/alert-key.ts';
import { goneWords } from '../alerting/checks.ts';
import { followRollout, loseRollout } from '../alerting/follow-rollout.ts';
import { isRolloutThread, type ThreadChange } from '../alerting/thread.ts';
import type { Watched } from './alert-changes.ts';
import { newThread } from './new-thread.ts';

/** What the look says about the rollout cards of one service in one channel: those that move, and a new one. */
export function rolloutChanges(watched: Watched): readonly ThreadChange[] {
  const { sighting, verdict, watch, now } = watched;
  const cards = watched.threads.filter(isRolloutThread);
  const open = cards.filter((thread) => thread.open);
  const gone = goneWords(sighting);
  if (gone !== undefined)
    return open.map((thread) => ({
      thread: { ...thread, open: false, about: loseRollout(thread.about, gone, now) },
    }));
  if (sighting.service.kind === 'unknown') return [];
  const service = sighting.service.value;
  const moved = open.flatMap((thread): readonly ThreadChange[] => {
    const about = followRollout(thread.about, service, verdict.rollout, now);
    if (about === undefined || about === thread.about) return [];
    return [{ thread: { ...thread, about, open: about.endedAt === undefined } }];
  });
  const begun = followRollout(undefined, service, verdict.rollout, now);
  if (!begun || cards.some(({ about }) => about.deploymentId === begun.deploymentId)) return moved;
  const key = rolloutKey(sighting.ref, begun.deploymentId);
  return [...moved, newThread(watch.channel, key, begun)];
}
