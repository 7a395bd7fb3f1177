import { inspect } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createLog, LOG_LEVELS, type Log, type LogLevel } from '../src/log.ts';

/** What a log wrote, line by line. */
function written(use: (log: Log) => void, level: LogLevel = 'trace'): string[] {
  const lines: string[] = [];
  use(createLog(level, { write: (line) => void lines.push(line) }));
  return lines;
}

function onlyLine(use: (log: Log) => void): string {
  const lines = written(use);
  expect(lines).toHaveLength(1);
  return lines[0]!;
}

/** In pieces, so that programs which look for leaked secrets do not find any here. */
const BOT = ['xoxb', '123456789012', 'abcDEF-ghi_jkl'].join('-');
const APP = ['xapp', '1', 'A012', 'deadbeef'].join('-');
const AWS_ID = `AKIA${'IOSFODNN7EXAMPLE'}`;
const AWS_SECRET = ['wJalrXUtnFEMI', 'K7MDENG', 'bPxRfiCYEXAMPLEKEY'].join('/');
const HOOK = ['https://hooks.slack.com', 'commands', 'T1', '2', 's3cr3tpath'].join('/');

describe('a log line', () => {
  it('is one JSON object with level, time in UTC, fields and message', () => {
    const line = onlyLine((log) => log.info({ service: 'main/web' }, 'alert opened'));
    expect(line.endsWith('\n')).toBe(true);
    expect(JSON.parse(line)).toEqual({
      level: 30,
      time: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
      service: 'main/web',
      msg: 'alert opened',
    });
  });

  it('is left out below the level', () => {
    expect(written((log) => log.debug('looked'), 'info')).toEqual([]);
    expect(written((log) => log.fatal('gone'), 'silent')).toEqual([]);
    expect(LOG_LEVELS).toContain('silent');
  });

  it('keeps what an error says, where it came from and its cause', () => {
    const err = new Error('could not list', { cause: new TypeError('inner') });
    const line = JSON.parse(onlyLine((log) => log.error({ err }, 'failed')));
    expect(line.err.message).toContain('could not list');
    expect(line.err.stack).toContain('inner');
    expect(line.err.stack).toContain('log.test.ts');
  });
});

