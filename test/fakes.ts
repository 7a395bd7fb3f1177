import { isDeepStrictEqual } from 'node:util';
import { type Scope, scopeText } from '../src/alerting/scope.ts';
import type { Watch } from '../src/alerting/watch.ts';
import type { Call } from '../src/ask/answer.ts';
import type { Estate } from '../src/aws/estate.ts';
import type { Gap } from '../src/deployment/fact.ts';
import { sameService } from '../src/deployment/ref.ts';
import type { Sighting } from '../src/deployment/sighting.ts';
import type { Deps } from '../src/deps.ts';
import { NOTHING_DEEPER } from '../src/diagnosis/evidence.ts';
import { UpstreamError } from '../src/errors.ts';
import type { Store } from '../src/store/store.ts';
import { fakeDigests } from './fake-digests.ts';
import { fakeOperations, fakeVerifications } from './fake-store.ts';
import { denied, NOW } from './given.ts';
import { trackers } from './given-trackers.ts';

/** The clock of tests that only ask for the time. */
export const clock = { now: () => NOW };

/** An estate that knows the given sightings, and counts what it is asked. */
export function fakeEstate(
  sightings: readonly Sighting[],
  given: Partial<Estate> & { gaps?: readonly Gap[] } = {},
) {
  const { gaps = [], ...rest } = given;
  const asked = { lists: 0, looks: 0, overviews: 0, sweeps: 0, groups: 0, tagged: 0 };
  const sightingOf = (ref: Sighting['ref']): Sighting =>
    sightings.find((each) => sameService(each.ref, ref)) ?? {
      ref,
      service: { kind: 'unknown', why: 'not-found', detail: 'could not find the service' },
      tasks: denied('ecs:ListTasks'),
      stopped: undefined,
      targetGroups: [],
      definitions: undefined,
      history: undefined,
    };
  const estate: Estate = {
    environments: [
      { alias: 'prod-eu', region: 'eu-central-1' },
      { alias: 'prod-us', region: 'us-east-1' },
    ],
    list: async (_, env) => {
      asked.lists += 1;
      const refs = sightings.map(({ ref }) => ref).filter((ref) => env === undefined || ref.env === env);
      return { refs, gaps, readAt: NOW };
    },
    overview: async (refs) => {
      asked.overviews += 1;
      return { first: { sightings: refs.map(sightingOf), gaps: [] }, complete: undefined };
    },
    sweep: async (refs) => {
      asked.sweeps += 1;
      return { sightings: refs.map(sightingOf), gaps: [] };
    },
    withTargets: async (seen, groups) => {
      asked.groups += groups.length;
      return seen;
    },
    tagged: async ({ env }) => {
      asked.tagged += 1;
      const refs = sightings.map(({ ref }) => ref).filter((ref) => ref.env === env);
      return { refs, gaps, readAt: NOW };
    },
    look: async (ref) => {
      asked.looks += 1;
      return sightingOf(ref);
    },
    alarm: async () => ({
      kind: 'known',
      value: undefined,
      readAt: NOW,
      source: 'cloudwatch:DescribeAlarms',
    }),
    checkups: async (alias) => [
      { title: `ecs:ListClusters in ${alias}`, outcome: 'ok', detail: '1 cluster' },
    ],
    evidence: async () => NOTHING_DEEPER,
    deploys: async (ref) => ({
      ref,
      service: sightingOf(ref).service,
      listed: denied('ecs:ListServiceDeployments'),
      records: undefined,
      revisions: undefined,
      registrations: undefined,
    }),
    logs: NO_LOGS,
    stop: () => {},
    ...rest,
  };
  return { estate, asked };
}

const NO_LOGS: Estate['logs'] = {
  sources: async () => ({ sources: [], notReadable: [], task: undefined, gaps: [] }),
  page: async () => ({ lines: [], nextToken: undefined }),
  pages: async function* () {},
  since: async () => ({ lines: [], readAt: NOW, complete: true }),
  newest: async (_, { sinceAt }) => ({ lines: [], searchedSinceAt: sinceAt, more: false }),
};

