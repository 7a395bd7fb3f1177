import { describe, expect, it } from 'vitest';
import { createFiles } from '../../../src/demo/slack/files.ts';
import type { SlackServer } from '../../../src/demo/slack-server.ts';
import { clientOf, movableClock, refusalOf, startedBolt, startedSlack } from './started.ts';

const TRACKER = '# Move web\n\n- [ ] first\n';

/** What the app is told of a message, once it is. */
async function heardBy(slack: SlackServer, mode: 'socket' | 'http' = 'socket') {
  const events: Record<string, unknown>[] = [];
  await startedBolt(slack, mode, (app) => {
    app.use(async ({ payload, next }) => {
      events.push({ ...payload });
      await next();
    });
  });
  return events;
}

async function get(url: string, token?: string) {
  const headers: HeadersInit = token === undefined ? {} : { authorization: `Bearer ${token}` };
  const response = await fetch(url, { headers });
  return {
    status: response.status,
    type: response.headers.get('content-type'),
    bytes: Buffer.from(await response.arrayBuffer()),
  };
}

/** A file in boris's direct message with the bot, as files.info shows it. */
async function sentFile(slack: SlackServer, content: string | Buffer = TRACKER, name = 'Tracker.md') {
  const said = await slack.sendFile({ user: 'boris', channel: 'direct', name, content });
  if (said.kind !== 'message') throw new Error(said.kind);
  const file = said.message.files[0]?.id ?? '';
  return { said, info: (await clientOf(slack).files.info({ file })).file ?? {} };
}

describe('a file somebody sends', () => {
  it.each(['socket', 'http'] as const)(
    'reaches the app in a direct message as file_share (%s)',
    async (mode) => {
      const slack = await startedSlack();
      const events = await heardBy(slack, mode);
      const said = await slack.sendFile({
        user: 'boris',
        channel: 'direct',
        name: 'Tracker.md',
        content: TRACKER,
        text: 'here it is',
      });
      expect(said).toMatchObject({ kind: 'message', receipt: { kind: 'acked' } });
      expect(events).toHaveLength(1);
      expect(events[0]).toMatchObject({
        type: 'message',
        subtype: 'file_share',
        channel_type: 'im',
        channel: 'D0BORIS01',
        user: 'U0BORIS01',
        text: 'here it is',
        upload: false,
        files: [
          {
            name: 'Tracker.md',
            title: 'Tracker.md',
            mimetype: 'text/plain',
            filetype: 'markdown',
            pretty_type: 'Markdown (raw)',
            size: Buffer.byteLength(TRACKER),
            user: 'U0BORIS01',
            mode: 'snippet',
            is_external: false,
            file_access: 'visible',
            preview: TRACKER,
            url_private: expect.stringMatching(/\/files-pri\/T0SNAIL01-F\w+\/tracker\.md$/),
            url_private_download: expect.stringMatching(
              /\/files-pri\/T0SNAIL01-F\w+\/download\/tracker\.md$/,
            ),
          },
        ],
      });
    },
  );

  it('comes with a mention in a channel', async () => {
    const slack = await startedSlack();
    const events = await heardBy(slack);
    await slack.sendFile({ name: 'a.md', content: 'x', text: '@Snail Trail op import' });
    expect(events).toMatchObject([{ type: 'app_mention', files: [{ name: 'a.md' }] }]);
    expect(events[0]).not.toHaveProperty('subtype');
  });

  it('is little more than an id where another organisation is in the channel', async () => {
    const slack = await startedSlack();
    const events = await heardBy(slack);
    await slack.sendFile({ channel: 'partners', name: 'a.md', content: 'abc', text: '@Snail Trail look' });
    const [file = {}] = (events[0]?.files ?? []) as Record<string, string>[];
    expect(file).toMatchObject({ mode: 'file_access', file_access: 'check_file_info' });
    expect(file).not.toHaveProperty('url_private_download');
    const { file: whole } = await clientOf(slack).files.info({ file: file.id ?? '' });
    expect(whole).toMatchObject({ name: 'a.md', size: 3, file_access: 'visible' });
  });

  it('cannot be sent with a command', async () => {
    const slack = await startedSlack();
    const events = await heardBy(slack);
    const said = await slack.sendFile({ name: 'a.md', content: 'x', text: '/snail op import' });
    expect(said).toMatchObject({ kind: 'refused' });
    expect([slack.messages(), events]).toEqual([[], []]);
  });

  it.each([
    ['run.log', 'plain\n', 'text', 'text/plain', 'snippet'],
    ['long.md', 'x'.repeat(1_000_001), 'markdown', 'text/plain', 'hosted'],
    ['core', Buffer.from([127, 69, 0, 1]), 'binary', 'application/octet-stream', 'hosted'],
    ['view.PNG', Buffer.from([137, 80, 78, 71, 0]), 'png', 'image/png', 'hosted'],
  ])('%s is of its own type', async (name, content, filetype, mimetype, mode) => {
    const { info } = await sentFile(await startedSlack(), content, name);
    expect(info).toMatchObject({ name, filetype, mimetype, mode, size: content.length });
    expect('preview' in info).toBe(mode === 'snippet');
  });
});

