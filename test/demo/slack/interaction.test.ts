import type { App } from '@slack/bolt';
import { describe, expect, it } from 'vitest';
import type { SlackServer } from '../../../src/demo/slack-server.ts';
import { clientOf, movableClock, refusalOf, startedBolt, startedSlack } from './started.ts';

const plain = (text: string) => ({ type: 'plain_text' as const, text });
const go = { type: 'button' as const, action_id: 'go', text: plain('Go'), value: 'web' };
const pick = {
  type: 'static_select' as const,
  action_id: 'pick',
  options: ['a', 'b'].map((value) => ({ text: plain(value), value })),
};
const blocks = [{ type: 'actions' as const, block_id: 'row', elements: [go, pick] }];

async function post(url: string, body: unknown): Promise<{ status: number; body: string }> {
  const response = await fetch(url, { method: 'POST', body: JSON.stringify(body) });
  return { status: response.status, body: await response.text() };
}

/** A command's response_url, without answering it yet. */
async function commandUrl(slack: SlackServer): Promise<string> {
  let url = '';
  await startedBolt(slack, 'socket', (app) => {
    app.command('/snail', async ({ ack, command }) => {
      await ack();
      url = command.response_url;
    });
  });
  await slack.say('/snail status');
  return url;
}

describe("a command's response_url", () => {
  it('posts to the person, or to everyone with the command shown once', async () => {
    const slack = await startedSlack();
    const url = await commandUrl(slack);
    expect(await post(url, { text: 'for you' })).toEqual({ status: 200, body: 'ok' });
    await post(url, { text: 'for all', response_type: 'in_channel' });
    await post(url, { text: 'more for all', response_type: 'in_channel' });
    expect(slack.messages().map(({ text, ephemeralTo }) => [text, ephemeralTo])).toEqual([
      ['for you', 'U0ALICE01'],
      ['/snail status', undefined],
      ['for all', undefined],
      ['more for all', undefined],
    ]);
  });

  it('cannot replace an earlier answer: the newer form follows it', async () => {
    const slack = await startedSlack();
    const url = await commandUrl(slack);
    await post(url, { text: 'first' });
    await post(url, { text: 'second', replace_original: true });
    expect(slack.messages().map(({ text }) => text)).toEqual(['first', 'second']);
  });

  it('takes five posts', async () => {
    const slack = await startedSlack();
    const url = await commandUrl(slack);
    for (let count = 0; count < 5; count += 1)
      expect(await post(url, { text: 'x' })).toMatchObject({ status: 200 });
    expect(await post(url, { text: 'x' })).toEqual({ status: 404, body: '{"ok":false,"error":"used_url"}' });
  });

  it('lives for thirty minutes', async () => {
    const clock = movableClock();
    const slack = await startedSlack({ clock });
    const url = await commandUrl(slack);
    clock.advance(29 * 60_000);
    expect(await post(url, { text: 'x' })).toMatchObject({ status: 200 });
    clock.advance(2 * 60_000);
    expect(await post(url, { text: 'x' })).toEqual({
      status: 404,
      body: '{"ok":false,"error":"expired_url"}',
    });
  });

  it('refuses bad content without using a post', async () => {
    const slack = await startedSlack();
    const url = await commandUrl(slack);
    const refused = await post(url, { text: 'x', blocks: [{ type: 'marquee' }] });
    expect(JSON.parse(refused.body)).toMatchObject({
      ok: false,
      error: 'invalid_blocks',
      response_metadata: { messages: ['[ERROR] unsupported type: marquee [json-pointer:/blocks/0/type]'] },
    });
    expect(JSON.parse((await post(url, {})).body)).toMatchObject({ error: 'no_text' });
    expect(JSON.parse((await post(url, [])).body)).toMatchObject({ error: 'invalid_json' });
    for (let count = 0; count < 5; count += 1)
      expect(await post(url, { text: 'x' })).toMatchObject({ status: 200 });
  });
});

