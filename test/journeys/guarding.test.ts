import { afterEach, describe, expect, it } from 'vitest';
import type { AuditEntry } from '../../src/access/audit.ts';
import { systemClock } from '../../src/clock.ts';
import { addService } from '../../src/demo/world/add-service.ts';
import { createLog } from '../../src/log.ts';
import { openStore } from '../../src/store/database.ts';
import { type Stage, start } from '../harness.ts';

const ALICE = 'U0ALICE01';
const BORIS = 'U0BORIS01';
const CHIKO = 'U0CHIKO01';
/** The platform team: Chiko alone. */
const PLATFORM = 'S0PLATFRM';
const NOBODY = { viewers: [], operators: [], admins: [] };

let stage: Stage;

async function aStage(grants: Partial<Stage['config']['grants']> = {}): Promise<Stage> {
  stage = await start({
    build: (world) => void addService(world, { name: 'web' }),
    config: { grants: { ...NOBODY, ...grants } },
  });
  return stage;
}

/** Oldest first, once there are so many: answers do not wait for the audit. */
async function audit(entriesAtLeast: number): Promise<readonly AuditEntry[]> {
  const store = await openStore(stage.config.databaseUrl, { log: createLog('silent'), clock: systemClock });
  let entries: readonly AuditEntry[] = [];
  await expect
    .poll(async () => {
      entries = await store.audit.list(100);
      return entries.length;
    })
    .toBeGreaterThanOrEqual(entriesAtLeast);
  await store.close();
  return entries.toReversed();
}

afterEach(async () => {
  await stage.stop();
});

describe('with operators named', () => {
  it('another member is refused privately, told who can grant it, and nothing changes', async () => {
    const { ask } = await aStage({ operators: [BORIS], admins: [CHIKO] });
    const refusal = await ask('/snail watch web');
    expect(refusal.ephemeralTo).toBe(ALICE);
    expect(refusal.text).toBe(`This needs the operator role. An admin (${CHIKO}) can grant it.`);
    expect(refusal.pings).toEqual([]);
    expect((await ask('/snail status web')).text).toContain('HEALTHY web');
    expect((await ask('/snail watch web', { user: 'boris' })).text).toContain('now watches');
    expect((await ask('/snail unwatch web')).text).toContain('operator role');
    expect((await ask('/snail unwatch web', { user: 'chiko' })).text).toContain('no longer watches');
  });

  it('a mention and a direct message are refused the same way', async () => {
    const { ask } = await aStage({ operators: [BORIS] });
    const mention = await ask('@snail watch web');
    expect(mention).toMatchObject({ ephemeralTo: ALICE });
    expect(mention.text).toBe('This needs the operator role. Whoever runs the bot can grant it.');
    expect((await ask('watch web', { channel: 'direct' })).text).toContain('operator role');
  });

  it('membership of a named user group counts', async () => {
    const { ask } = await aStage({ operators: [PLATFORM] });
    expect((await ask('/snail watch web')).text).toContain('operator role');
    expect((await ask('/snail watch web', { user: 'chiko' })).text).toContain('now watches');
  });

  it('a user group that cannot be read lets nobody in and keeps nobody from looking', async () => {
    const { ask, slack } = await aStage({ operators: [PLATFORM] });
    slack.faults.add({
      on: 'usergroups.users.list',
      times: 9,
      effect: { kind: 'error', word: 'missing_scope', needed: 'usergroups:read' },
    });
    expect((await ask('/snail watch web', { user: 'chiko' })).text).toContain('operator role');
    expect((await ask('/snail status web', { user: 'chiko' })).text).toContain('HEALTHY web');
  });
});

describe('a button', () => {
  it('is checked for whoever clicks it, when it is clicked', async () => {
    const { ask, slack } = await aStage({ viewers: [ALICE] });
    const card = await ask('/snail status web');
    await slack.click('share-status', card);
    const shared = await slack.waitFor(
      ({ ephemeralTo, text }) => ephemeralTo === undefined && text.includes('HEALTHY web'),
    );
    await slack.click('refresh-status', shared, { user: 'boris' });
    const refusal = await slack.waitFor(({ ephemeralTo }) => ephemeralTo === BORIS);
    expect(refusal.text).toBe(
      'Looking is limited to people who were given a role. Whoever runs the bot can grant it.',
    );
    const still = slack.messages().find(({ ts }) => ts === shared.ts);
    expect(still?.text).toBe(shared.text);
  });
});