describe("a file's private address", () => {
  it('gives the bytes as they were sent to the bot token', async () => {
    const slack = await startedSlack();
    const content = Buffer.from([0, 255, 10, 13, 10, 128]);
    const { info } = await sentFile(slack, content, 'raw.bin');
    for (const url of [info.url_private ?? '', info.url_private_download ?? '']) {
      expect(await get(url, slack.tokens.bot)).toEqual({
        status: 200,
        type: 'application/octet-stream',
        bytes: content,
      });
    }
  });

  it.each([
    ['no token', () => undefined],
    ['a wrong token', () => 'xoxb-1-2-wrong'],
    ['the app-level token', (slack: SlackServer) => slack.tokens.app],
    [
      'a token without files:read',
      (slack: SlackServer) => {
        slack.setScopes(['im:history', 'files:write']);
        return slack.tokens.bot;
      },
    ],
    [
      'a bot that is not where it was shared',
      (slack: SlackServer) => {
        slack.ledger.leave('D0BORIS01', 'U0SNAILBT');
        return slack.tokens.bot;
      },
    ],
  ])('leads to a page to sign in, with 200, for %s', async (_, tokenOf) => {
    const slack = await startedSlack();
    const { info } = await sentFile(slack);
    const page = await get(info.url_private_download ?? '', tokenOf(slack));
    expect(page).toMatchObject({ status: 200, type: 'text/html; charset=utf-8' });
    expect(page.bytes.toString()).toContain('Sign in to Snail Works');
    expect(page.bytes.toString()).not.toContain('first');
  });

  it('redirects before that', async () => {
    const slack = await startedSlack();
    const { info } = await sentFile(slack);
    const { status, headers } = await fetch(info.url_private ?? '', { redirect: 'manual' });
    const { pathname } = new URL(info.url_private ?? '');
    expect(status).toBe(302);
    expect(headers.get('location')).toBe(`${slack.pageUrl}?redir=${encodeURIComponent(pathname)}`);
  });

  it('answers 404 where there is no file, and fails on request', async () => {
    const slack = await startedSlack();
    const { info } = await sentFile(slack);
    const nowhere = `${slack.pageUrl}files-pri/T0SNAIL01-F0NOWHERE/a.md`;
    expect(await get(nowhere, slack.tokens.bot)).toMatchObject({ status: 404 });
    slack.faults.add({ on: 'download', effect: { kind: 'status', status: 503 } });
    expect(await get(info.url_private ?? '', slack.tokens.bot)).toMatchObject({ status: 503 });
    expect(await get(info.url_private ?? '', slack.tokens.bot)).toMatchObject({ status: 200 });
  });
});

describe('files.info', () => {
  it('needs files:read', async () => {
    const slack = await startedSlack();
    const { info } = await sentFile(slack);
    slack.setScopes(['files:write']);
    expect(await refusalOf(clientOf(slack).files.info({ file: info.id ?? '' }))).toMatchObject({
      error: 'missing_scope',
    });
  });

  it('knows no file of a place where the bot is not', async () => {
    const slack = await startedSlack();
    const said = await slack.sendFile({ channel: 'leads', name: 'a.md', content: 'x' });
    const file = said.kind === 'message' ? (said.message.files[0]?.id ?? '') : '';
    expect(file).not.toBe('');
    expect(await refusalOf(clientOf(slack).files.info({ file }))).toMatchObject({ error: 'file_not_found' });
  });

  it('knows no file that is not sent yet', async () => {
    const slack = await startedSlack();
    const { id } = slack.attach({ name: 'a.md', content: 'x' });
    expect(await refusalOf(clientOf(slack).files.info({ file: id }))).toMatchObject({
      error: 'file_not_found',
    });
  });
});

describe('the store', () => {
  function smallStore() {
    let last = 0;
    const files = createFiles({ clock: movableClock(), nextId: () => `F${++last}`, mostBytes: 10 });
    const add = (content: string) =>
      files.fill(files.announce({ name: 'a', user: 'U1' }).id, Buffer.from(content));
    return { files, add };
  }

  it('gives up the oldest bytes when there are too many, and still knows the file', () => {
    const { files, add } = smallStore();
    const [first, second, third] = [add('aaaa'), add('bbbb'), add('cccc')];
    expect([first, second, third].map(({ content }) => content)).toEqual(['', 'bbbb', 'cccc']);
    expect(files.bytesOf(first.id)).toBeUndefined();
    expect(files.find(first.id)).toMatchObject({ size: 4, name: 'a' });
  });

  it('keeps the newest, however large', () => {
    const { add } = smallStore();
    const small = add('a');
    const large = add('b'.repeat(40));
    expect([small.content, large.content.length]).toEqual(['', 40]);
  });

  it('counts bytes that were replaced no longer', () => {
    const { files, add } = smallStore();
    const one = add('aaaa');
    for (const round of ['1', '2', '3', '4']) files.fill(one.id, Buffer.from(round.repeat(6)));
    const two = add('bbbb');
    expect([one.content, two.content]).toEqual(['444444', 'bbbb']);
  });
});
