import { mkdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemClock } from '../../src/clock.ts';
import { createStory } from '../../src/demo/story.ts';
import { type Stage, start } from '../harness.ts';
import { closePages, sharedBrowser } from './launch.ts';

/** Kept out of the repository; the README's picture is renewed by hand with UPDATE_PICTURE=1. */
const KEPT = fileURLToPath(new URL('../../.data/screenshots/status.png', import.meta.url));
const PICTURE = fileURLToPath(new URL('./status.png', import.meta.url));

const SOON = { timeout: 10_000 };

describe('a newcomer in the browser', () => {
  let stage: Stage;
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    const story = createStory({ clock: systemClock });
    [stage, browser] = await Promise.all([
      start({
        worlds: [story.world],
        config: { environments: [{ alias: 'prod-eu', region: story.world.region }] },
      }),
      sharedBrowser(),
    ]);
    page = await browser.newPage({ viewport: { width: 1280, height: 1420 }, timezoneId: 'Europe/Berlin' });
    page.setDefaultTimeout(15_000);
    await page.goto(stage.slack.pageUrl);
  });

  afterAll(async () => {
    await closePages(browser);
    await stage?.stop();
  });

  it('types /snail status, refreshes, opens the card of the service in trouble, and shares it', async () => {
    const composer = page.getByRole('textbox', { name: 'Message #ops' });
    await composer.fill('/snail status');
    const answers = page.getByRole('article');
    const before = await answers.count();
    await composer.press('Enter');
    await expect.poll(() => answers.count(), SOON).toBe(before + 1);
    const overview = answers.nth(before);
    expect(await overview.innerText()).toMatch(/10 services: 1 stalled/);

    const asOf = await overview.innerText();
    await expect
      .poll(
        async () => {
          await overview.getByRole('button', { name: 'Refresh' }).click();
          return overview.innerText();
        },
        { interval: 1100, timeout: 10_000 },
      )
      .not.toBe(asOf);
    expect(await answers.count()).toBe(before + 1);

    await overview
      .getByRole('combobox', { name: 'Open a service' })
      .selectOption({ label: 'ml-prod/enhanced-ml' });
    await expect.poll(() => answers.count(), SOON).toBe(before + 2);
    const card = answers.nth(before + 1);
    expect(await card.innerText()).toMatch(
      /STALLED[\s\S]*enhanced-ml[\s\S]*rev 15[\s\S]*Task failed ELB health checks/,
    );
    await mkdir(fileURLToPath(new URL('.', `file://${KEPT}`)), { recursive: true });
    await page.screenshot({ path: KEPT });
    if (process.env.UPDATE_PICTURE) await page.screenshot({ path: PICTURE });

    await card.getByRole('button', { name: 'Share to channel' }).click();
    // What everybody sees, and the word to the one who clicked.
    await expect.poll(() => answers.count(), SOON).toBe(before + 4);
    expect(
      stage.slack.messages().filter(({ ephemeralTo, text }) => !ephemeralTo && text.includes('STALLED')),
    ).toHaveLength(1);
  });
});