/** No log thread, and none that can be opened. */
export const NO_TAILS: Store['tails'] = {
  add: async () => {},
  get: async () => undefined,
  claim: async () => [],
  renew: async () => {},
  save: async () => 'lost',
  release: async () => {},
  stop: async () => 'absent',
  extend: async () => 'absent',
  forget: async () => {},
};

/** A channel in which everything arrives. */
export const SOME_OUTBOX: Deps['outbox'] = {
  post: async (channel) => ({ channel, ts: '1.0' }),
  reply: async ({ channel }) => ({ channel, ts: '1.1' }),
  file: async () => {},
  update: async () => {},
  find: async () => ({ kind: 'absent' }),
  permalink: async ({ channel, ts }) => `https://slack.test/archives/${channel}/p${ts}`,
  say: async (user) => ({ channel: `D${user}`, ts: '1.000' }),
  waitOf: () => 0,
};

/** A Slack that knows one person by name, and in which the bot is in every channel. */
export const SOME_DIRECTORY: Deps['directory'] = {
  nameOf: async (id) => (id === 'U0456' ? 'Alice Moreau' : id),
  membership: async () => 'member',
  membersOf: async () => 3,
};

/** What an answer needs that may be about an operation, where there is none. */
export const NO_OPERATION = {
  digests: fakeDigests(),
  operations: fakeOperations(),
  trackers,
  directory: SOME_DIRECTORY,
  verifications: fakeVerifications(),
};

/** An internet in which nothing answers. */
export const NO_ANSWER: Deps['httpProbe'] = async () => ({
  kind: 'failed',
  reason: 'connection refused',
  at: NOW,
});

/** Watches in memory, for tests of what commands do with them; the store has its own tests. */
export function fakeWatches(initial: readonly Watch[] = []): Store['watches'] {
  let all = [...initial];
  const at = (channel: string, scope: Scope) =>
    all.find((each) => each.channel === channel && scopeText(each.scope) === scopeText(scope));
  return {
    save: async (watch, change) => {
      const before = at(watch.channel, watch.scope);
      const { channel, scope, createdBy, createdAt } = before ?? watch;
      const saved: Watch = {
        ...{ channel, scope, createdBy, createdAt },
        onCall: changed(before?.onCall, change.onCall),
        escalateTo: changed(before?.escalateTo, change.escalateTo),
        quiet: change.quiet?.kind === 'set' ? change.quiet.quiet : changed(before?.quiet, change.quiet),
      };
      all = [...all.filter((each) => each !== before), saved];
      if (!before) return { outcome: 'added', watch: saved };
      return { outcome: isDeepStrictEqual(before, saved) ? 'unchanged' : 'changed', watch: saved };
    },
    remove: async (channel, scope) => {
      const there = at(channel, scope);
      all = all.filter((each) => each !== there);
      return there ? 'removed' : 'absent';
    },
    list: async (channel) => all.filter((each) => each.channel === channel),
    all: async () => all,
  };
}

function changed<T>(before: T | undefined, change: { kind: string; id?: T } | undefined): T | undefined {
  if (change?.kind === 'set') return change.id;
  return change?.kind === 'clear' ? undefined : before;
}

/** Watches in a database that does not answer. */
export const brokenWatches: Store['watches'] = {
  save: outage('save the watch'),
  remove: outage('remove the watch'),
  list: outage('read the watches'),
  all: outage('read the watches'),
};

function outage(attempt: string) {
  return async () => {
    throw new UpstreamError(`${attempt}: nothing answers there`, 'unreachable');
  };
}

/** Somebody in #ops who typed something. */
export function aCall(given: Partial<Call> = {}): Call {
  return {
    words: [],
    options: {},
    rest: '',
    files: [],
    person: { id: 'U1', team: 'T1', kind: 'member', groups: [] },
    place: { channel: 'C1', thread: undefined, kind: 'channel', team: 'T1' },
    ...given,
  };
}
