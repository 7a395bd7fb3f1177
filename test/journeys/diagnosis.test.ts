import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { systemClock } from '../../src/clock.ts';
import { seedOperation } from '../../src/demo/seed-operation.ts';
import type { StoredMessage } from '../../src/demo/slack/ledger.ts';
import { createStory } from '../../src/demo/story.ts';
import { type AlertWatch, AT_ONCE, alertWatch } from '../alert-stage.ts';
import { type Stage, start } from '../harness.ts';

// One story, told in order: looks come every quarter of a minute.
vi.setConfig({ testTimeout: 90_000, hookTimeout: 60_000 });

/** Long enough after the beginning of the story for revision 15 to have failed again. */
const LATER_MS = 60_000;
/** By then revision 16 has taken its place. */
const MENDED_MS = 12 * 60_000;
const CAUSE =
  /the health check asks GET \/health and the program answers 404, since the command of enhanced-ml changed/;
const SOON_MS = 40_000;

let stage: Stage;
let watch: AlertWatch;
let folder: string;
let aheadMs = LATER_MS;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'snail-diagnosis-'));
  const clock = { ...systemClock, now: () => new Date(systemClock.now().getTime() + aheadMs) };
  const story = createStory({ clock });
  const environments = [{ alias: 'prod-eu', region: story.world.region }] as const;
  stage = await start({
    worlds: [story.world],
    clock,
    beforeAnswer: story.advance,
    config: { environments, alerts: AT_ONCE, databaseUrl: `file:${join(folder, 'snail.db')}` },
  });
  await seedOperation(stage.app, stage.slack.seed);
  watch = alertWatch(stage.slack);
});

afterAll(async () => {
  await stage?.stop();
  await rm(folder, { recursive: true, force: true });
});

/** Clicks, and resolves with what the bot tells that person then. */
async function clicked(action: string, on: StoredMessage, user = 'alice'): Promise<StoredMessage> {
  const seen = new Set(stage.slack.messages().map(({ ts }) => ts));
  const id = stage.slack.seed.users.find(({ name }) => name === user)?.id;
  // A busy machine may not acknowledge in Slack's three seconds: people click again then.
  await expect
    .poll(async () => (await stage.slack.click(action, on, { user })).kind, {
      timeout: SOON_MS,
      interval: 300,
    })
    .toBe('acked');
  return stage.slack.waitFor(({ ephemeralTo, ts }) => ephemeralTo === id && !seen.has(ts), SOON_MS);
}

describe('the reference story, diagnosed', () => {
  let alert: StoredMessage;
  let found: StoredMessage;
  let own: StoredMessage;

  it('names the cause in the thread of the alert by itself, with the last errors and what to do', async () => {
    await stage.ask('/snail watch enhanced-ml');
    alert = await watch.stands(/^🔴 Firing · ml-prod\/enhanced-ml/);
    found = await watch.said(alert, /What I found/);
    expect(found.text).toMatch(/^🔎 What I found: 🔴 Confirmed · rev 15: /);
    expect(found.text).toMatch(CAUSE);
    expect(found.text).toMatch(/\nProof: .*404/);
    expect(found.text).toMatch(/\nRevision: rev 14 → rev 15/);
    expect(found.text).toMatch(/\nRuled out: no public IP: .*other causes as well\n/);
    expect(found.text).toContain(
      '\n  aws ecs update-service --cluster ml-prod --service enhanced-ml --task-definition enhanced-ml:14\n',
    );
    expect(found.pings).toEqual([]);
  });

  it('is asked for from the card of the service as well, for oneself', async () => {
    const card = await stage.ask('/snail status enhanced-ml');
    own = await clicked('diagnose-service', card);
    expect(own.text).toMatch(/^🔴 Confirmed · ml-prod\/enhanced-ml rev 15: /);
    expect(own.text).toMatch(CAUSE);
    expect(own.text).toMatch(/Since the last run at .*:\n {2}Nothing changed: all of it is still so/);
    expect(own.text).toMatch(/\n {2}No public IP: every failing task reached RUNNING/);
  });

  it('becomes one finding, though two people save it at once, and a blocker', async () => {
    const [one, other] = await Promise.all([
      clicked('save-finding', found, 'alice'),
      clicked('save-finding', found, 'boris'),
    ]);
    const said = [one.text, other.text].sort();
    expect(said[0]).toMatch(/^Added .*finding/);
    expect(said[1]).toMatch(/^It is there already: finding \d+, "ml-prod\/enhanced-ml rev 15/);
    expect((await clicked('make-blocker', found)).text).toMatch(/^Added .*blocker/);
    expect((await clicked('make-blocker', own)).text).toMatch(/^It is there already: blocker 2/);
    const list = await stage.ask('/snail finding');
    expect(list.text).toMatch(/confirmed · ml-prod\/enhanced-ml rev 15: the health check/);
  });

  it('runs again in the thread: one reply for all who click, and only that nothing changed', async () => {
    const told = await Promise.all([
      clicked('run-again', found, 'alice'),
      clicked('run-again', found, 'boris'),
    ]);
    expect(told.map(({ text }) => text).sort()).toEqual([
      'Somebody asked just now: what is found comes into the thread.',
      'What I found is in the thread.',
    ]);
    const again = await watch.said(alert, /^🔴 Confirmed · ml-prod\/enhanced-ml rev 15/);
    expect(again.text).toContain('Nothing changed: all of it is still so');
    expect(again.text).not.toContain('Ruled out');
  });

  it('after the fix says what is gone, and until when it was believed, where it was said', async () => {
    const shared = await clicked('share-diagnosis', own);
    expect(shared.text).toBe('Shared. Everybody here sees it now.');
    const post = await watch.stands(/^🔴 Confirmed .*[\s\S]*Shared by alice/);
    aheadMs = MENDED_MS;
    await stage.slack.click('run-again', own);
    const over = /Was believed until \d\d:\d\d UTC/;
    const now = await stage.slack.waitFor(
      ({ ephemeralTo, text }) => ephemeralTo !== undefined && over.test(text),
      SOON_MS,
    );
    expect(now.text).toMatch(/^🟢 Nothing wrong · ml-prod\/enhanced-ml rev 16: it runs as it should\n🕓 Was/);
    expect(now.text).toMatch(/\n {2}Gone: The health check asks GET \/health/);
    const marked = await watch.stands(/^🕓 Was believed until .* Now: 🟢 Nothing wrong · rev 16/);
    expect([marked.ts, marked.text.includes('aws ecs update-service')]).toEqual([post.ts, false]);
    await watch.said(alert, /^🕓 Was believed until .*: 🔴 Confirmed · rev 15/);
    expect((await clicked('make-blocker', found)).text).toMatch(/^That is not believed any more/);
  });
});