describe('a click', () => {
  async function clicked(listen: (app: App) => void) {
    const slack = await startedSlack();
    await startedBolt(slack, 'socket', listen);
    const client = clientOf(slack);
    const { ts = '' } = await client.chat.postMessage({ channel: 'C0OPS0001', text: 'root', blocks });
    const { message_ts = '' } = await client.chat.postEphemeral({
      channel: 'C0OPS0001',
      user: 'U0ALICE01',
      text: 'yours',
      blocks,
    });
    return { slack, root: { channel: 'C0OPS0001', ts }, yours: { channel: 'C0OPS0001', ts: message_ts } };
  }

  it('carries the button, the message and where it stands', async () => {
    const bodies: Record<string, unknown>[] = [];
    const { slack, root, yours } = await clicked((app) => {
      app.action('go', async ({ ack, body }) => {
        await ack();
        bodies.push({ ...body });
      });
    });
    expect(await slack.click('go', root, { user: 'boris' })).toEqual({ kind: 'acked' });
    await slack.click('go', yours);
    expect(bodies[0]).toMatchObject({
      type: 'block_actions',
      user: { id: 'U0BORIS01', team_id: 'T0SNAIL01' },
      container: { type: 'message', message_ts: root.ts, channel_id: 'C0OPS0001', is_ephemeral: false },
      message: { text: 'root' },
      channel: { id: 'C0OPS0001', name: 'ops' },
      actions: [{ type: 'button', action_id: 'go', block_id: 'row', value: 'web', text: plain('Go') }],
    });
    expect(bodies[1]).toMatchObject({ container: { is_ephemeral: true } });
    expect(bodies[1]).not.toHaveProperty('message');
  });

  it('carries the chosen option, in the action and in the state', async () => {
    const bodies: Record<string, unknown>[] = [];
    const { slack, root } = await clicked((app) => {
      app.action('pick', async ({ ack, body }) => {
        await ack();
        bodies.push({ ...body });
      });
    });
    await slack.click('pick', root, { option: 'b' });
    const chosen = { text: plain('b'), value: 'b' };
    expect(bodies[0]).toMatchObject({
      actions: [{ type: 'static_select', selected_option: chosen }],
      state: { values: { row: { pick: { type: 'static_select', selected_option: chosen } } } },
    });
  });

  it('replaces what was clicked, ephemeral or not', async () => {
    const { slack, root, yours } = await clicked((app) => {
      app.action('go', async ({ ack, respond }) => {
        await ack();
        await respond({ text: 'new form', replace_original: true });
      });
    });
    await slack.click('go', root);
    await slack.click('go', yours);
    await expect.poll(() => slack.messages().filter(({ text }) => text === 'new form')).toHaveLength(2);
    const [first, second] = slack.messages();
    expect(first).toMatchObject({ ts: root.ts, blocks: [], ephemeralTo: undefined });
    expect(first?.edited).toBeDefined();
    expect(second).toMatchObject({ ts: yours.ts, ephemeralTo: 'U0ALICE01' });
  });

  it('can delete what was clicked, or answer beside it', async () => {
    const { slack, root, yours } = await clicked((app) => {
      app.action('go', async ({ ack, respond, body }) => {
        await ack();
        if ('message' in body) await respond({ text: 'beside', replace_original: false });
        else await respond({ delete_original: true });
      });
    });
    await slack.click('go', yours);
    await expect.poll(() => slack.messages()).toHaveLength(1);
    await slack.click('go', root, { user: 'boris' });
    expect(await slack.waitFor(({ text }) => text === 'beside')).toMatchObject({ ephemeralTo: 'U0BORIS01' });
  });

  it('is possible only on what the person can see', async () => {
    const { slack, root, yours } = await clicked(() => {});
    await expect(slack.click('go', yours, { user: 'boris' })).rejects.toThrow('cannot see');
    await expect(slack.click('stop', root)).rejects.toThrow('there is no element stop');
    await expect(slack.click('pick', root, { option: 'z' })).rejects.toThrow('has no option z');
    await expect(slack.click('go', { channel: 'C0OPS0001', ts: '1.1' })).rejects.toThrow(
      'there is no message',
    );
  });

  it('tells the person when the app is not there', async () => {
    const slack = await startedSlack();
    const { ts = '' } = await clientOf(slack).chat.postMessage({
      channel: 'C0OPS0001',
      text: 'root',
      blocks,
    });
    expect(await slack.click('go', { channel: 'C0OPS0001', ts })).toEqual({
      kind: 'failed',
      error: 'dispatch_failed',
    });
    expect(slack.notices()[0]?.text).toContain('did not respond');
  });
});

