import { describe, expect, it, onTestFinished } from 'vitest';
import { systemClock } from '../../src/clock.ts';
import { createSlackServer } from '../../src/demo/slack-server.ts';
import { clientOf } from '../demo/slack/started.ts';
import { section } from './given-blocks.ts';
import { aPageMessage, aWorkspace } from './page-server.ts';
import { withPage } from './with-page.ts';

const on = withPage();

const root = aPageMessage({ blocks: [section('*Logs of web*')] });

/** A reply of about ten thousand characters, as a tail posts them. */
function linesReply(nth: number, lines = 100) {
  const text = Array.from({ length: lines }, (_, line) => {
    const words = `12:00:${String(line % 60).padStart(2, '0')}.123 GET /products/${nth}-${line}`;
    return line % 10 === 9
      ? `${words}\n    at load (/srv/app/dist/cart.js:17:4)`
      : `${words} 200 in 12 ms, from eu`;
  }).join('\n');
  const block = { type: 'rich_text_preformatted', elements: [{ type: 'text', text }] };
  return aPageMessage({
    ts: `${1795430500 + nth}.000100`,
    threadTs: root.ts,
    blocks: [{ type: 'rich_text', block_id: `r${nth}`, elements: [block] }],
  });
}

const thread = () => on.page.getByRole('log', { name: 'Messages in the thread' });
const toEnd = () => thread().evaluate((box) => box.scrollHeight - box.scrollTop - box.clientHeight);
const topOf = (words: string) =>
  thread()
    .getByText(words)
    .evaluate((box) => box.getBoundingClientRect().top);

async function openThread(replies: number): Promise<void> {
  const messages = [root, ...Array.from({ length: replies }, (_, nth) => linesReply(nth))];
  on.server.workspace = aWorkspace({ messages });
  await on.open();
  await on.page.getByRole('button', { name: `${replies} replies` }).click();
  await thread()
    .getByText(`/products/${replies - 1}-99`)
    .waitFor();
}

describe('a reply that is for the whole channel', () => {
  it('stands in both, and leads from the channel to its thread', async () => {
    const reply = { threadTs: root.ts, blocks: [section('Calling everybody here')] };
    const loud = aPageMessage({ ...reply, ts: '1795430500.000100', broadcast: true });
    const quiet = aPageMessage({
      threadTs: root.ts,
      ts: '1795430501.000100',
      blocks: [section('only there')],
    });
    on.server.workspace = aWorkspace({ messages: [root, loud, quiet] });
    await on.open();
    const channel = on.page.getByRole('log', { name: 'Messages in #ops' });
    await channel.getByText('Calling everybody here').waitFor();
    expect(await channel.getByText('only there').count()).toBe(0);
    await channel.getByRole('button', { name: 'replied to a thread' }).click();
    await thread().getByText('2 replies').waitFor();
    await thread().getByText('only there').waitFor();
    expect(await thread().getByRole('button', { name: 'replied to a thread' }).count()).toBe(0);
  });
});

describe('a thread of log lines', () => {
  it('shows lines as they were written, in one width, wrapped, and counts the replies', async () => {
    await openThread(3);
    const pre = thread().locator('pre').first();
    const look = await pre.evaluate((box) => {
      const { fontFamily, whiteSpace } = getComputedStyle(box);
      return { fontFamily, whiteSpace, isCut: box.scrollWidth > box.clientWidth };
    });
    expect(look.fontFamily).toContain('monospace');
    expect(look).toMatchObject({ whiteSpace: 'pre-wrap', isCut: false });
    expect((await pre.textContent())?.split('\n').length).toBe(110);
    await thread().getByText('3 replies').waitFor();
  });

  it('stays at the newest line while lines come in bursts and the root is edited', async () => {
    await openThread(40);
    await expect.poll(toEnd).toBeLessThan(2);
    for (let nth = 40; nth < 100; nth += 1) {
      on.server.tell({ kind: 'message', message: linesReply(nth) });
      const words = nth % 2 === 0 ? '*Logs of web*\nand\nmore' : '*Logs of web*';
      on.server.tell({ kind: 'message', message: { ...root, blocks: [section(words)], edited: true } });
    }
    await thread().getByText('/products/99-99').waitFor();
    await expect.poll(toEnd).toBeLessThan(2);
    await on.page.getByRole('button', { name: '100 replies' }).waitFor();
  });

  it('keeps still what is read further up', async () => {
    await openThread(20);
    await expect.poll(toEnd).toBeLessThan(2);
    await thread().hover();
    await on.page.mouse.wheel(0, -3000);
    await expect.poll(toEnd).toBeGreaterThan(2000);
    // The wheel's way goes on for some frames.
    let before = -1;
    await expect
      .poll(async () => {
        const last = before;
        before = await topOf('/products/17-50 ');
        return before === last;
      })
      .toBe(true);
    on.server.tell({
      kind: 'message',
      message: { ...root, blocks: [section('*Logs of web*\nand\nmuch\nmore')], edited: true },
    });
    on.server.tell({ kind: 'message', message: linesReply(20) });
    await thread().getByText('/products/20-99').waitFor({ state: 'attached' });
    await on.page.getByRole('complementary').getByRole('button', { name: 'New messages' }).waitFor();
    expect(Math.abs((await topOf('/products/17-50 ')) - before)).toBeLessThan(2);
  });
});

describe('a file in a thread', () => {
  it('comes from the Web API to the reader’s disk', async () => {
    const slack = createSlackServer({ clock: systemClock });
    await slack.start();
    onTestFinished(() => slack.stop());
    const client = clientOf(slack);
    const channel = 'C0OPS0001';
    const { ts = '' } = await client.chat.postMessage({ channel, text: 'Logs of web' });
    const content = Array.from({ length: 4000 }, (_, line) => `line ${line} of the whole file`).join('\n');
    await on.page.goto(slack.pageUrl);
    await client.filesUploadV2({ channel_id: channel, thread_ts: ts, filename: 'web.log', content });
    await on.page.getByRole('button', { name: '1 reply' }).click();
    const file = on.page.getByRole('figure', { name: 'File web.log' });
    await file.getByText(/^\d+ kB · 4000 lines$/).waitFor();
    const arriving = on.page.waitForEvent('download');
    await file.getByRole('link', { name: 'Download' }).click();
    const download = await arriving;
    expect(download.suggestedFilename()).toBe('web.log');
    await file.getByRole('button', { name: /Show \d+ of 4000 lines/ }).click();
    await file.getByText('line 1000 of').waitFor();
  });
});
