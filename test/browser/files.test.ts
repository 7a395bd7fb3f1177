import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { SEED } from '../../src/demo/slack/workspace.ts';
import { startedBolt, startedSlack } from '../demo/slack/started.ts';
import { closePages, sharedBrowser } from './launch.ts';
import { aFile } from './page-server.ts';

const TRACKER = '# Move web\n\n- [x] first\n- [ ] second\n';
const plain = (text: string) => ({ type: 'plain_text' as const, text });
const seed = { ...SEED, shortcuts: [{ callbackId: 'add', name: 'Add to operation', description: '' }] };

const form = {
  type: 'modal' as const,
  callback_id: 'import',
  title: plain('Import'),
  submit: plain('Import'),
  blocks: [
    {
      type: 'input' as const,
      block_id: 'file',
      label: plain('Tracker'),
      element: { type: 'file_input' as const, action_id: 'value', filetypes: ['md'], max_files: 1 },
    },
  ],
};

describe('files between a browser, the local Slack and an app', () => {
  let browser: Browser;

  beforeAll(async () => {
    browser = await sharedBrowser();
  });

  afterAll(() => closePages(browser));

  /** The page on a local Slack with an app that says what it reads in every file it gets. */
  async function opened(): Promise<Page> {
    const slack = await startedSlack({ seed });
    const read = async (url: unknown) => {
      const authorization = `Bearer ${slack.tokens.bot}`;
      return (await fetch(String(url), { headers: { authorization } })).text();
    };
    await startedBolt(slack, 'socket', (app) => {
      app.event('message', async ({ event, say }) => {
        const files = 'files' in event ? (event.files ?? []) : [];
        for (const file of files)
          await say(`read ${(await read(file.url_private_download)).length} characters`);
      });
      app.shortcut('add', async ({ ack, body, client }) => {
        await ack();
        await client.views.open({ trigger_id: body.trigger_id, view: form });
      });
      const answers = [{ response_action: 'errors' as const, errors: { file: 'This is no tracker.' } }];
      app.view('import', async ({ ack, view, client }) => {
        const files = view.state.values.file?.value?.files ?? [];
        await client.chat.postMessage({
          channel: 'C0OPS0001',
          text: `got ${await read(files[0]?.url_private)}`,
        });
        await ack(...answers.splice(0));
      });
    });
    const page = await browser.newPage({ viewport: { width: 1300, height: 800 } });
    onTestFinished(() => page.close());
    page.setDefaultTimeout(15_000);
    await page.goto(slack.pageUrl);
    return page;
  }

  it('sends one in a direct message, which the app reads and people download', async () => {
    const page = await opened();
    await page.getByRole('button', { name: 'Snail Trail' }).click();
    await page.locator('.composer input[type=file]').setInputFiles(aFile('tracker.md', TRACKER));
    await page.getByText('tracker.md').waitFor();
    await page.getByRole('button', { name: 'Send' }).click();
    await page.getByText(`read ${TRACKER.length} characters`).waitFor();
    const downloading = page.waitForEvent('download');
    await page.getByRole('link', { name: 'Download' }).click();
    const chunks: Buffer[] = [];
    const download = await downloading;
    for await (const chunk of await download.createReadStream()) chunks.push(Buffer.from(chunk));
    expect([download.suggestedFilename(), Buffer.concat(chunks).toString()]).toEqual(['tracker.md', TRACKER]);
  });

  it('hands one in with a form that a shortcut opened, once it is right', async () => {
    const page = await opened();
    await page.getByRole('textbox', { name: 'Message #ops' }).fill('disk is full');
    await page.getByRole('button', { name: 'Send' }).click();
    await page.getByText('disk is full').hover();
    await page.getByRole('button', { name: 'More message actions' }).click();
    await page.getByRole('menuitem', { name: 'Add to operation' }).click();
    const dialog = page.getByRole('dialog', { name: 'Import' });
    const send = dialog.getByRole('button', { name: 'Import', exact: true });
    await send.click();
    await dialog.getByRole('alert').getByText('Please complete this required field.').waitFor();
    await dialog.locator('input[type=file]').setInputFiles(aFile('tracker.md', 'words of the file'));
    await dialog.getByText('tracker.md').waitFor();
    await send.click();
    await dialog.getByRole('alert').getByText('This is no tracker.').waitFor();
    await send.click();
    await dialog.waitFor({ state: 'detached' });
    expect(await page.getByText('got words of the file').count()).toBe(2);
  });
});
