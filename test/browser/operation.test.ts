import { mkdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { systemClock } from '../../src/clock.ts';
import { seedOperation } from '../../src/demo/seed-operation.ts';
import { createStory } from '../../src/demo/story.ts';
import { type Stage, start } from '../harness.ts';
import { closePages, sharedBrowser } from './launch.ts';

/** Kept out of the repository; the README's picture is renewed by hand with UPDATE_PICTURE=1. */
const KEPT = fileURLToPath(new URL('../../.data/screenshots/operation.png', import.meta.url));
const PICTURE = fileURLToPath(new URL('./operation.png', import.meta.url));

vi.setConfig({ testTimeout: 90_000 });

const SOON = { timeout: 40_000 };

describe('an operation in the browser', () => {
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
    page = await browser.newPage({ viewport: { width: 1280, height: 1240 }, timezoneId: 'Europe/Berlin' });
    page.setDefaultTimeout(15_000);
    await page.goto(stage.slack.pageUrl);
  });

  afterAll(async () => {
    await closePages(browser);
    await stage?.stop();
  });

  /** What the bot answers, once it has. */
  async function answerTo(act: () => Promise<unknown>) {
    const answers = page.getByRole('article');
    const before = await answers.count();
    await act();
    await expect.poll(() => answers.count(), SOON).toBeGreaterThan(before);
    return answers.nth(before);
  }

  function typed(text: string) {
    const composer = page.getByRole('textbox', { name: 'Message #ops' });
    return answerTo(async () => {
      await composer.fill(text);
      await composer.press('Enter');
    });
  }

  it('shows its card, takes a task by the form and a criterion by its menu, and takes both back', async () => {
    const card = await typed('/snail status');
    expect(await card.innerText()).toMatch(
      /claimed 99 % · criteria 4\/10 · verified 0\/10[\s\S]*59 points apart[\s\S]*Blocker 1/,
    );
    await page.mouse.move(700, 20);
    await mkdir(fileURLToPath(new URL('.', `file://${KEPT}`)), { recursive: true });
    await page.screenshot({ path: KEPT });
    if (process.env.UPDATE_PICTURE) await page.screenshot({ path: PICTURE });

    await card.getByRole('button', { name: 'Tasks' }).click();
    const tasks = page.getByRole('article').filter({ hasText: '9 of 16 open' });
    await tasks.getByRole('button', { name: 'Add…' }).click();
    const form = page.getByRole('dialog', { name: 'Add a task' });
    await form.getByLabel('In a few words').fill('Rotate the <!here> keys');
    const added = await answerTo(() => form.getByRole('button', { name: 'Add', exact: true }).click());
    expect(await added.innerText()).toMatch(/^\+92 - \[ \] \*\*Rotate the .*<!here> keys\*\*$/m);

    const criteria = await typed('/snail criterion');
    const met = criteria.getByRole('combobox', { name: 'Met…' });
    const ticked = await answerTo(() =>
      met.selectOption({ label: '5 · Container health check failures resolved' }),
    );
    expect(await ticked.innerText()).toMatch(
      /^-169 - \[ \] Container health check failures resolved\n\+169 - \[x\] Container health check failures resolved$/m,
    );
    expect(await (await typed('/snail op')).innerText()).toContain('criteria 5/10');

    for (const change of [ticked, added])
      await answerTo(() => change.getByRole('button', { name: 'Undo' }).click());
    expect(await (await typed('/snail op')).innerText()).toContain('criteria 4/10');
    expect(await (await typed('/snail task')).innerText()).toContain('9 of 16 open');
  });
});
