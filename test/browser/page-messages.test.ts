import { describe, expect, it } from 'vitest';
import { section } from './given-blocks.ts';
import { aPageMessage, aWorkspace } from './page-server.ts';
import { withPage } from './with-page.ts';

const on = withPage();

describe('messages', () => {
  it('shows marks, names, dates in the reader’s zone and entities', async () => {
    await on.openWith(
      section(
        '*web* asked <@U2> and <!subteam^S1> in <#C2> at <!date^1795430400^{time_secs}|12:00:00 UTC> &lt;now&gt; `rev 15`',
      ),
    );
    const message = on.page.getByRole('article');
    await message.getByText('web', { exact: true }).waitFor();
    const text = 'web asked @Ilse Brandt and @ml-oncall in #release at 11:40:00 AM <now> rev 15';
    expect(await message.textContent()).toContain(text);
    expect(await message.locator('.slack_inline_code').textContent()).toBe('rev 15');
  });

  it('shows who wrote when, apps as apps, and edits as edits', async () => {
    await on.openWith(section('hello'));
    const message = on.page.getByRole('article', { name: 'Snail Trail, 11:40 AM' });
    expect(await message.textContent()).toContain('APP');
    on.server.tell({
      kind: 'message',
      message: aPageMessage({ blocks: [section('changed')], edited: true }),
    });
    await on.page.getByText('changed').waitFor();
    await on.page.getByText('(edited)').waitFor();
    expect(await on.page.getByText('hello').count()).toBe(0);
  });

  it('marks what only the reader can see', async () => {
    on.server.workspace = aWorkspace({ messages: [aPageMessage({ ephemeral: true, text: 'psst' })] });
    await on.open();
    expect(await on.page.getByRole('article').textContent()).toContain('Only visible to you');
  });

  it('says what to type in an empty channel, until something was said', async () => {
    await on.open();
    await on.page.getByText('Type /snail status').waitFor();
    on.server.tell({ kind: 'message', message: aPageMessage({ text: 'hello' }) });
    await on.page.getByText('hello').waitFor();
    expect(await on.page.getByText('Type /snail status').count()).toBe(0);
  });

  it('takes a removed message away', async () => {
    await on.openWith(section('gone soon'));
    on.server.tell({ kind: 'removed', channel: 'C1', ts: aPageMessage().ts });
    await expect.poll(() => on.page.getByRole('article').count()).toBe(0);
  });

  it('shows the colour bar and the words of a legacy attachment', async () => {
    const attachments = [{ color: '#d2384d', blocks: [section('an alarm')], text: 'fallback' }];
    on.server.workspace = aWorkspace({ messages: [aPageMessage({ attachments })] });
    await on.open();
    await on.page.getByText('an alarm').waitFor();
    await expect
      .poll(() => on.page.locator('.attachment-bar').evaluate((bar) => getComputedStyle(bar).backgroundColor))
      .toBe('rgb(210, 56, 77)');
  });

  it('says what Slack itself says', async () => {
    await on.open();
    const text = '/snail failed with the error "operation_timeout"';
    on.server.tell({ kind: 'notice', channel: 'C1', text });
    const notice = on.page.getByRole('article', { name: /^Slackbot/ });
    expect(await notice.textContent()).toContain(text);
    expect(await notice.textContent()).toContain('Only visible to you');
  });

  it('shows a file’s first lines, and all of them on demand', async () => {
    const content = Array.from({ length: 30 }, (_, line) => `line ${line + 1}`).join('\n');
    const files = [{ id: 'F1', name: 'web.log', content, size: 48_230, lines: 30 }];
    on.server.workspace = aWorkspace({ messages: [aPageMessage({ text: 'log', files })] });
    await on.open();
    const file = on.page.getByRole('figure', { name: 'File web.log' });
    expect(await file.textContent()).not.toContain('line 30');
    expect(await file.textContent()).toContain('48 kB · 30 lines');
    const download = file.getByRole('link', { name: 'Download' });
    expect(await download.getAttribute('href')).toBe('/page/files/F1');
    expect(await download.getAttribute('download')).toBe('web.log');
    await file.getByRole('button', { name: 'Show all 30 lines' }).click();
    expect(await file.textContent()).toContain('line 30');
  });

  it('counts news in channels that are not open', async () => {
    await on.open();
    on.server.tell({ kind: 'message', message: aPageMessage({ channel: 'C2', text: 'over here' }) });
    await on.page.getByRole('button', { name: 'release 1 unread' }).click();
    await on.page.getByText('over here').waitFor();
    await on.page.getByRole('button', { name: 'release', exact: true }).waitFor();
  });

  it('follows the newest message until the reader scrolls up', async () => {
    const messages = Array.from({ length: 60 }, (_, at) =>
      aPageMessage({ ts: `${1795430400 + at}.000100`, text: `message ${at}` }),
    );
    on.server.workspace = aWorkspace({ messages });
    await on.open();
    const list = on.page.getByRole('log');
    const toEnd = () => list.evaluate((box) => box.scrollHeight - box.scrollTop - box.clientHeight);
    await on.page.getByText('message 59').waitFor();
    await expect.poll(toEnd).toBeLessThan(2);
    await list.evaluate((box) => box.scrollTo({ top: 0 }));
    await expect.poll(() => list.evaluate((box) => box.scrollTop)).toBe(0);
    const newest = aPageMessage({ ts: '1795430500.000100', text: 'the newest' });
    on.server.tell({ kind: 'message', message: newest });
    await on.page.getByRole('button', { name: 'New messages' }).waitFor();
    expect(await list.evaluate((box) => box.scrollTop)).toBe(0);
    await on.page.getByRole('button', { name: 'New messages' }).click();
    await expect.poll(toEnd).toBeLessThan(2);
  });
});

describe('the line to the local Slack', () => {
  it('comes back by itself, with what was missed', async () => {
    await on.open();
    on.server.workspace = aWorkspace({ messages: [aPageMessage({ text: 'said meanwhile' })] });
    on.server.cut();
    await on.page.getByRole('status').getByText('Reconnecting').waitFor();
    await on.page.getByText('said meanwhile').waitFor();
    await expect.poll(() => on.page.getByRole('status').count()).toBe(0);
    const message = aPageMessage({ ts: '1795430499.000100', text: 'and live again' });
    on.server.tell({ kind: 'message', message });
    await on.page.getByText('and live again').waitFor();
  });
});
