import { nextRungOf } from '../alerting/pass-time.ts';
import type { Thread } from '../alerting/thread.ts';
import type { Deps } from '../deps.ts';
import { alertMessage } from '../views/alert.ts';
import { blindnessMessage } from '../views/blindness.ts';
import type { Message } from '../views/message.ts';
import { rolloutCardMessage } from '../views/rollout-card.ts';
import { defaultEnvironment } from './meant-service.ts';

/** The root of a thread as it is to be seen now. `gone`: an earlier one was deleted by hand. */
export async function threadMessage(
  { estate, directory }: Pick<Deps, 'estate' | 'directory'>,
  { id, about }: Pick<Thread, 'id' | 'about'>,
  { gone }: { readonly gone: boolean },
): Promise<Message> {
  const defaultEnv = defaultEnvironment(estate);
  switch (about.topic) {
    case 'rollout':
      return rolloutCardMessage(about, defaultEnv);
    case 'blindness':
      return blindnessMessage(about);
    case 'alert': {
      const next = nextRungOf(about);
      const [onCall, nextName] = await Promise.all([
        about.onCall && directory.nameOf(about.onCall),
        next && next.kind !== 'channel' ? directory.nameOf(next.id) : undefined,
      ]);
      const names = { ...(onCall ? { onCall } : {}), ...(nextName ? { next: nextName } : {}) };
      return alertMessage({ id, about }, { defaultEnv, names, gone });
    }
  }
}
