import { describe, expect, it } from 'vitest';
import { clientOf, refusalOf, startedSlack } from './started.ts';

describe('tokens', () => {
  it('tells the bot who it is, and which scopes it has', async () => {
    const slack = await startedSlack();
    const answer = await clientOf(slack).auth.test();
    expect(answer).toMatchObject({
      ok: true,
      user_id: 'U0SNAILBT',
      team_id: 'T0SNAIL01',
      bot_id: 'B0SNAIL01',
    });
    expect(answer.response_metadata?.scopes).toContain('chat:write');
  });

  it.each([
    ['no token', undefined, 'not_authed'],
    ['a wrong token', 'xoxb-wrong', 'invalid_auth'],
  ])('refuses %s', async (_, token, error) => {
    const slack = await startedSlack();
    const response = await fetch(`${slack.url}auth.test`, {
      method: 'POST',
      headers: token ? { authorization: `Bearer ${token}` } : {},
    });
    expect(await response.json()).toEqual({ ok: false, error });
  });

  it('takes the token and JSON values in the body, too', async () => {
    const slack = await startedSlack();
    const response = await fetch(`${slack.url}chat.postMessage`, {
      method: 'POST',
      headers: { 'content-type': 'application/json; charset=utf-8' },
      body: JSON.stringify({
        token: slack.tokens.bot,
        channel: 'C0OPS0001',
        text: 'json',
        blocks: [{ type: 'divider' }],
      }),
    });
    expect(await response.json()).toMatchObject({ ok: true, message: { blocks: [{ type: 'divider' }] } });
  });

  it('opens sockets for the app token only', async () => {
    const slack = await startedSlack();
    const opened = await clientOf(slack, slack.tokens.app).apps.connections.open();
    expect(opened.url).toMatch(/^ws:\/\/127\.0\.0\.1:\d+\/link\?ticket=/);
    expect(await refusalOf(clientOf(slack).apps.connections.open())).toMatchObject({
      error: 'not_allowed_token_type',
    });
  });

  it('names the scope that is missing', async () => {
    const slack = await startedSlack({ scopes: ['chat:write'] });
    const refused = clientOf(slack).users.info({ user: 'U0ALICE01' });
    await expect(refused).rejects.toMatchObject({
      data: { error: 'missing_scope', needed: 'users:read', provided: 'chat:write' },
    });
  });

  it('does not know a method that does not exist', async () => {
    const slack = await startedSlack();
    expect(await refusalOf(clientOf(slack).apiCall('chat.shout'))).toMatchObject({ error: 'unknown_method' });
  });

  it('counts what was called, and never keeps a token', async () => {
    const slack = await startedSlack();
    await clientOf(slack).auth.test();
    await clientOf(slack).chat.postMessage({ channel: 'C0OPS0001', text: 'one' });
    expect(slack.calls.count()).toBe(2);
    expect(slack.calls.of('chat.postMessage')[0]?.args).toMatchObject({ text: 'one' });
    expect(JSON.stringify(slack.calls.of())).not.toContain(slack.tokens.bot);
  });

  it('answers nobody who came by another name', async () => {
    const slack = await startedSlack();
    const { request } = await import('node:http');
    const status = await new Promise((resolve) => {
      request(`${slack.url}auth.test`, { headers: { host: 'evil.example' } }, (response) => {
        response.resume();
        resolve(response.statusCode);
      }).end();
    });
    expect(status).toBe(403);
    const foreign = await fetch(`${slack.pageUrl}page/say`, {
      method: 'POST',
      headers: { origin: 'http://evil.example' },
      body: '{}',
    });
    expect(foreign.status).toBe(403);
  });
});

