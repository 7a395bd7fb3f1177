import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { pipeline, Readable } from 'node:stream';
import { describe, expect, it, onTestFinished } from 'vitest';
import { UserError } from '../../src/errors.ts';
import { createMetrics } from '../../src/metrics.ts';
import { createCalls } from '../../src/slack/calls.ts';
import { isSlacks } from '../../src/slack/download.ts';
import { createFiles, type FileObject } from '../../src/slack/files.ts';
import { createWebClient } from '../../src/slack/web-clients.ts';
import { anEar, bothSides, hurriedClock, readableLog } from './both-sides.ts';

type Answering = (response: ServerResponse, request: IncomingMessage) => unknown;

/** A place where files are, and what was asked of it. */
async function aFileHost(answer: Answering) {
  const asked: IncomingMessage[] = [];
  const server = createServer((request, response) => {
    asked.push(request);
    answer(response, request);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return { asked, port, url: `http://127.0.0.1:${port}/files/tracker.md` };
}

/** Files as the bot gets them, with a Slack on this machine. */
function filesOf(apiUrl = 'http://127.0.0.1:1/api/', botToken = 'xoxb-the-token') {
  const { log } = readableLog();
  const clock = hurriedClock(5);
  const around = { clock, log, metrics: createMetrics(), signal: new AbortController().signal };
  const calls = createCalls(createWebClient(botToken, apiUrl, log), around);
  return createFiles({ calls, botToken, apiUrl });
}

function reading(file: FileObject, most = 1000): Promise<string> {
  const [sent] = filesOf()([file]);
  if (!sent) throw new Error('no file');
  return sent.read(most).then((bytes) => new TextDecoder().decode(bytes));
}

const TRACKER = { id: 'F1', name: 'tracker.md', size: 9 };
const LOGIN = '<!DOCTYPE html><html lang="en-US"><head><title>Slack</title></head></html>';

describe('a file', () => {
  it('has its name on one line and its size, and is not touched before it is read', async () => {
    const { asked, url } = await aFileHost((response) => response.end('# Tracker'));
    const files = filesOf()([
      { ...TRACKER, url_private: url },
      { id: 'F2', name: 'a\nb\u202e.md', size: 3, url_private: url },
      { id: 'F3', name: null, url_private: url },
    ]);
    expect(files.map(({ name, size }) => [name, size])).toEqual([
      ['tracker.md', 9],
      ['a b.md', 3],
      ['the file', 0],
    ]);
    expect(asked).toHaveLength(0);
  });

  it('is read with the token, from where it is downloaded rather than shown', async () => {
    const { asked, url } = await aFileHost((response) => response.end('# Tracker'));
    const file = { ...TRACKER, url_private: `${url}?show`, url_private_download: `${url}?download` };
    expect(await reading(file)).toBe('# Tracker');
    expect(asked.map((request) => [request.url, request.headers.authorization])).toEqual([
      ['/files/tracker.md?download', 'Bearer xoxb-the-token'],
    ]);
  });

  it('may be exactly as long as asked for', async () => {
    const { url } = await aFileHost((response) => response.end('123456789'));
    expect(await reading({ ...TRACKER, url_private: url }, 9)).toBe('123456789');
  });

  it('that says it is longer is not even asked for', async () => {
    const { asked, url } = await aFileHost((response) => response.end('x'));
    const read = reading({ ...TRACKER, size: 5_000_001, url_private: url }, 5_000_000);
    await expect(read).rejects.toThrow('I read files of at most 5000 kB, and tracker.md is longer.');
    await expect(read).rejects.toBeInstanceOf(UserError);
    expect(asked).toHaveLength(0);
  });

  it('that is longer than it says is left in the middle', async () => {
    let sent = 0;
    function* endless() {
      for (; sent < 50_000_000; sent += 10_000) yield 'x'.repeat(10_000);
    }
    const { url } = await aFileHost((response) => pipeline(Readable.from(endless()), response, () => {}));
    await expect(reading({ ...TRACKER, url_private: url }, 20_000)).rejects.toBeInstanceOf(UserError);
    expect(sent).toBeLessThan(50_000_000);
  });

  it.each<[string, Answering]>([
    [
      'the login page',
      (response) => response.setHeader('content-type', 'text/html; charset=utf-8').end(LOGIN),
    ],
    ['401', (response) => response.writeHead(401).end()],
    ['403', (response) => response.writeHead(403).end()],
    [
      'a way to somewhere else',
      (response) => response.writeHead(302, { location: 'https://login.example.com/' }).end(),
    ],
    [
      'a way that leads in a circle',
      (response, request) => response.writeHead(302, { location: request.url }).end(),
    ],
    ['a way to nowhere', (response) => response.writeHead(302, { location: 'http://' }).end()],
  ])('that is answered with %s is not given without files:read', async (_, answer) => {
    const { url } = await aFileHost(answer);
    await expect(reading({ ...TRACKER, url_private: url })).rejects.toMatchObject({
      name: 'UpstreamError',
      kind: 'denied',
      permission: 'files:read',
      message: expect.stringContaining('could not read tracker.md'),
    });
  });

  it.each<[string, Answering]>([
    [
      'comes as an attachment',
      (response) =>
        response
          .setHeader('content-type', 'text/html')
          .setHeader('content-disposition', 'attachment; filename="x.html"')
          .end(LOGIN),
    ],
    [
      'only calls itself a page',
      (response) => response.setHeader('content-type', 'text/html').end('# Tracker <html>'),
    ],
  ])('that %s is read', async (_, answer) => {
    const { url } = await aFileHost(answer);
    expect(await reading({ ...TRACKER, url_private: url })).toContain('html');
  });

  it('that was deleted is not found', async () => {
    const { url } = await aFileHost((response) => response.writeHead(404).end());
    await expect(reading({ ...TRACKER, url_private: url })).rejects.toMatchObject({ kind: 'not-found' });
  });

  it.each<[string, Answering]>([
    ['503', (response) => response.writeHead(503).end()],
    ['429', (response) => response.writeHead(429, { 'retry-after': '1' }).end()],
    ['a connection that breaks', (response) => response.destroy()],
  ])('is asked for again after %s', async (_, trouble) => {
    const { asked, url } = await aFileHost((response, request) =>
      asked.length === 1 ? trouble(response, request) : response.end('# Tracker'),
    );
    expect(await reading({ ...TRACKER, url_private: url })).toBe('# Tracker');
  });

  it('is followed to where Slack has it, with the token', async () => {
    const { asked, url } = await aFileHost((response, request) =>
      request.url === '/there'
        ? response.end('# Tracker')
        : response.writeHead(302, { location: '/there' }).end(),
    );
    expect(await reading({ ...TRACKER, url_private: url })).toBe('# Tracker');
    expect(asked.map(({ headers }) => headers.authorization)).toEqual(Array(2).fill('Bearer xoxb-the-token'));
  });

  it('that is only linked to is not fetched: the token is for Slack alone', async () => {
    const { asked, port } = await aFileHost((response) => response.end('gotcha'));
    const elsewhere = `http://localhost:${port}/`;
    await expect(reading({ ...TRACKER, url_private: elsewhere })).rejects.toThrow(
      'Send the file, not a link',
    );
    expect(asked).toHaveLength(0);
  });

  it("is not followed to a host that is not Slack's", async () => {
    const other = await aFileHost((response) => response.end('gotcha'));
    const { url } = await aFileHost((response) =>
      response.writeHead(302, { location: `http://localhost:${other.port}/` }).end(),
    );
    await expect(reading({ ...TRACKER, url_private: url })).rejects.toMatchObject({ kind: 'denied' });
    expect(other.asked).toHaveLength(0);
  });
});

describe('the token is shown to', () => {
  const STAND_IN = 'http://127.0.0.1:4000/api/';
  it.each([
    ['https://files.slack.com/files-pri/T1-F1/download/tracker.md', undefined, true],
    ['https://slack.com/files', undefined, true],
    ['https://files.slack-gov.com/x', undefined, true],
    ['http://files.slack.com/x', undefined, false],
    ['https://files.slack.com.example.com/x', undefined, false],
    ['https://notslack.com/x', undefined, false],
    ['https://files.slack.com@example.com/x', undefined, false],
    ['https://example.com/files.slack.com', undefined, false],
    ['http://127.0.0.1:4000/files/F1', undefined, false],
    ['http://127.0.0.1:4000/files/F1', STAND_IN, true],
    ['https://127.0.0.1:4000/files/F1', STAND_IN, false],
    ['http://127.0.0.2:4000/files/F1', STAND_IN, false],
    ['https://files.slack.com/x', STAND_IN, true],
    ['file:///etc/passwd', STAND_IN, false],
    ['', STAND_IN, false],
    ['no address', undefined, false],
  ])('%s (Web API at %s): %s', (url, apiUrl, is) => {
    expect(isSlacks(url, apiUrl)).toBe(is);
  });
});

describe('a file of which the event says only the id', () => {
  async function inSlack(content: string) {
    const { server, slack } = await bothSides(anEar());
    const root = await slack.outbox.post('C0OPS0001', { text: 'here', blocks: [] });
    await slack.outbox.file(root, { name: 'tracker.md', content });
    const [id = ''] = server.messages().flatMap(({ files }) => files.map((file) => file.id));
    const [sent] = filesOf(server.url, server.tokens.bot)([{ id, file_access: 'check_file_info' }]);
    if (!sent) throw new Error('no file');
    return { server, sent };
  }

  it('is asked about when it is read, and only then', async () => {
    const { server, sent } = await inSlack('# Tracker');
    expect(server.calls.count('files.info')).toBe(0);
    expect(new TextDecoder().decode(await sent.read(1000))).toBe('# Tracker');
    expect(server.calls.count('files.info')).toBe(1);
  });

  it('is measured by what Slack says then', async () => {
    const { sent } = await inSlack('x'.repeat(50));
    await expect(sent.read(49)).rejects.toThrow('tracker.md is longer');
  });

  it('cannot be had without files:read, and the error names that', async () => {
    const { server, sent } = await inSlack('# Tracker');
    server.setScopes(['chat:write']);
    await expect(sent.read(1000)).rejects.toMatchObject({ kind: 'denied', permission: 'files:read' });
  });
});
