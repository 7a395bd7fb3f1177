import { expect, it } from 'vitest';
import { scopeOf } from '../../src/alerting/scope.ts';
import { endUnwatched } from '../../src/ask/end-unwatched.ts';
import { fakeThreads } from '../fake-store.ts';
import { clock, fakeEstate, fakeWatches } from '../fakes.ts';
import { aRef, denied, NOW } from '../given.ts';
import { aThread, aWatch } from '../given-alerts.ts';

const WEB = scopeOf(aRef());
const byTag = aWatch({ scope: { kind: 'tag', env: 'prod-eu', key: 'team', value: 'pay' } });

function carriers(refs: readonly ReturnType<typeof aRef>[], isRead = true) {
  const gap = { env: 'prod-eu', subject: 'tags', unknown: denied('ecs:DescribeServices') };
  return fakeEstate([], { tagged: async () => ({ refs, gaps: isRead ? [] : [gap], readAt: NOW }) }).estate;
}

it.each([
  ['carries a tag that is watched', carriers([aRef()]), 0],
  ['carries none', carriers([]), 1],
  // Rather a sweep too late than an alert that ends although it is watched.
  ['may carry one, which cannot be read', carriers([], false), 0],
])('of a service that %s', async (_, estate, ended) => {
  const threads = fakeThreads([aThread()]);
  const deps = { threads, watches: fakeWatches([byTag]), estate, clock };
  expect(await endUnwatched(deps, 'C1', WEB)).toBe(ended);
  expect(threads.kept()[0]?.open).toBe(ended === 0);
});

it('ends those of the services that a tag brought', async () => {
  const threads = fakeThreads([aThread()]);
  const deps = { threads, watches: fakeWatches(), estate: carriers([]), clock };
  expect(await endUnwatched(deps, 'C1', byTag.scope)).toBe(1);
});

it('ends it all the same when a sweep saves at that moment, and counts it once', async () => {
  const threads = fakeThreads([aThread()]);
  let first = true;
  const save: typeof threads.save = async (changes, now) => {
    if (first) {
      first = false;
      const [thread] = threads.kept();
      if (thread) await threads.save([{ thread }], now);
    }
    return threads.save(changes, now);
  };
  const deps = { threads: { ...threads, save }, watches: fakeWatches(), estate: carriers([]), clock };
  expect(await endUnwatched(deps, 'C1', WEB)).toBe(1);
  expect(threads.kept()[0]).toMatchObject({ open: false, version: 3 });
});
