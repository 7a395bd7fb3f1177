import type { TestContext } from 'vitest';
import { alertKey } from '../src/alerting/alert-key.ts';
import { ALERT_POLICY, type AlertPolicy } from '../src/alerting/policy.ts';
import { scopeOf } from '../src/alerting/scope.ts';
import { type Clock, systemClock } from '../src/clock.ts';
import type { StoredMessage } from '../src/demo/slack/ledger.ts';
import type { SlackServer } from '../src/demo/slack-server.ts';
import { type AddedService, addService } from '../src/demo/world/add-service.ts';
import type { World } from '../src/demo/world.ts';
import { createLog } from '../src/log.ts';
import { openStore } from '../src/store/database.ts';
import { anAlert } from './given-alerts.ts';
import { type Stage, type StageGiven, start } from './harness.ts';

/** What alert threads are watched with. */
export interface AlertWatch {
  /** The first message that is, now or within `ms`, the root of a thread and matches. */
  stands(pattern: RegExp, ms?: number): Promise<StoredMessage>;
  /** A reply in the thread of a root that matches, now or within `ms`. */
  said(root: StoredMessage, pattern: RegExp, ms?: number): Promise<StoredMessage>;
  /** Everything the bot posted openly that matches, in order, roots and replies. */
  posts(pattern: RegExp): readonly StoredMessage[];
  /** The replies in the thread of a root, their texts in order. */
  replies(root: StoredMessage): readonly string[];
  /** A private answer to somebody that matches, now or within `ms`. */
  told(user: string, pattern: RegExp, ms?: number): Promise<StoredMessage>;
}

/** A stage with a service `web` that is watched in #ops, unless told otherwise. */
export interface AlertStage extends Stage, AlertWatch {
  readonly web: AddedService;
  readonly clock: QuickClock;
}

/** How long something may take on a busy machine. */
const PATIENCE_MS = 40_000;

/** One look is enough to open and to close. */
export const AT_ONCE: AlertPolicy = { ...ALERT_POLICY, open: { bad: 1, of: 1 }, close: 1 };

/** A clock that goes faster than the machine's, and can be put forward. */
export interface QuickClock extends Clock {
  /** What sleeps goes on sleeping. */
  putForward(ms: number): void;
}

/** Three times as fast as the machine's, so that a look comes every five seconds. */
export function quickClock(): QuickClock {
  const fromMs = Date.now();
  let aheadMs = 0;
  return {
    now: () => new Date(fromMs + aheadMs + (Date.now() - fromMs) * 3),
    sleep: (ms, signal) => systemClock.sleep(ms / 3, signal),
    putForward(ms) {
      aheadMs += ms;
    },
  };
}

/** Starts a stage that stops with its test; for tests that run at the same time. */
export async function alertStage(
  { onTestFinished }: Pick<TestContext, 'onTestFinished'>,
  given: Omit<StageGiven, 'build' | 'worlds' | 'clock'> & { readonly alerts?: AlertPolicy } = {},
): Promise<AlertStage> {
  const added: AddedService[] = [];
  const { alerts = AT_ONCE, ...rest } = given;
  const clock = quickClock();
  const stage = await start({
    ...rest,
    clock,
    build: (world) => void added.push(addService(world, { name: 'web' })),
    config: { ...given.config, alerts },
  });
  onTestFinished(() => stage.stop());
  const [web] = added;
  if (!web) throw new Error('no web');
  return { ...stage, ...alertWatch(stage.slack), web, clock };
}

/** Watches the alert threads of a local Slack, whoever writes them. */
export function alertWatch(slack: SlackServer): AlertWatch {
  const isOpen = ({ user, ephemeralTo, isDeleted }: StoredMessage) =>
    user === slack.seed.app.botUser && ephemeralTo === undefined && !isDeleted;
  const isReply = ({ ts, threadTs }: StoredMessage) => threadTs !== undefined && threadTs !== ts;
  const repliesOf = (root: StoredMessage) => (message: StoredMessage) =>
    isOpen(message) && isReply(message) && message.channel === root.channel && message.threadTs === root.ts;
  return {
    stands: (pattern, ms = PATIENCE_MS) =>
      slack.waitFor((each) => isOpen(each) && !isReply(each) && pattern.test(each.text), ms),
    said: (root, pattern, ms = PATIENCE_MS) =>
      slack.waitFor((each) => repliesOf(root)(each) && pattern.test(each.text), ms),
    posts: (pattern) => slack.messages().filter((each) => isOpen(each) && pattern.test(each.text)),
    replies: (root) =>
      slack
        .messages()
        .filter(repliesOf(root))
        .map(({ text }) => text),
    told: (user, pattern, ms = PATIENCE_MS) =>
      slack.waitFor(({ ephemeralTo, text }) => ephemeralTo === user && pattern.test(text), ms),
  };
}

/** All targets of a service fail the load balancer's check from now on. */
export function breaks({ targetGroups }: AddedService): void {
  for (const { targets } of targetGroups)
    for (const target of targets) {
      target.state = 'unhealthy';
      target.reason = 'Target.ResponseCodeMismatch';
      target.description = 'Health checks failed with these codes: [404]';
    }
}

/** They pass it again. */
export function mends({ targetGroups }: AddedService): void {
  for (const { targets } of targetGroups)
    for (const target of targets) {
      target.state = 'healthy';
      target.reason = undefined;
      target.description = undefined;
    }
}

/** A service that comes into being while the bot runs. */
export function appears(world: World, name: string): AddedService {
  return addService(world, { name });
}

/** Writes into a database that #ops watches `prod/web`, and that its alert was opened and nobody was told yet. */
export async function owes(databaseUrl: string, env: string): Promise<void> {
  const clock = systemClock;
  const store = await openStore(databaseUrl, { log: createLog('silent'), clock });
  const now = clock.now();
  const ref = { env, cluster: 'prod', name: 'web' };
  const channel = 'C0OPS0001';
  const looks = [{ at: now, bad: true }];
  const about = anAlert({ ref, looks, beganAt: now, lastBadAt: now, openings: [now], onCall: 'S0ONCALL1' });
  const key = alertKey(about);
  await store.watches.save(
    { channel, scope: scopeOf(ref), createdBy: 'U0ALICE01', createdAt: now },
    { onCall: { kind: 'set', id: 'S0ONCALL1' } },
  );
  await store.threads.save(
    [{ thread: { id: 'thread-1', channel, key, about, open: true, version: 0 } }],
    now,
  );
  await store.close();
}
