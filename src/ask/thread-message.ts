import { quietUntil } from '../alerting/is-quiet.ts';
import { nextRungOf } from '../alerting/pass-time.ts';
import type { Thread } from '../alerting/thread.ts';
import type { ServiceRef } from '../deployment/service.ts';
import type { Deps } from '../deps.ts';
import { alertMessage } from '../views/alert.ts';
import { blindnessMessage } from '../views/blindness.ts';
import type { Message } from '../views/message.ts';
import { refutedCriterionMessage } from '../views/refuted-criterion.ts';
import { rolloutCardMessage } from '../views/rollout-card.ts';
import { defaultEnvironment } from './meant-service.ts';
import { type QuietDeps, quietWatches } from './quiet-watches.ts';

/** What the root of a thread is made from. */
export type ThreadMessageDeps = QuietDeps & Pick<Deps, 'directory' | 'clock'>;

/** The root of a thread as it is to be seen now. `gone`: an earlier one was deleted by hand. */
export async function threadMessage(
  deps: ThreadMessageDeps,
  { id, channel, about }: Pick<Thread, 'id' | 'channel' | 'about'>,
  { gone }: { readonly gone: boolean },
): Promise<Message> {
  const { estate, directory } = deps;
  const defaultEnv = defaultEnvironment(estate);
  switch (about.topic) {
    case 'rollout':
      return rolloutCardMessage(about, defaultEnv);
    case 'blindness':
      return blindnessMessage(about);
    case 'criterion':
      return refutedCriterionMessage(about);
    case 'alert': {
      const next = nextRungOf(about);
      const [onCall, nextName, quietUntilAt] = await Promise.all([
        about.onCall && directory.nameOf(about.onCall),
        next && next.kind !== 'channel' ? directory.nameOf(next.id) : undefined,
        next && quietEnd(deps, channel, about.ref),
      ]);
      const names = { ...(onCall ? { onCall } : {}), ...(nextName ? { next: nextName } : {}) };
      return alertMessage(
        { id, about },
        { defaultEnv, names, gone, ...(quietUntilAt ? { quietUntilAt } : {}) },
      );
    }
  }
}

/** Until when nobody is called, whatever the ladder says; undefined while the channel wants no quiet for the service. */
async function quietEnd(
  deps: ThreadMessageDeps,
  channel: string,
  ref: ServiceRef,
): Promise<Date | undefined> {
  const now = deps.clock.now();
  const watchOf = await quietWatches(deps, channel, now);
  return quietUntil(watchOf?.(ref)?.quiet, now);
}