describe('modals', () => {
  const modal = (title = 'Watch', more: object = {}) => ({
    type: 'modal' as const,
    callback_id: 'watch',
    title: plain(title),
    submit: plain('Save'),
    blocks: [
      {
        type: 'input' as const,
        block_id: 'service',
        label: plain('Service'),
        element: { type: 'plain_text_input' as const, action_id: 'name' },
      },
    ],
    ...more,
  });
  const values = (value: string) => ({ service: { name: { type: 'plain_text_input', value } } });

  async function opened(listen: (app: App) => void, clock = movableClock()) {
    const slack = await startedSlack({ clock });
    const triggers: string[] = [];
    await startedBolt(slack, 'socket', (app) => {
      app.command('/snail', async ({ ack, command }) => {
        await ack();
        triggers.push(command.trigger_id);
      });
      listen(app);
    });
    await slack.say('/snail watch');
    const trigger_id = triggers[0] ?? '';
    return { slack, clock, trigger_id, client: clientOf(slack) };
  }

  it('are opened once by a trigger, within three seconds', async () => {
    const { slack, clock, trigger_id, client } = await opened(() => {});
    const { view } = await client.views.open({ trigger_id, view: modal() });
    expect(slack.modals()).toHaveLength(1);
    expect(view).toMatchObject({ root_view_id: view?.id, state: { values: {} }, hash: expect.any(String) });
    expect(await refusalOf(client.views.open({ trigger_id, view: modal() }))).toMatchObject({
      error: 'exchanged_trigger_id',
    });
    expect(await refusalOf(client.views.open({ trigger_id: 'made.up', view: modal() }))).toMatchObject({
      error: 'invalid_trigger_id',
    });
    const late = await opened(() => {}, clock);
    clock.advance(3100);
    expect(
      await refusalOf(late.client.views.open({ trigger_id: late.trigger_id, view: modal() })),
    ).toMatchObject({ error: 'expired_trigger_id' });
  });

  it('are refused with the place of what is wrong', async () => {
    const { trigger_id, client } = await opened(() => {});
    expect(await refusalOf(client.views.open({ trigger_id, view: modal('x'.repeat(25)) }))).toEqual({
      error: 'invalid_arguments',
      messages: ['[ERROR] must be less than 25 characters [json-pointer:/view/title/text]'],
    });
  });

  it('are too large above 250 kB', async () => {
    const { trigger_id, client } = await opened(() => {});
    const section = { type: 'section' as const, text: { type: 'mrkdwn' as const, text: 'x'.repeat(2900) } };
    const view = modal('Watch', { blocks: Array.from({ length: 99 }, () => section) });
    expect(await refusalOf(client.views.open({ trigger_id, view }))).toMatchObject({
      error: 'view_too_large',
    });
  });

  it.each([
    ['nothing, and close', undefined, []],
    ['clear', { response_action: 'clear' }, []],
    ['an update', { response_action: 'update', view: modal('Second') }, ['Second']],
    ['a push', { response_action: 'push', view: modal('Second') }, ['Watch', 'Second']],
  ])('can be answered with %s', async (_, answer, titles) => {
    const submitted: unknown[] = [];
    const { slack, trigger_id, client } = await opened((app) => {
      app.view('watch', async ({ ack, view }) => {
        submitted.push(view.state.values);
        await (answer ? ack(answer as never) : ack());
      });
    });
    const { view } = await client.views.open({ trigger_id, view: modal() });
    expect(await slack.submit(view?.id ?? '', values('web'))).toEqual({ kind: 'taken' });
    expect(submitted).toEqual([values('web')]);
    expect(slack.modals().map(({ view }) => (view.title as { text: string }).text)).toEqual(titles);
  });

  it('can be answered with errors on blocks that are there', async () => {
    const answers = [{ service: 'no such service' }, { elsewhere: 'no such block' }];
    const { slack, trigger_id, client } = await opened((app) => {
      app.view('watch', ({ ack }) => ack({ response_action: 'errors', errors: answers.shift() } as never));
    });
    const { view } = await client.views.open({ trigger_id, view: modal() });
    const id = view?.id ?? '';
    expect(await slack.submit(id, values('x'))).toEqual({
      kind: 'errors',
      errors: { service: 'no such service' },
    });
    expect(await slack.submit(id, values('x'))).toEqual({ kind: 'failed', error: 'invalid_errors' });
    expect(slack.modals()).toHaveLength(1);
  });

  it('stack three deep', async () => {
    const triggers: string[] = [];
    const { slack, trigger_id, client } = await opened((app) => {
      app.action('more', async ({ ack, body }) => {
        await ack();
        triggers.push('trigger_id' in body ? body.trigger_id : '');
      });
    });
    const button = { type: 'button' as const, action_id: 'more', text: plain('More') };
    const view = modal('Watch', { blocks: [{ type: 'actions', elements: [button] }] });
    await client.views.open({ trigger_id, view });
    const push = async () => {
      await slack.click('more', { viewId: slack.modals().at(-1)?.id ?? '' });
      return client.views.push({ trigger_id: triggers.at(-1) ?? '', view });
    };
    await push();
    await push();
    expect(await refusalOf(push())).toMatchObject({ error: 'push_limit_reached' });
  });

  it('are updated by id, unless somebody was faster', async () => {
    const { slack, trigger_id, client } = await opened(() => {});
    const { view } = await client.views.open({ trigger_id, view: modal() });
    const at = { view_id: view?.id ?? '', hash: view?.hash ?? '' };
    await client.views.update({ ...at, view: modal('Newer') });
    expect(await refusalOf(client.views.update({ ...at, view: modal('Late') }))).toMatchObject({
      error: 'hash_conflict',
    });
    expect(slack.modals()[0]?.view.title).toEqual(plain('Newer'));
    expect(await refusalOf(client.views.update({ view_id: 'VNONE', view: modal() }))).toMatchObject({
      error: 'not_found',
    });
  });

  it('tell the app of being closed only where it asked for it', async () => {
    const closed: string[] = [];
    const { slack, trigger_id, client } = await opened((app) => {
      app.view({ callback_id: 'watch', type: 'view_closed' }, async ({ ack, view }) => {
        closed.push(view.id);
        await ack();
      });
    });
    const { view } = await client.views.open({ trigger_id, view: modal('Watch', { notify_on_close: true }) });
    await slack.closeModal(view?.id ?? '');
    expect(closed).toEqual([view?.id]);
    expect(slack.modals()).toEqual([]);
  });
});

describe('the Home tab', () => {
  it('is published when it is opened, and clicks in it are heard', async () => {
    const slack = await startedSlack();
    const heard: unknown[] = [];
    await startedBolt(slack, 'socket', (app) => {
      app.event('app_home_opened', async ({ event, client }) => {
        heard.push([event.user, event.tab, (event.view as { id?: string } | undefined)?.id]);
        await client.views.publish({ user_id: event.user, view: { type: 'home', blocks } });
      });
      app.action('go', async ({ ack, body }) => {
        await ack();
        heard.push(body.type === 'block_actions' ? body.container : undefined);
      });
    });
    await slack.openHome('boris');
    await expect.poll(() => slack.home('boris')?.id).toBeDefined();
    const id = slack.home('boris')?.id ?? '';
    await slack.openHome('boris');
    await slack.click('go', { viewId: id }, { user: 'boris' });
    expect(heard).toEqual([
      ['U0BORIS01', 'home', undefined],
      ['U0BORIS01', 'home', id],
      { type: 'view', view_id: id },
    ]);
    await expect(slack.click('go', { viewId: id }, { user: 'alice' })).rejects.toThrow('has no view');
  });
});
