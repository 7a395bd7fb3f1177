import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { actions, button, context, type Message, section, select } from '../../src/views/message.ts';
import { mention } from '../../src/views/mrkdwn.ts';
import { anEar, bothSides } from '../slack/both-sides.ts';
import { closePages, sharedBrowser } from './launch.ts';

const OPS = 'C0OPS0001';
const RED = '#d92d20';

function alarm(color: NonNullable<Message['color']>, title: string): Message {
  return {
    text: title,
    blocks: [
      section(`${title} ${mention({ kind: 'group', id: 'S0ONCALL1' })} ${mention({ kind: 'channel' })}`),
      context(`since 12:00, seen by ${mention({ kind: 'person', id: 'U0BORIS01' })}`),
      actions(
        button('acknowledge-alert', 'Acknowledge', 'alert-1'),
        select('snooze-alert', 'Snooze', [
          { label: '1 hour', value: '1h' },
          { label: '4 hours', value: '4h' },
        ]),
      ),
    ],
    color,
  };
}

describe('a coloured message in the browser', () => {
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    browser = await sharedBrowser();
  });

  afterAll(async () => {
    await closePages(browser);
  });

  async function opened(url: string): Promise<Page> {
    page = await browser.newPage({ viewport: { width: 1100, height: 700 } });
    page.setDefaultTimeout(10_000);
    await page.goto(url);
    return page;
  }

  it('shows its words once, the rest beside the bar, and mentions by name', async () => {
    const { server, slack } = await bothSides(anEar());
    await slack.outbox.post(OPS, alarm(RED, 'web is unhealthy'));
    const message = (await opened(server.pageUrl)).getByRole('article');
    await message.getByText('Acknowledge').waitFor();
    const shown = await message.innerText();
    expect(shown.match(/web is unhealthy/g)).toHaveLength(1);
    expect(shown).toContain('web is unhealthy @on-call @channel');
    const beside = message.locator('.attachment');
    expect(await beside.innerText()).toContain('since 12:00, seen by @Boris Lindqvist');
    expect(await beside.innerText()).not.toContain('web is unhealthy');
    const bar = beside.locator('.attachment-bar');
    expect(await bar.evaluate((one) => getComputedStyle(one).backgroundColor)).toBe('rgb(217, 45, 32)');
    expect(await bar.getAttribute('aria-hidden')).toBe('true');
    await page.close();
  });

  it('has a button and a menu beside the bar that reach the bot, and is replaced by its newer form', async () => {
    const ear = anEar({
      clicked: ({ actionId, value }, reply) =>
        reply.replace(
          actionId === 'snooze-alert' ? alarm('#f79009', `snoozed ${value}`) : alarm(RED, 'seen'),
        ),
    });
    const { server, slack } = await bothSides(ear);
    const root = await slack.outbox.post(OPS, alarm(RED, 'web is unhealthy'));
    const message = (await opened(server.pageUrl)).getByRole('article');
    await message.getByRole('button', { name: 'Acknowledge' }).click();
    await message.getByText('seen @on-call').waitFor();
    await message.getByRole('combobox', { name: 'Snooze' }).selectOption({ label: '4 hours' });
    await message.getByText('snoozed 4h').waitFor();
    expect(ear.clicks).toMatchObject([
      { actionId: 'acknowledge-alert', value: 'alert-1', place: { channel: OPS } },
      { actionId: 'snooze-alert', value: '4h', place: { channel: OPS } },
    ]);
    expect(server.messages({ channel: OPS })).toMatchObject([{ ts: root.ts, text: 'snoozed 4h' }]);
    const bar = message.locator('.attachment-bar');
    expect(await bar.evaluate((one) => getComputedStyle(one).backgroundColor)).toBe('rgb(247, 144, 9)');
    await page.close();
  });

  it('that is deleted leaves a placeholder over its thread, without anything to click', async () => {
    const { server, slack } = await bothSides(anEar());
    const root = await slack.outbox.post(OPS, alarm(RED, 'web is unhealthy'));
    await slack.outbox.reply(root, { text: 'why', blocks: [section('why')] });
    const message = (await opened(server.pageUrl)).getByRole('article');
    await message.getByRole('button', { name: 'Acknowledge' }).waitFor();
    server.deleteMessage('ops', root.ts);
    await message.getByText('This message was deleted.').waitFor();
    expect(await message.getByRole('button', { name: 'Acknowledge' }).count()).toBe(0);
    await message.getByRole('button', { name: /1 reply/ }).waitFor();
    await page.close();
  });
});
