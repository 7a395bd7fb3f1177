import { mkdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemClock } from '../../src/clock.ts';
import { createStory } from '../../src/demo/story.ts';
import { type Stage, start } from '../harness.ts';
import { closePages, sharedBrowser } from './launch.ts';

/** Kept out of the repository; the README's picture is renewed by hand with UPDATE_PICTURE=1. */
const KEPT = fileURLToPath(new URL('../../.data/screenshots/logs.png', import.meta.url));
const PICTURE = fileURLToPath(new URL('./logs.png', import.meta.url));

const SOON = { timeout: 15_000 };

describe('a log thread in the browser', () => {
  let stage: Stage;
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    const story = createStory({ clock: systemClock });
    const environments = [{ alias: 'prod-eu', region: story.world.region }] as const;
    [stage, browser] = await Promise.all([
      start({ worlds: [story.world], config: { environments } }),
      sharedBrowser(),
    ]);
    page = await browser.newPage({ viewport: { width: 1400, height: 900 }, timezoneId: 'Europe/Berlin' });
    page.setDefaultTimeout(15_000);
    await page.goto(stage.slack.pageUrl);
  });

  afterAll(async () => {
    await closePages(browser);
    await stage?.stop();
  });

  it('opens from a command, shows the failing checks beside the old 200s, and is stopped by its button', async () => {
    const composer = page.getByRole('textbox', { name: 'Message #ops' });
    await composer.fill('/snail logs enhanced-ml --since 5m --lines 25');
    await composer.press('Enter');
    await page
      .getByText(/\d+ repl(y|ies)/)
      .first()
      .click();
    const thread = page
      .getByRole('complementary', { name: /Thread/ })
      .or(page.locator('.thread'))
      .first();
    await expect.poll(() => thread.innerText(), SOON).toMatch(/"GET \/health HTTP\/1\.1" 404/);
    expect(await thread.innerText()).toMatch(/"GET \/health HTTP\/1\.1" 200/);
    await page.getByRole('button', { name: 'Stop', exact: true }).first().click();
    await expect.poll(() => thread.innerText(), SOON).toMatch(/Stopped by alice/i);
    await mkdir(fileURLToPath(new URL('.', `file://${KEPT}`)), { recursive: true });
    await page.screenshot({ path: KEPT });
    if (process.env.UPDATE_PICTURE) await page.screenshot({ path: PICTURE });
  });
});
