import { mkdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { systemClock } from '../../src/clock.ts';
import { seedOperation, seedProof } from '../../src/demo/seed-operation.ts';
import { createStory } from '../../src/demo/story.ts';
import { type Stage, start } from '../harness.ts';
import { closePages, sharedBrowser } from './launch.ts';

/** Kept out of the repository; the README's picture is renewed by hand with UPDATE_PICTURE=1. */
const KEPT = fileURLToPath(new URL('../../.data/screenshots/digest.png', import.meta.url));
const PICTURE = fileURLToPath(new URL('./digest.png', import.meta.url));

vi.setConfig({ testTimeout: 90_000 });

const SOON = { timeout: 40_000 };

describe('a digest in the browser', () => {
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
    await seedOperation(stage.app, stage.slack.seed);
    await seedProof(stage.app, stage.slack.seed);
    await stage.ask('/snail watch ml-prod/*');
    page = await browser.newPage({ viewport: { width: 1280, height: 1240 }, timezoneId: 'Europe/Berlin' });
    page.setDefaultTimeout(15_000);
    await page.goto(stage.slack.pageUrl);
  });

  afterAll(async () => {
    await closePages(browser);
    await stage?.stop();
  });

  /** The answer is known by its words: alerts come when they come. */
  async function typed(text: string, words: RegExp) {
    const composer = page.getByRole('textbox', { name: 'Message #ops' });
    await composer.fill(text);
    await composer.press('Enter');
    const answer = page.getByRole('article').filter({ hasText: words }).last();
    await expect.poll(() => answer.count(), SOON).toBe(1);
    return answer;
  }

  it('says what is proven, and with it how the operation and its services go', async () => {
    const proof = await typed('/snail verify', /probes run now/);
    expect(await proof.innerText()).toMatch(/verified 1\/10 · 3 refuted/);
    expect(await proof.innerText()).toMatch(/^1 .*refuted · .* · the rollout of enhanced-ml:15/m);

    const digest = await typed('/snail digest', /Only you see this: how it goes now/);
    const words = await digest.innerText();
    expect(words).toMatch(/Blocked · .*Snail Trail · “.*” is in the way/);
    expect(words).toContain('claimed 99 % · criteria 4/10 · verified 1/10');
    expect(words).toMatch(/Top blocker: .* · in the tracker since its import \d+/);
    expect(words).toMatch(/ml-prod\/enhanced-ml stalled now/);
    expect(words).toContain('Next steps');

    await digest.scrollIntoViewIfNeeded();
    await page.mouse.move(700, 20);
    await mkdir(fileURLToPath(new URL('.', `file://${KEPT}`)), { recursive: true });
    await page.screenshot({ path: KEPT });
    if (process.env.UPDATE_PICTURE) await page.screenshot({ path: PICTURE });
  });
});
