import { describe, expect, it, onTestFinished } from 'vitest';
import { SEED } from '../../../src/demo/slack/workspace.ts';
import type { Change, Workspace } from '../../../src/demo/slack-page/protocol.ts';
import type { SlackServer } from '../../../src/demo/slack-server.ts';
import { clientOf, startedBolt, startedSlack } from './started.ts';

const plain = (text: string) => ({ type: 'plain_text' as const, text });
const go = { type: 'button' as const, action_id: 'go', text: plain('Go'), value: 'web' };
const blocks = [{ type: 'actions' as const, block_id: 'row', elements: [go] }];

async function state(slack: SlackServer): Promise<Workspace> {
  return (await fetch(`${slack.pageUrl}page/state`)).json();
}

async function act(slack: SlackServer, what: string, body: unknown): Promise<number> {
  const response = await fetch(`${slack.pageUrl}page/${what}`, {
    method: 'POST',
    body: JSON.stringify(body),
  });
  return response.status;
}

/** Everything the page is told from now on. */
async function changes(slack: SlackServer): Promise<Change[]> {
  const ended = new AbortController();
  onTestFinished(() => ended.abort());
  const response = await fetch(`${slack.pageUrl}page/events`, { signal: ended.signal });
  const told: Change[] = [];
  const read = async () => {
    let text = '';
    const decoder = new TextDecoder();
    for await (const part of response.body ?? []) {
      text += decoder.decode(part, { stream: true });
      const parts = text.split('\n\n');
      text = parts.pop() ?? '';
      for (const one of parts) if (one.startsWith('data: ')) told.push(JSON.parse(one.slice(6)));
    }
  };
  read().catch(() => {});
  return told;
}