describe('posting', () => {
  it('posts by id, by name and to a person', async () => {
    const slack = await startedSlack();
    const client = clientOf(slack);
    const byId = await client.chat.postMessage({ channel: 'C0OPS0001', text: 'a' });
    const byName = await client.chat.postMessage({ channel: '#ops', text: 'b' });
    const direct = await client.chat.postMessage({ channel: 'U0BORIS01', text: 'c' });
    expect([byId.channel, byName.channel, direct.channel]).toEqual(['C0OPS0001', 'C0OPS0001', 'D0BORIS01']);
    expect(Number(byName.ts)).toBeGreaterThan(Number(byId.ts));
    expect(slack.messages({ channel: 'ops' }).map(({ text }) => text)).toEqual(['a', 'b']);
  });

  it.each([
    ['a channel without the bot', { channel: 'C0RANDOM1', text: 'x' }, 'not_in_channel'],
    ['a private channel without the bot', { channel: 'C0LEADS01', text: 'x' }, 'channel_not_found'],
    ['a channel that does not exist', { channel: 'C0NOWHERE', text: 'x' }, 'channel_not_found'],
    ['an archived channel', { channel: 'C0ARCHIVE', text: 'x' }, 'is_archived'],
    ['nothing to show', { channel: 'C0OPS0001', text: '  ' }, 'no_text'],
    [
      'a thread that never was',
      { channel: 'C0OPS0001', text: 'x', thread_ts: '1700000000.000100' },
      'thread_not_found',
    ],
    [
      'a thread time that is none',
      { channel: 'C0OPS0001', text: 'x', thread_ts: 'yesterday' },
      'invalid_thread_ts',
    ],
    [
      'metadata with spaces in its type',
      { channel: 'C0OPS0001', text: 'x', metadata: { event_type: 'a b', event_payload: {} } },
      'invalid_metadata_format',
    ],
    [
      'more than 100 attachments',
      { channel: 'C0OPS0001', text: 'x', attachments: Array.from({ length: 101 }, () => ({ text: 'a' })) },
      'too_many_attachments',
    ],
  ])('refuses %s', async (_, args, error) => {
    const slack = await startedSlack();
    expect(await refusalOf(clientOf(slack).apiCall('chat.postMessage', args))).toMatchObject({ error });
    expect(slack.messages()).toEqual([]);
  });

  it('refuses a reply to a reply', async () => {
    const slack = await startedSlack();
    const client = clientOf(slack);
    const root = await client.chat.postMessage({ channel: 'C0OPS0001', text: 'root' });
    const reply = await client.chat.postMessage({
      channel: 'C0OPS0001',
      text: 'reply',
      thread_ts: root.ts ?? '',
    });
    const again = client.chat.postMessage({ channel: 'C0OPS0001', text: 'x', thread_ts: reply.ts ?? '' });
    expect(await refusalOf(again)).toMatchObject({ error: 'cannot_reply_to_message' });
  });

  it('lets a bot with chat:write.public post where it is not', async () => {
    const slack = await startedSlack({ scopes: ['chat:write', 'chat:write.public'] });
    expect(await clientOf(slack).chat.postMessage({ channel: 'C0RANDOM1', text: 'x' })).toMatchObject({
      ok: true,
    });
  });

  it('splits long text without blocks', async () => {
    const slack = await startedSlack();
    await clientOf(slack).chat.postMessage({ channel: 'C0OPS0001', text: 'x'.repeat(9000) });
    expect(slack.messages().map(({ text }) => text.length)).toEqual([4000, 4000, 1000]);
  });

  it('records whom a message would notify and what it would link', async () => {
    const slack = await startedSlack();
    const client = clientOf(slack);
    const mrkdwn = (text: string, verbatim: boolean) => [
      { type: 'section' as const, text: { type: 'mrkdwn' as const, text, verbatim } },
    ];
    await client.chat.postMessage({ channel: 'ops', text: '<!channel> <@U0BORIS01> <!subteam^S0ONCALL1>' });
    await client.chat.postMessage({
      channel: 'ops',
      text: 'x',
      blocks: mrkdwn('@here see https://a.example/b', false),
    });
    await client.chat.postMessage({
      channel: 'ops',
      text: 'x',
      blocks: mrkdwn('@here see https://a.example/b', true),
    });
    await client.chat.postMessage({ channel: 'ops', text: '&lt;!channel&gt; @here https://a.example' });
    expect(slack.messages().map(({ pings, links }) => ({ pings, links }))).toEqual([
      { pings: ['channel', 'U0BORIS01', 'S0ONCALL1'], links: [] },
      { pings: ['here'], links: ['https://a.example/b'] },
      { pings: [], links: [] },
      { pings: [], links: [] },
    ]);
  });

  it('shows an ephemeral message to one person, who must be in the channel', async () => {
    const slack = await startedSlack();
    const client = clientOf(slack);
    await client.chat.postEphemeral({ channel: 'C0OPS0001', user: 'U0BORIS01', text: 'psst' });
    expect(slack.messages({ user: 'boris' })).toHaveLength(1);
    expect(slack.messages({ user: 'alice' })).toHaveLength(0);
    const outside = client.chat.postEphemeral({ channel: 'C0OPS0001', user: 'U0STRANG1', text: 'psst' });
    expect(await refusalOf(outside)).toMatchObject({ error: 'user_not_in_channel' });
    const without = client.chat.postEphemeral({ channel: 'C0RANDOM1', user: 'U0BORIS01', text: 'psst' });
    expect(await refusalOf(without)).toMatchObject({ error: 'not_in_channel' });
  });

  it('takes one post a second and channel where rates are enforced', async () => {
    const slack = await startedSlack({ enforceRates: true });
    const client = clientOf(slack);
    await client.chat.postMessage({ channel: 'C0OPS0001', text: 'one' });
    await client.chat.postMessage({ channel: 'C0WARROOM', text: 'elsewhere' });
    const soon = client.chat.postMessage({ channel: 'C0OPS0001', text: 'two' });
    await expect(soon).rejects.toMatchObject({ retryAfter: 1 });
    expect(slack.messages()).toHaveLength(2);
  });
});