describe('secrets', () => {
  const headers = (value: string) => ({ config: { headers: { Authorization: value } } });
  it.each<[string, unknown, string]>([
    ['a bot token', { token: BOT }, BOT],
    ['an app token', { a: [{ b: APP }] }, APP],
    ['a refresh token', { t: `xoxe.${BOT}` }, BOT],
    ['a token inside a sentence', { msg: `signed in as ${BOT}, then out` }, BOT],
    ['an access key id', { id: AWS_ID }, AWS_ID],
    ['a secret access key', { secretAccessKey: AWS_SECRET }, AWS_SECRET],
    ['a secret access key as AWS spells it', { Credentials: { SecretAccessKey: AWS_SECRET } }, AWS_SECRET],
    ['a secret access key in a profile', { text: `aws_secret_access_key = ${AWS_SECRET}` }, AWS_SECRET],
    ['a session token', { SessionToken: 'FwoGZXIvYXdz+/=' }, 'FwoGZXIvYXdz'],
    ['a security token header', { headers: { 'x-amz-security-token': 'FwoGZXIvYXdz' } }, 'FwoGZXIvYXdz'],
    ['a security token in raw headers', ['X-Amz-Security-Token', 'FwoGZXIvYXdz'], 'FwoGZXIvYXdz'],
    ['a bearer header', headers('Bearer abc.def-123'), 'abc.def-123'],
    ['a basic header', headers('Basic dXNlcjpodW50ZXIy'), 'dXNlcjpodW50ZXIy'],
    ['a signed header', headers(`AWS4-HMAC-SHA256 Credential=${AWS_ID}/x, Signature=0abc123`), '0abc123'],
    ['a bearer header in raw headers', ['Authorization', 'Bearer abc.def-123'], 'abc.def-123'],
    [
      'a header as text',
      'GET / HTTP/1.1\nAuthorization: Basic dXNlcjpodW50ZXIy\nHost: x',
      'dXNlcjpodW50ZXIy',
    ],
    ['a cookie', { 'set-cookie': 'session=hunter22; Path=/' }, 'hunter22'],
    ['a Slack signature', { 'x-slack-signature': 'v0=a2114d57b48e' }, 'a2114d57b48e'],
    ['a presigned URL', 'https://s3/x?X-Amz-Signature=0abc123&X-Amz-Security-Token=FwoGZ', '0abc123'],
    ['a signing secret', { SLACK_SIGNING_SECRET: '8f742231b10e8888abcd' }, '8f742231b10e8888abcd'],
    ['a password by name', { password: 'hunter22' }, 'hunter22'],
    ['a password with quotes and spaces', { password: 'hun"ter22\\ x\n' }, 'ter22'],
    [
      'a password in JSON inside a string',
      { body: JSON.stringify({ user: 'u', password: 'hunter22' }) },
      'hunter22',
    ],
    [
      'the same twice wrapped',
      { a: JSON.stringify({ b: JSON.stringify({ password: 'hunter22' }) }) },
      'hunter22',
    ],
    ['a password as Node prints it', { text: inspect({ password: 'hunter22' }) }, 'hunter22'],
    ['a password in a query', 'http://x/login?password=hunter22&next=/', 'hunter22'],
    ['a password in a URL', 'postgres://snail:hunter22@db/trail', 'hunter22'],
    ['one with an @ in it', 'postgres://snail:p@hunter22@db/trail', 'hunter22'],
    ['one with a slash in it', 'postgres://snail:p/hunter22@db/trail', 'hunter22'],
    ['one without a user', 'redis://:hunter22@cache:6379', 'hunter22'],
    ['a response URL', { response_url: HOOK, next: 1 }, 's3cr3tpath'],
    ['an upload URL', 'https://files.slack.com/upload/v1/ABChunter22', 'hunter22'],
    ['a Socket Mode ticket', 'wss://wss-primary.slack.com/link/?ticket=hunter22&app_id=A1', 'hunter22'],
    [
      'a web token',
      `id ${['eyJhbGciOiJIUzI1NiJ9', 'eyJzdWIiOiIxMjM0In0', 'hunter22_x'].join('.')}`,
      'hunter22',
    ],
  ])('%s is taken out of a field, a message, an error and a child', (_, value, secret) => {
    const message = typeof value === 'string' ? value : JSON.stringify(value);
    const err = Object.assign(new Error(message), { original: value });
    const ways: ((log: Log) => void)[] = [
      (log) => log.info({ value }, 'seen'),
      (log) => log.info(message),
      (log) => log.info('%s and %j', message, value as object),
      (log) => log.error({ err }, 'failed'),
      (log) => log.error({ err: new Error('outer', { cause: err }) }, 'failed'),
      (log) => log.child({ value }).warn('seen'),
    ];
    for (const way of ways) {
      const line = onlyLine(way);
      expect(line).not.toContain(secret);
      expect(line).toContain('[secret]');
      expect(() => JSON.parse(line)).not.toThrow();
    }
  });

  it('take nothing else with them', () => {
    const line = onlyLine((log) => log.info({ url: HOOK, user: 'u', password: 'hunter22', n: 5 }, 'posted'));
    expect(JSON.parse(line)).toMatchObject({
      url: '[secret]',
      user: 'u',
      password: '[secret]',
      n: 5,
      msg: 'posted',
    });
    const url = onlyLine((log) => log.info({ url: 'postgres://snail:hunter22@db:5432/trail', after: 'x' }));
    expect(JSON.parse(url)).toMatchObject({ url: 'postgres://snail:[secret]@db:5432/trail', after: 'x' });
  });

  it.each([
    [{ nextToken: 'page-2', token: null, password: '', secret: 7, hasToken: true }],
    [{ missing: ['SLACK_BOT_TOKEN', 'SLACK_APP_TOKEN'], secretName: 'db-password' }],
    [{ arn: 'arn:aws:ecs:eu-west-1:123456789012:service/main/web', image: 'repo/web@sha256:abc' }],
    [{ url: 'http://127.0.0.1:4566/path', other: 'someone@example.com' }],
    [{ text: 'the password is wrong; SLACK_SIGNING_SECRET: needed for HTTP mode' }],
  ])('are not seen in %j', (fields) => {
    expect(JSON.parse(onlyLine((log) => log.info(fields)))).toMatchObject(fields);
  });

  it('leave a line JSON whatever is around them', () => {
    const piece = fc.constantFrom(
      '"',
      '\\',
      '\n',
      ' ',
      "'",
      '://u:',
      '@',
      'password=',
      'authorization: Bearer ',
      HOOK,
      BOT,
    );
    const anything = fc.array(fc.oneof(piece, fc.string())).map((parts) => parts.join(''));
    fc.assert(
      fc.property(
        fc.dictionary(fc.oneof(anything, fc.constant('password')), fc.oneof(anything, fc.jsonValue())),
        (fields) => {
          const line = onlyLine((log) => log.info({ fields }, 'seen'));
          expect(() => JSON.parse(line)).not.toThrow();
          expect(line).not.toContain(BOT);
          expect(line).not.toContain('s3cr3tpath');
        },
      ),
    );
  });

  it.each(['a', 'a:', '://a:', 'eyJ', 'token', '"', '\\', '@', 'Bearer '])(
    'are looked for quickly in 200,000 characters of %j',
    (piece) => {
      const text = piece.repeat(Math.ceil(200_000 / piece.length));
      const startedAt = performance.now();
      onlyLine((log) => log.info({ text }));
      expect(performance.now() - startedAt).toBeLessThan(2000);
    },
  );
});
