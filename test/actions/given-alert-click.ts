import type { Click } from '../../src/actions/action.ts';
import { ALERT_POLICY } from '../../src/alerting/policy.ts';
import type { Thread } from '../../src/alerting/thread.ts';
import { fakeThreads } from '../fake-store.ts';
import { aCall, clock, fakeEstate, fakeWatches, SOME_DIRECTORY } from '../fakes.ts';

/** The bot with one thread. */
export function aScene(thread: Thread) {
  const threads = fakeThreads([thread]);
  const { estate } = fakeEstate([]);
  return {
    deps: {
      threads,
      estate,
      clock,
      watches: fakeWatches([]),
      directory: SOME_DIRECTORY,
      policy: ALERT_POLICY,
    },
    kept: threads.kept,
  };
}

/** Anna clicks in C1 on the alert `thread-1`. */
export function aClick({ channel = 'C1', value = 'thread-1' } = {}): Click {
  const { person, place } = aCall();
  return { person: { ...person, name: 'Anna' }, place: { ...place, channel }, value };
}