describe('editing', () => {
  async function posted() {
    const slack = await startedSlack();
    const client = clientOf(slack);
    const blocks = [{ type: 'section' as const, text: { type: 'mrkdwn' as const, text: 'block' } }];
    const message = await client.chat.postMessage({
      channel: 'C0OPS0001',
      text: 'text',
      blocks,
      metadata: { event_type: 'snail', event_payload: { key: 1 } },
    });
    const at = { channel: 'C0OPS0001', ts: message.ts ?? '' };
    return { slack, client, at, blocks };
  }

  it('takes the blocks away when only text is given', async () => {
    const { slack, client, at } = await posted();
    await client.chat.update({ ...at, text: 'new' });
    expect(slack.messages()[0]).toMatchObject({ text: 'new', blocks: [], metadata: { event_type: 'snail' } });
    expect(slack.messages()[0]?.edited).toBeDefined();
  });

  it('keeps the text when only blocks are given', async () => {
    const { slack, client, at, blocks } = await posted();
    await client.chat.update({ ...at, blocks: [...blocks, { type: 'divider' }] } as never);
    expect(slack.messages()[0]?.text).toBe('text');
    expect(slack.messages()[0]?.blocks).toHaveLength(2);
  });

  it('refuses text of more than 4,000 characters', async () => {
    const { client, at } = await posted();
    expect(await refusalOf(client.chat.update({ ...at, text: 'x'.repeat(4001) }))).toMatchObject({
      error: 'msg_too_long',
    });
  });

  it('makes links of addresses again unless told not to', async () => {
    const { slack, client, at } = await posted();
    await client.chat.update({ ...at, text: 'see https://a.example' });
    expect(slack.messages()[0]?.links).toEqual(['https://a.example']);
    await client.chat.update({ ...at, text: 'see https://a.example', parse: 'none' });
    expect(slack.messages()[0]?.links).toEqual([]);
  });

  it("refuses other people's, missing and ephemeral messages", async () => {
    const { slack, client, at } = await posted();
    const said = await slack.say('mine');
    const ts = said.kind === 'message' ? said.message.ts : '';
    const { message_ts } = await client.chat.postEphemeral({ ...at, user: 'U0ALICE01', text: 'psst' });
    const update = (ts: string) => refusalOf(client.chat.update({ ...at, ts, text: 'x' }));
    expect(await update(ts)).toMatchObject({ error: 'cant_update_message' });
    expect(await update('1.000001')).toMatchObject({ error: 'message_not_found' });
    expect(await update(message_ts ?? '')).toMatchObject({ error: 'message_not_found' });
    expect(await refusalOf(client.chat.delete({ ...at, ts }))).toMatchObject({
      error: 'cant_delete_message',
    });
  });

  it('deletes, and gives permalinks', async () => {
    const { slack, client, at } = await posted();
    const { permalink } = await client.chat.getPermalink({ channel: at.channel, message_ts: at.ts });
    expect(permalink).toContain(`/archives/C0OPS0001/p${at.ts.replace('.', '')}`);
    await client.chat.delete(at);
    expect(slack.messages()).toEqual([]);
  });
});