describe('the page', () => {
  it('is served, with its script and style', async () => {
    const slack = await startedSlack();
    const types = await Promise.all(
      ['', 'page/script.js', 'page/style.css'].map(async (path) => {
        const response = await fetch(`${slack.pageUrl}${path}`);
        expect((await response.text()).length).toBeGreaterThan(100);
        return response.headers.get('content-type');
      }),
    );
    expect(types).toEqual([
      'text/html; charset=utf-8',
      'text/javascript; charset=utf-8',
      'text/css; charset=utf-8',
    ]);
    expect((await fetch(`${slack.pageUrl}elsewhere`)).status).toBe(404);
  });

  it('shows the person what they can see, and nothing else', async () => {
    const slack = await startedSlack();
    const client = clientOf(slack);
    await client.chat.postMessage({
      channel: 'C0OPS0001',
      text: 'all',
      blocks,
      attachments: [{ color: '#f00', text: 'a' }],
    });
    await client.chat.postEphemeral({ channel: 'C0OPS0001', user: 'U0ALICE01', text: 'alice' });
    await client.chat.postEphemeral({ channel: 'C0OPS0001', user: 'U0BORIS01', text: 'boris' });
    await client.chat.postMessage({ channel: 'U0BORIS01', text: 'direct to boris' });
    const workspace = await state(slack);
    expect(workspace.messages.map(({ text, ephemeral }) => [text, ephemeral])).toEqual([
      ['all', false],
      ['alice', true],
    ]);
    expect(workspace.messages[0]).toMatchObject({
      attachments: [{ color: 'f00', text: 'a' }],
      user: 'U0SNAILBT',
    });
    expect(workspace).toMatchObject({ me: 'U0ALICE01', bot: 'U0SNAILBT', team: { name: 'Snail Works' } });
    expect(workspace.commands[0]?.command).toBe('/snail');
    expect(workspace.channels.map(({ name, kind }) => `${kind} ${name}`)).toEqual([
      'channel ops',
      'channel random',
      'channel war-room',
      'channel leads',
      'channel partners',
      'direct Snail Trail',
    ]);
  });

  it('says, clicks, and is told what changes', async () => {
    const slack = await startedSlack();
    await startedBolt(slack, 'socket', (app) => {
      app.command('/snail', async ({ ack, respond }) => {
        await ack();
        await respond({ text: 'answer', blocks });
      });
      app.action('go', async ({ ack, respond }) => {
        await ack();
        await respond({ text: 'clicked', replace_original: true });
      });
    });
    const told = await changes(slack);
    expect(await act(slack, 'say', { channel: 'C0OPS0001', text: '/snail status' })).toBe(200);
    await expect.poll(() => told.length).toBe(1);
    const { ts } = await slack.waitFor(({ text }) => text === 'answer');
    const click = { in: { channel: 'C0OPS0001', ts }, blockId: 'row', actionId: 'go', element: go };
    expect(await act(slack, 'click', click)).toBe(200);
    await expect.poll(() => told.length).toBe(2);
    expect(told).toMatchObject([
      { kind: 'message', message: { text: 'answer', ts, ephemeral: true } },
      { kind: 'message', message: { text: 'clicked', ts, blocks: [] } },
    ]);
  });

  it('is told of notices, removals, modals, errors and the Home tab', async () => {
    const slack = await startedSlack();
    const view = {
      type: 'modal' as const,
      callback_id: 'm',
      title: plain('T'),
      submit: plain('Save'),
      blocks: [
        {
          type: 'input' as const,
          block_id: 'b',
          label: plain('L'),
          element: { type: 'plain_text_input' as const, action_id: 'a' },
        },
      ],
    };
    const answers: unknown[] = [{ response_action: 'errors', errors: { b: 'wrong' } }, undefined];
    await startedBolt(slack, 'socket', (app) => {
      app.command('/snail', async ({ ack, command, client }) => {
        await ack();
        await client.views.open({ trigger_id: command.trigger_id, view });
      });
      app.view('m', ({ ack }) => ack(answers.shift() as never));
      app.event('app_home_opened', async ({ event, client }) => {
        await client.views.publish({ user_id: event.user, view: { type: 'home', blocks } });
      });
    });
    const told = await changes(slack);
    await act(slack, 'say', { channel: 'C0OPS0001', text: '/whale' });
    await act(slack, 'say', { channel: 'C0OPS0001', text: '/snail open' });
    await expect.poll(() => told.length).toBe(2);
    const viewId = slack.modals()[0]?.id ?? '';
    const values = { b: { a: { type: 'plain_text_input', value: 'x' } } };
    await act(slack, 'submit', { viewId, values });
    await act(slack, 'submit', { viewId, values });
    await act(slack, 'open-home', {});
    const { ts = '' } = await clientOf(slack).chat.postMessage({ channel: 'C0OPS0001', text: 'x' });
    await clientOf(slack).chat.delete({ channel: 'C0OPS0001', ts });
    await expect.poll(() => told.length).toBe(7);
    expect(told).toMatchObject([
      { kind: 'notice', channel: 'C0OPS0001' },
      { kind: 'modals', views: [{ title: 'T', submit: 'Save', callbackId: 'm', type: 'modal' }] },
      { kind: 'modal-errors', errors: { b: 'wrong' } },
      { kind: 'modals', views: [] },
      { kind: 'home', view: { type: 'home' } },
      { kind: 'message' },
      { kind: 'removed', channel: 'C0OPS0001', ts },
    ]);
    expect((await state(slack)).home?.type).toBe('home');
  });

  it('uploads a file, sends it, and gets back what the person can see', async () => {
    const slack = await startedSlack();
    const file = (id: string) => fetch(`${slack.pageUrl}page/files/${id}`);
    const upload = await fetch(`${slack.pageUrl}page/upload?name=${encodeURIComponent('plan ü.html')}`, {
      method: 'POST',
      body: '<script>alert(1)</script>',
    });
    const { id } = await upload.json();
    expect(await act(slack, 'say', { channel: 'D0ALICE01', text: '', files: [id] })).toBe(200);
    expect((await state(slack)).messages).toMatchObject([
      {
        text: '',
        files: [{ id, name: 'plan ü.html', size: 25, lines: 1, content: '<script>alert(1)</script>' }],
      },
    ]);
    const mine = await file(id);
    expect(mine.headers.get('content-disposition')).toBe("attachment; filename*=UTF-8''plan%20%C3%BC.html");
    expect(mine.headers.get('x-content-type-options')).toBe('nosniff');
    expect(await mine.text()).toBe('<script>alert(1)</script>');
    const hidden = await slack.sendFile({ user: 'boris', channel: 'direct', name: 'a.md', content: 'x' });
    const theirs = hidden.kind === 'message' ? hidden.message.files[0]?.id : undefined;
    expect((await file(theirs ?? '')).status).toBe(404);
    expect(await act(slack, 'say', { channel: 'D0ALICE01', text: '', files: [theirs] })).toBe(400);
  });

  it('uses a shortcut', async () => {
    const shortcuts = [{ callbackId: 'add', name: 'Add', description: '' }];
    const slack = await startedSlack({ seed: { ...SEED, shortcuts } });
    const used: string[] = [];
    await startedBolt(slack, 'socket', (app) => {
      app.shortcut('add', async ({ ack, body }) => {
        await ack();
        used.push(body.user.id);
      });
    });
    const said = await slack.say('here', { user: 'boris' });
    const ts = said.kind === 'message' ? said.message.ts : '';
    expect(await act(slack, 'shortcut', { channel: 'C0OPS0001', ts, callbackId: 'add' })).toBe(200);
    expect(used).toEqual(['U0ALICE01']);
  });

  it('is told why a file was not taken', async () => {
    const slack = await startedSlack();
    const upload = await fetch(`${slack.pageUrl}page/upload`, { method: 'POST', body: 'x' });
    expect([upload.status, await upload.json()]).toEqual([400, { ok: false, error: 'A file needs a name.' }]);
  });

  it.each([
    ['say', { channel: 'C0OPS0001', text: '', files: ['F0NOWHERE'] }],
    ['shortcut', { channel: 'C0OPS0001', ts: '1.1', callbackId: 'add' }],
    ['say', { channel: 'C0NOWHERE', text: 'x' }],
    ['say', { channel: 'C0OPS0001', text: '' }],
    ['say', []],
    ['click', { in: { channel: 'C0OPS0001', ts: '1.1' }, blockId: 'b', actionId: 'a', element: {} }],
    ['submit', { viewId: 'VNONE', values: {} }],
    ['close', { viewId: 'VNONE', values: {} }],
  ])('is refused a %s of %j', async (what, body) => {
    const slack = await startedSlack();
    expect(await act(slack, what, body)).toBe(400);
  });
});
