import { describe, expect, it } from 'vitest';
import { input } from './given-blocks.ts';
import { aFile, aPageMessage, aWorkspace } from './page-server.ts';
import { withPage } from './with-page.ts';

const on = withPage();
const chooser = () => on.page.locator('.composer input[type=file]');

describe('files in the composer', () => {
  it('are uploaded when they are chosen and sent with the message, or alone', async () => {
    await on.open();
    await chooser().setInputFiles([aFile('a b.md', '# A'), aFile('b.md', '# B')]);
    await on.page.getByRole('button', { name: 'Remove b.md' }).click();
    await on.page.getByRole('button', { name: 'Send' }).click();
    expect(await on.posted('upload')).toEqual({ name: 'a b.md', text: '# A' });
    expect(await on.posted('say')).toEqual({ channel: 'C1', text: '', files: ['F1'] });
    await expect.poll(() => on.page.getByRole('list', { name: 'Chosen files' }).count()).toBe(0);
  });

  it('stay when sending failed', async () => {
    await on.open();
    await chooser().setInputFiles(aFile('a.md', '# A'));
    await on.page.getByText('a.md').waitFor();
    on.server.status = 400;
    await on.page.getByRole('textbox', { name: 'Message #ops' }).press('Enter');
    await on.page.getByRole('alert').waitFor();
    await on.page.getByText('a.md').waitFor();
  });

  it('are not there when the upload failed, and one is told', async () => {
    await on.open();
    on.server.status = 400;
    await chooser().setInputFiles(aFile('a.md', '# A'));
    await on.page.getByRole('alert').getByText('The local Slack refused this (400).').waitFor();
    expect(await on.page.getByRole('list', { name: 'Chosen files' }).count()).toBe(0);
  });

  it('can be dropped', async () => {
    await on.open();
    const data = await on.page.evaluateHandle(() => {
      const transfer = new DataTransfer();
      transfer.items.add(new File(['# A'], 'dropped.md'));
      return transfer;
    });
    await on.page.locator('.composer').dispatchEvent('drop', { dataTransfer: data });
    await on.page.getByText('dropped.md').waitFor();
    expect(await on.posted('upload')).toEqual({ name: 'dropped.md', text: '# A' });
  });
});

describe('a file dropped beside', () => {
  it('does not lead away from the page', async () => {
    await on.open();
    const isRefused = await on.page.evaluate(
      () => !document.body.dispatchEvent(new DragEvent('drop', { bubbles: true, cancelable: true })),
    );
    expect(isRefused).toBe(true);
  });
});

describe('files in a form', () => {
  const files = input('file', 'Tracker', { type: 'file_input', filetypes: ['md'], max_files: 1 });

  it('can be taken away and chosen again, and no more than asked for', async () => {
    await on.openModal(files, input('note', 'Note', { type: 'plain_text_input' }));
    const choose = on.page.getByRole('button', { name: 'Tracker: choose a file' });
    const field = on.page.getByRole('dialog').locator('input[type=file]');
    expect(await field.getAttribute('accept')).toBe('.md');
    await field.setInputFiles([aFile('a.md', 'a'), aFile('b.md', 'b')]);
    await on.page.getByText('a.md').waitFor();
    expect(await choose.count()).toBe(0);
    await on.page.getByRole('button', { name: 'Remove a.md' }).click();
    await choose.waitFor();
    await field.setInputFiles(aFile('c.md', 'cc'));
    await on.page.getByText('c.md').waitFor();
    await on.page.getByRole('textbox', { name: 'Note' }).fill('new');
    await on.page.getByRole('button', { name: 'Save' }).click();
    expect(await on.posted('submit')).toMatchObject({
      values: {
        file: { 'file-act': { type: 'file_input', files: [{ id: 'F2', name: 'c.md', size: 2 }] } },
        note: { 'note-act': { value: 'new' } },
      },
    });
  });
});

describe('what a message offers', () => {
  it('is the app’s shortcuts, in its menu', async () => {
    on.server.workspace = aWorkspace({ messages: [aPageMessage({ user: 'U2', text: 'disk is full' })] });
    await on.open();
    await on.page.getByText('disk is full').hover();
    await on.page.getByRole('button', { name: 'More message actions' }).click();
    await on.page.getByRole('menuitem', { name: 'Add to operation' }).click();
    const { channel, ts } = aPageMessage();
    expect(await on.posted('shortcut')).toEqual({ channel, ts, callbackId: 'add' });
    expect(await on.page.getByRole('menu').count()).toBe(0);
  });

  it('opens upwards at the end of a channel', async () => {
    const messages = Array.from({ length: 40 }, (_, at) =>
      aPageMessage({ ts: `${1795430400 + at}.000100`, text: `message ${at}` }),
    );
    on.server.workspace = aWorkspace({ messages });
    await on.open();
    await on.page.getByText('message 39').hover();
    const button = on.page.getByRole('article').last().getByRole('button', { name: 'More message actions' });
    await button.click();
    const item = await on.page.getByRole('menuitem', { name: 'Add to operation' }).boundingBox();
    const below = await button.boundingBox();
    expect(item && below && item.y + item.height).toBeLessThanOrEqual(below?.y ?? 0);
  });

  it('has no menu where only the reader sees it', async () => {
    on.server.workspace = aWorkspace({ messages: [aPageMessage({ text: 'for you', ephemeral: true })] });
    await on.open();
    await on.page.getByText('for you').hover();
    expect(await on.page.getByRole('button', { name: 'More message actions' }).count()).toBe(0);
  });

  it('is a file to download where it is no text', async () => {
    const files = [{ id: 'F7', name: 'view.png', size: 48_230, lines: 1, content: '' }];
    on.server.workspace = aWorkspace({ messages: [aPageMessage({ files })] });
    await on.open();
    const file = on.page.getByRole('figure', { name: 'File view.png' });
    expect(await file.textContent()).toBe('view.png48 kBDownload');
    expect(await file.getByRole('link').getAttribute('href')).toBe('/page/files/F7');
  });
});