describe('channels', () => {
  it('tells whether the bot is a member', async () => {
    const client = clientOf(await startedSlack());
    const ops = await client.conversations.info({ channel: 'C0OPS0001' });
    const random = await client.conversations.info({ channel: 'C0RANDOM1' });
    expect(ops.channel).toMatchObject({ is_member: true, name: 'ops' });
    expect(random.channel).toMatchObject({ is_member: false });
    expect(await refusalOf(client.conversations.info({ channel: 'C0LEADS01' }))).toMatchObject({
      error: 'channel_not_found',
    });
  });

  it('needs the scope of the kind of channel', async () => {
    const slack = await startedSlack({ scopes: ['channels:read'] });
    const client = clientOf(slack);
    await client.conversations.info({ channel: 'C0OPS0001' });
    await expect(client.conversations.info({ channel: 'C0WARROOM' })).rejects.toMatchObject({
      data: { error: 'missing_scope', needed: 'groups:read' },
    });
  });

  it('lists channels in pages, and hides private ones without the bot', async () => {
    const client = clientOf(await startedSlack());
    const types = 'public_channel,private_channel';
    const names: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await client.conversations.list({ types, limit: 2, ...(cursor && { cursor }) });
      names.push(...(page.channels ?? []).map((channel) => channel.name ?? ''));
      cursor = page.response_metadata?.next_cursor || undefined;
    } while (cursor);
    expect(names).toEqual(['ops', 'random', 'war-room', 'partners', 'old-ops']);
    const mine = await client.users.conversations({ exclude_archived: true });
    expect(mine.channels?.map(({ name }) => name)).toEqual(['ops', 'partners']);
  });

  it('shows history newest first, threads oldest first, and metadata only when asked', async () => {
    const slack = await startedSlack();
    const client = clientOf(slack);
    const metadata = { event_type: 'snail_post', event_payload: { key: 'k' } };
    const root = await client.chat.postMessage({ channel: 'C0OPS0001', text: 'root', metadata });
    await client.chat.postMessage({ channel: 'C0OPS0001', text: 'reply', thread_ts: root.ts ?? '' });
    await client.chat.postMessage({ channel: 'C0OPS0001', text: 'later' });
    await client.chat.postEphemeral({ channel: 'C0OPS0001', user: 'U0ALICE01', text: 'psst' });
    const plain = await client.conversations.history({ channel: 'C0OPS0001' });
    expect(plain.messages?.map(({ text }) => text)).toEqual(['later', 'root']);
    expect(plain.messages?.[1]).toMatchObject({ reply_count: 1 });
    expect(plain.messages?.[1]?.metadata).toBeUndefined();
    const full = await client.conversations.history({ channel: 'C0OPS0001', include_all_metadata: true });
    expect(full.messages?.[1]?.metadata).toEqual(metadata);
    const thread = await client.conversations.replies({ channel: 'C0OPS0001', ts: root.ts ?? '' });
    expect(thread.messages?.map(({ text }) => text)).toEqual(['root', 'reply']);
    const since = await client.conversations.history({ channel: 'C0OPS0001', oldest: root.ts ?? '' });
    expect(since.messages?.map(({ text }) => text)).toEqual(['later']);
    expect(await refusalOf(client.conversations.history({ channel: 'C0RANDOM1' }))).toMatchObject({
      error: 'not_in_channel',
    });
    expect(
      await refusalOf(client.conversations.replies({ channel: 'C0OPS0001', ts: '1.000001' })),
    ).toMatchObject({
      error: 'thread_not_found',
    });
  });

  it('lets the bot join, see members and open direct messages', async () => {
    const client = clientOf(await startedSlack());
    await client.conversations.join({ channel: 'C0RANDOM1' });
    const { members } = await client.conversations.members({ channel: 'C0RANDOM1' });
    expect(members).toContain('U0SNAILBT');
    expect(await client.chat.postMessage({ channel: 'C0RANDOM1', text: 'hello' })).toMatchObject({
      ok: true,
    });
    const opened = await client.conversations.open({ users: 'U0CHIKO01' });
    const again = await client.conversations.open({ users: 'U0CHIKO01' });
    expect(opened.channel?.id).toMatch(/^D/);
    expect(again.channel?.id).toBe(opened.channel?.id);
    expect(await refusalOf(client.conversations.open({ users: 'U0NOBODY1' }))).toMatchObject({
      error: 'user_not_found',
    });
  });
});

