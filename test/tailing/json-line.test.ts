import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readJsonLine } from '../../src/tailing/json-line.ts';
import { NOW } from '../given.ts';

const at = NOW.getTime();
const read = (value: unknown) => readJsonLine(typeof value === 'string' ? value : JSON.stringify(value), at);

describe('a line of structured logging', () => {
  it.each([
    [
      'pino',
      { level: 30, time: at + 3, pid: 7, hostname: 'ip-10-0-0-1', reqId: 'r-1', msg: 'request completed' },
      'info',
      'request completed reqId=r-1',
    ],
    [
      'bunyan',
      { name: 'web', hostname: 'h', pid: 1, level: 50, msg: 'boom', time: '2026-03-04T03:00:00.100Z', v: 0 },
      'error',
      'boom name=web',
    ],
    [
      'winston',
      { level: 'warn', message: 'slow query', ms: 1200, timestamp: '2026-03-04T03:00:00.000Z' },
      'warn',
      'slow query ms=1200',
    ],
    [
      'python-json-logger',
      { asctime: '2026-03-04 03:00:00,123', levelname: 'WARNING', name: 'app.db', message: 'retrying' },
      'warn',
      'retrying name=app.db',
    ],
    [
      'ECS by logback',
      {
        '@timestamp': '2026-03-04T03:00:00.123Z',
        'log.level': 'ERROR',
        message: 'failed',
        'ecs.version': '1.2.0',
        'service.name': 'shop',
      },
      'error',
      'failed service.name=shop',
    ],
    [
      'ECS as objects',
      { '@timestamp': '2026-03-04T03:00:00.123Z', log: { level: 'warn', logger: 'c.e.Foo' }, message: 'low' },
      'warn',
      'low log={"level":"warn","logger":"c.e.Foo"}',
    ],
    [
      'logstash-logback',
      {
        '@timestamp': '2026-03-04T03:00:00.123Z',
        '@version': '1',
        message: 'm',
        level: 'INFO',
        level_value: 20000,
      },
      'info',
      'm',
    ],
    [
      'zap',
      { level: 'error', ts: at / 1000 + 0.123, caller: 'main.go:12', msg: 'no route' },
      'error',
      'no route caller=main.go:12',
    ],
    ['zerolog', { level: 'info', time: at / 1000, message: 'up', port: 80 }, 'info', 'up port=80'],
    [
      'slog',
      { time: '2026-03-04T03:00:00.123456789Z', level: 'ERROR+2', msg: 'no', err: 'EOF' },
      'error',
      'no err=EOF',
    ],
    [
      'Powertools',
      { level: 'INFO', location: 'handler:12', message: 'paid', timestamp: '2026-03-04 03:00:00,123+0000' },
      'info',
      'paid location=handler:12',
    ],
    [
      'Powertools with an object for a message',
      { level: 'INFO', message: { order: 1 } },
      'info',
      'message={"order":1}',
    ],
    [
      'Serilog',
      { '@t': '2026-03-04T03:00:00.1Z', '@mt': 'Hello {Name}', '@l': 'Warning', Name: 'World' },
      'warn',
      'Hello {Name} Name=World',
    ],
    ['structlog', { event: 'login', level: 'debug', user: 'a b' }, 'debug', 'login user="a b"'],
    ['Google’s severity', { severity: 'CRITICAL', message: 'down' }, 'fatal', 'down'],
    ['GELF', { version: '1.1', short_message: 'x', level: 3 }, 'error', 'x version=1.1'],
    ['an access log', { message: 'GET /', status: 502 }, 'error', 'GET / status=502'],
    ['an access log without fault', { message: 'GET /', status: 404 }, undefined, 'GET / status=404'],
    ['a time that is another', { msg: 'x', time: at - 60_000 }, undefined, `x time=${at - 60_000}`],
    ['a level nobody knows', { msg: 'x', level: 'loud' }, undefined, 'x level=loud'],
    [
      'nothing, empty words, words with quotes',
      { msg: 'x', a: null, b: '', c: 'say "hi"', d: [1, 2] },
      undefined,
      'x a=null b="" c="say \\"hi\\"" d=[1,2]',
    ],
    ['only fields', { level: 'info', a: 1 }, 'info', 'a=1'],
  ])('of %s', (_, record, level, text) => {
    expect(read(record)).toEqual({ level, text });
  });

  it('shows the stack of an error beneath, and of the error only what the stack does not say', () => {
    const stack = 'TypeError: x is not a function\n    at go (/app/a.js:1:2)\n    at /app/b.js:3:4';
    expect(
      read({
        level: 50,
        err: { type: 'TypeError', message: 'x is not a function', stack, code: 'E1' },
        msg: 'boom',
      }),
    ).toEqual({ level: 'error', text: `boom err={"code":"E1"}\n${stack}` });
    expect(read({ level: 'error', message: 'boom', stack, path: '/a' })?.text).toBe(`boom path=/a\n${stack}`);
    expect(
      read({ levelname: 'ERROR', message: 'boom', exc_info: 'Traceback (…):\n  File\nE: x' })?.text,
    ).toBe('boom\nTraceback (…):\n  File\nE: x');
    expect(read({ level: 'error', message: 'boom', error: { stack: 'no lines' } })?.text).toBe(
      'boom error={"stack":"no lines"}',
    );
  });

  it('keeps fields apart from a message of several lines', () => {
    expect(read({ msg: 'a\nb', x: 1, y: 2 })?.text).toBe('a\nb\nx=1 y=2');
  });

  it('rounds and reorders nothing', () => {
    expect(read('{"msg":"x","10":1,"2":1.50,"id":12345678901234567890}')?.text).toBe(
      'x 10=1 2=1.50 id=12345678901234567890',
    );
  });

  it.each([
    '{',
    '{}',
    '{"msg":"cut in the mid',
    '{"msg":"x"} trailing',
    '{not json}',
    '{"a":1}',
    '{"msg":"bad \\q escape"}',
    '[{"msg":"x"}]',
    ' {"msg":"x"}',
    'text {"msg":"x"}',
  ])('stays as it is when it only looks like one: %s', (line) => {
    expect(read(line)).toBeUndefined();
  });

  it('keeps every field that says something', () => {
    const key = fc.stringMatching(/^k[a-z0-9]{0,6}$/);
    fc.assert(
      fc.property(fc.dictionary(key, fc.jsonValue(), { noNullPrototype: true }), (fields) => {
        const text = read({ level: 'info', msg: 'm', ...fields })?.text ?? '';
        for (const [name, value] of Object.entries(fields)) {
          if (typeof value === 'object' && value !== null && /stack/i.test(JSON.stringify(value))) continue;
          const bare = typeof value === 'object' ? [] : [`${name}=${String(value)}`];
          const shown = [`${name}=${JSON.stringify(value)}`, ...bare];
          expect(shown.some((each) => text.includes(each))).toBe(true);
        }
      }),
    );
  });
});
