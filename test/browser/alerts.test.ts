import { mkdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createStory } from '../../src/demo/story.ts';
import { AT_ONCE, quickClock } from '../alert-stage.ts';
import { type Stage, start } from '../harness.ts';
import { closePages, sharedBrowser } from './launch.ts';

/** Kept out of the repository; the README's picture is renewed by hand with UPDATE_PICTURE=1. */
const KEPT = fileURLToPath(new URL('../../.data/screenshots/alerts.png', import.meta.url));
const PICTURE = fileURLToPath(new URL('./alerts.png', import.meta.url));

vi.setConfig({ testTimeout: 90_000 });

const SOON = { timeout: 40_000 };
/** On a clock that is three times as fast the fix begins some twenty seconds after the start. */
const SPEED = 7;

describe('an alert thread in the browser', () => {
  let stage: Stage;
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    const clock = quickClock();
    const story = createStory({ clock, speed: SPEED });
    const environments = [{ alias: 'prod-eu', region: story.world.region }] as const;
    [stage, browser] = await Promise.all([
      start({
        ...{ clock, worlds: [story.world], beforeAnswer: story.advance },
        config: { environments, alerts: AT_ONCE },
      }),
      sharedBrowser(),
    ]);
    page = await browser.newPage({ viewport: { width: 1400, height: 1180 }, timezoneId: 'Europe/Berlin' });
    page.setDefaultTimeout(15_000);
    await page.goto(stage.slack.pageUrl);
  });

  afterAll(async () => {
    await closePages(browser);
    await stage?.stop();
  });

  it('opens with what it found, is acknowledged by its button, and resolves with its duration when the fix is rolled out', async () => {
    await stage.ask('/snail watch enhanced-ml --on-call @ml-oncall --escalate @on-call');
    await page
      .getByText(/1 repl/)
      .first()
      .click();
    const thread = page.getByRole('complementary', { name: 'Thread' });
    await expect
      .poll(() => thread.innerText(), SOON)
      .toMatch(/What I found: .*Confirmed · rev 15: the health check/);
    expect(await thread.innerText()).toMatch(/Firing · ml-prod\/enhanced-ml · rollout of enhanced-ml:15/);
    expect(await thread.innerText()).toMatch(/On call: @ml-oncall · next: @on-call at/);
    expect(await thread.innerText()).toMatch(
      /last lines of a failing task\s+.*\n?.*GET \/health HTTP\/1\.1" 404/,
    );
    await thread
      .getByRole('button', { name: /Acknowledge/ })
      .first()
      .click();
    await expect.poll(() => thread.innerText(), SOON).toMatch(/alice acknowledged it at/);
    await expect
      .poll(() => thread.innerText(), SOON)
      .toMatch(/Resolved at .* after .*: enhanced-ml:16 was rolled out instead/);
    const channel = page.getByRole('log').first();
    await expect
      .poll(() => channel.innerText(), SOON)
      .toMatch(/Rolled out · ml-prod\/enhanced-ml · rev 14 → rev 16 after/);
    await page.mouse.move(700, 20);
    await mkdir(fileURLToPath(new URL('.', `file://${KEPT}`)), { recursive: true });
    await page.screenshot({ path: KEPT });
    if (process.env.UPDATE_PICTURE) await page.screenshot({ path: PICTURE });
  });
});