describe('people', () => {
  it.each([
    ['U0ALICE01', { is_bot: false, is_restricted: false, tz: 'Europe/Berlin' }],
    ['U0GUEST01', { is_restricted: true, is_ultra_restricted: false }],
    ['U0SINGLE1', { is_restricted: true, is_ultra_restricted: true }],
    ['U0ROBOT01', { is_bot: true }],
    ['U0STRANG1', { is_stranger: true, team_id: 'T0OTHER01' }],
  ])('tells what %s is', async (user, flags) => {
    const answer = await clientOf(await startedSlack()).users.info({ user });
    expect(answer.user).toMatchObject(flags);
  });

  it('does not know people who are not there', async () => {
    const client = clientOf(await startedSlack());
    expect(await refusalOf(client.users.info({ user: 'U0NOBODY1' }))).toMatchObject({
      error: 'user_not_found',
    });
  });

  it('lists people, groups and who is in them', async () => {
    const client = clientOf(await startedSlack());
    expect((await client.users.list({})).members?.length).toBeGreaterThan(5);
    const groups = await client.usergroups.list();
    expect(groups.usergroups?.map(({ handle }) => handle)).toEqual(['on-call', 'ml-oncall', 'platform']);
    expect(groups.usergroups?.[0]).not.toHaveProperty('user_count');
    const counted = await client.usergroups.list({ include_count: true });
    expect(counted.usergroups?.map(({ user_count }) => user_count)).toEqual([2, 2, 1]);
    expect(await client.usergroups.users.list({ usergroup: 'S0MLCALL1' })).toMatchObject({
      users: ['U0ALICE01', 'U0CHIKO01'],
    });
    const { users } = await client.usergroups.users.list({ usergroup: 'S0ONCALL1' });
    expect(users).toEqual(['U0ALICE01', 'U0BORIS01']);
    expect(await refusalOf(client.usergroups.users.list({ usergroup: 'S0NOWHERE' }))).toMatchObject({
      error: 'no_such_subteam',
    });
  });
});

describe('reactions and files', () => {
  it('reacts once', async () => {
    const slack = await startedSlack();
    const client = clientOf(slack);
    const { ts = '' } = await client.chat.postMessage({ channel: 'C0OPS0001', text: 'x' });
    const on = { channel: 'C0OPS0001', timestamp: ts, name: 'eyes' };
    await client.reactions.add(on);
    expect(await refusalOf(client.reactions.add(on))).toMatchObject({ error: 'already_reacted' });
    const { message } = await client.reactions.get(on);
    expect(message?.reactions).toEqual([{ name: 'eyes', users: ['U0SNAILBT'], count: 1 }]);
    await client.reactions.remove(on);
    expect(await refusalOf(client.reactions.remove(on))).toMatchObject({ error: 'no_reaction' });
  });

  it('takes a file by filesUploadV2 and shows it in the thread', async () => {
    const slack = await startedSlack();
    const client = clientOf(slack);
    const { ts = '' } = await client.chat.postMessage({ channel: 'C0OPS0001', text: 'root' });
    const content = 'first line\nsecond line: ümläut';
    await client.filesUploadV2({ channel_id: 'C0OPS0001', thread_ts: ts, filename: 'web.log', content });
    const shared = await slack.waitFor((message) => message.files.length > 0);
    expect(shared).toMatchObject({ threadTs: ts, files: [{ name: 'web.log', content }] });
    const info = await client.files.info({ file: shared.files[0]?.id ?? '' });
    expect(info.file).toMatchObject({ name: 'web.log', size: Buffer.byteLength(content) });
  });

  it('shares files only where the bot is', async () => {
    const client = clientOf(await startedSlack());
    const upload = client.filesUploadV2({ channel_id: 'C0RANDOM1', filename: 'a.log', content: 'x' });
    expect(await refusalOf(upload)).toMatchObject({ error: 'not_in_channel' });
  });
});
