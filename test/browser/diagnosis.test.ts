import { mkdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { systemClock } from '../../src/clock.ts';
import { createStory } from '../../src/demo/story.ts';
import { type Stage, start } from '../harness.ts';
import { closePages, sharedBrowser } from './launch.ts';

/** Kept out of the repository; the README's picture is renewed by hand with UPDATE_PICTURE=1. */
const KEPT = fileURLToPath(new URL('../../.data/screenshots/', import.meta.url));
const PICTURES = fileURLToPath(new URL('./', import.meta.url));

vi.setConfig({ testTimeout: 90_000 });

const SOON = { timeout: 40_000 };
/** Long enough after the beginning of the story for revision 15 to have failed again. */
const LATER_MS = 60_000;
/** The fix is rolled out within ten minutes. */
const MENDED_MS = 12 * 60_000;

describe('a diagnosis in the browser', () => {
  let stage: Stage;
  let browser: Browser;
  let page: Page;
  let aheadMs = LATER_MS;

  beforeAll(async () => {
    const clock = { ...systemClock, now: () => new Date(systemClock.now().getTime() + aheadMs) };
    const story = createStory({ clock });
    const environments = [{ alias: 'prod-eu', region: story.world.region }] as const;
    [stage, browser] = await Promise.all([
      start({ worlds: [story.world], clock, beforeAnswer: story.advance, config: { environments } }),
      sharedBrowser(),
    ]);
    page = await browser.newPage({ viewport: { width: 1280, height: 1280 }, timezoneId: 'Europe/Berlin' });
    page.setDefaultTimeout(15_000);
    await page.goto(stage.slack.pageUrl);
  });

  afterAll(async () => {
    await closePages(browser);
    await stage?.stop();
  });

  async function picture(name: string): Promise<void> {
    await page.mouse.move(700, 20);
    await mkdir(KEPT, { recursive: true });
    await page.screenshot({ path: `${KEPT}${name}` });
    if (process.env.UPDATE_PICTURE) await page.screenshot({ path: `${PICTURES}${name}` });
  }

  it('names the cause, and once the service is mended says until when that was believed', async () => {
    const composer = page.getByRole('textbox', { name: 'Message #ops' });
    await composer.fill('/snail diagnose enhanced-ml --share');
    await composer.press('Enter');
    const shared = page.getByRole('article').filter({ hasText: 'Confirmed' }).first();
    await expect.poll(() => shared.count(), SOON).toBe(1);
    expect(await shared.innerText()).toMatch(
      /Confirmed · ml-prod\/enhanced-ml rev 15: the health check asks GET \/health and the program answers 404, since the command/,
    );
    await picture('diagnosis.png');

    aheadMs = MENDED_MS;
    await shared.getByRole('button', { name: /^Run again/ }).click();
    await expect.poll(() => shared.innerText(), SOON).toMatch(/Was believed until .* Now: .*Nothing wrong/);
    await shared.getByRole('button', { name: /repl/ }).click();
    const thread = page.getByRole('complementary').last();
    await expect
      .poll(() => thread.innerText(), SOON)
      .toMatch(/Nothing wrong · ml-prod\/enhanced-ml rev 16[\s\S]*Gone: The health check/);
    await picture('diagnosis-after.png');
  });
});