describe('the audit', () => {
  it('has every command, click and refusal, in order, with who, where and how it ended', async () => {
    const { ask, next, slack } = await aStage({ viewers: [ALICE] });
    const card = await ask('/snail status web');
    await ask('/snail status weeb');
    await ask('@snail help');
    await ask('/snail status web', { user: 'boris' });
    const seen = slack.messages();
    await slack.click('share-status', card);
    const shared = await next(seen);
    await next([...seen, shared]);
    const before = slack.messages();
    await slack.click('refresh-status', shared, { user: 'boris' });
    await next(before);
    const entries = await audit(6);
    expect(
      entries.map(({ person, via, verb, detail, outcome }) => [person, via, verb, detail, outcome]),
    ).toEqual([
      [ALICE, 'slash', 'status', 'status web', 'done'],
      [ALICE, 'slash', 'status', 'status weeb', 'user-error'],
      [ALICE, 'mention', 'help', 'help', 'done'],
      [BORIS, 'slash', 'status', 'status web', 'refused'],
      [ALICE, 'click', 'share-status', 'prod-eu:prod/web', 'done'],
      [BORIS, 'click', 'refresh-status', '--shared-by "alice" prod-eu:prod/web', 'refused'],
    ]);
    for (const { team, channel } of entries) {
      expect({ team, channel }).toEqual({ team: 'T0SNAIL01', channel: 'C0OPS0001' });
    }
    expect(new Set(entries.map(({ reference }) => reference)).size).toBe(entries.length);
  });

  it('has the reference that the person was shown', async () => {
    const { ask, next, slack } = await aStage();
    const card = await ask('/snail status web');
    const seen = slack.messages();
    slack.faults.add({ on: 'chat.postMessage', effect: { kind: 'error', word: 'restricted_action' } });
    await slack.click('share-status', card);
    const { text } = await next(seen);
    const [, reference] = /\(reference ([0-9a-f]{8})\)/.exec(text) ?? [];
    expect((await audit(2)).at(-1)).toMatchObject({ reference, outcome: 'upstream-error' });
  });
});

describe('somebody Slack does not tell about', () => {
  it('is refused where the scope to ask is missing, with the scope; who is named by id is not', async () => {
    const { ask, slack } = await aStage({ admins: [CHIKO] });
    slack.faults.add({
      on: 'users.info',
      times: 99,
      effect: { kind: 'error', word: 'missing_scope', needed: 'users:read' },
    });
    const refusal = await ask('/snail status web');
    expect(refusal.text).toMatch(/lacks the users:read scope.*\(U0CHIKO01\) can give the app/);
    expect(refusal).toMatchObject({ ephemeralTo: ALICE, pings: [] });
    expect((await ask('/snail status web', { user: 'chiko' })).text).toContain('HEALTHY web');
  });

  it('may look, and change nothing, on a Slack that has no way to ask', async () => {
    const { ask, slack } = await aStage();
    slack.faults.add({ on: 'users.info', times: 99, effect: { kind: 'error', word: 'unknown_method' } });
    expect((await ask('/snail status web')).text).toContain('HEALTHY web');
    expect((await ask('/snail watch web')).text).toMatch(/^This Slack does not say who is a member/);
  });

  it('is asked to try again while Slack is in trouble, and answered afterwards', async () => {
    const { ask, slack } = await aStage();
    slack.faults.add({ on: 'users.info', times: 999, effect: { kind: 'status', status: 500 } });
    await slack.say('/snail status web');
    const { text, ephemeralTo } = await slack.waitFor(({ user }) => user === slack.seed.app.botUser, 15_000);
    expect(text).toMatch(/Please try again in a moment/);
    expect(ephemeralTo).toBe(ALICE);
    slack.faults.clear();
    expect((await ask('/snail status web')).text).toContain('HEALTHY web');
  });
});
