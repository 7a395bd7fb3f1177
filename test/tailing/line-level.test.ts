import { describe, expect, it } from 'vitest';
import { levelOfLine } from '../../src/tailing/line-level.ts';

describe('the level of a line of text', () => {
  it.each([
    ['error', 'ERROR could not connect'],
    ['error', '[ERROR] could not connect'],
    ['error', 'ERROR: relation "users" does not exist'],
    ['error', 'Error: Cannot find module'],
    ['error', 'error: winston simple'],
    ['warn', 'Warning: deprecated'],
    ['info', 'info: Microsoft.Hosting.Lifetime[14]'],
    ['error', 'fail: Microsoft.AspNetCore.Server.Kestrel[13]'],
    ['fatal', 'crit: Microsoft.AspNetCore.Hosting[6]'],
    ['warn', 'WARNING:root:disk nearly full'],
    ['error', '2026-03-04 03:00:00,123 ERROR [main] c.e.Foo - failed'],
    ['error', '03:00:00.123 [http-nio-8080-exec-1] ERROR c.e.Foo - failed'],
    ['info', '2026-03-04T03:00:00.123Z  INFO 1 --- [main] c.e.App : Started in 3 s'],
    ['warn', ' WARN 1 --- [main] c.e.App : slow'],
    ['error', '2026-03-04 03:00:00,123 - app.db - ERROR - failed'],
    ['error', '[2026-03-04 03:00:00 +0000] [7] [ERROR] Worker timeout'],
    ['info', 'INFO:     10.0.0.1:40000 - "GET / HTTP/1.1" 200 OK'],
    ['error', '[2026-03-04 03:00:00,123: ERROR/MainProcess] Task failed'],
    ['error', '[2026-03-04, 03:00:00 UTC] {task.py:12} ERROR - failed'],
    ['error', '2026-03-04 03:00:00.123 | ERROR    | app.main:run:12 - loguru'],
    ['error', '2026-03-04 03:00:00 [error    ] structlog event=x'],
    ['error', 'E0304 03:00:00.000000       1 reflector.go:12] klog'],
    ['warn', 'W0304 03:00:00.000000       1 reflector.go:12] klog'],
    ['error', '2026/03/04 03:00:00 [error] 7#7: *1 upstream timed out'],
    ['warn', '2026/03/04 03:00:00 [warn] 7#7: *1 buffered'],
    ['error', '[Wed Mar 04 03:00:00.123 2026] [core:error] [pid 1] AH00037'],
    ['error', '2026-03-04 03:00:00.000 UTC [1] ERROR:  duplicate key'],
    ['fatal', '2026-03-04 03:00:00.000 UTC [1] FATAL:  terminating connection'],
    ['info', '2026-03-04 03:00:00.000 UTC [1] LOG:  checkpoint starting'],
    ['error', '2026-03-04T03:00:00.000000Z 0 [ERROR] [MY-010119] [Server] Aborting'],
    ['info', '2026-03-04T03:00:00.000000Z 0 [Note] [MY-010119] ready'],
    ['error', 'E, [2026-03-04T03:00:00.123456 #1] ERROR -- : ruby'],
    ['error', '[03:00:00 ERR] Serilog'],
    ['info', '2026-03-04 03:00:00.123 +00:00 [INF] Serilog'],
    ['error', '[Nest] 1  - 03/04/2026, 3:00:00 AM   ERROR [ExceptionsHandler] boom'],
    ['error', '[2026-03-04T03:00:00Z ERROR app::db] env_logger'],
    ['error', '2026-03-04T03:00:00.123456Z ERROR app::db: tracing'],
    ['error', '03:00:00.123 [error] GenServer terminating'],
    ['error', '[2026-03-04 03:00:00.123][1][error][main] envoy'],
    ['error', 'ERRO[0012] logrus on a terminal'],
    ['error', '3:00AM ERR zerolog on a terminal'],
    ['error', '2026-03-04T03:00:00.123Z\terror\tmain.go:12\tzap console'],
    ['error', '2026-03-04T03:00:00.123Z\t6fa1f2c0-1f11-4c0e-9f0a-111122223333\tERROR\tlambda style'],
    ['error', 'SEVERE: java.util.logging'],
    ['error', 'time="2026-03-04T03:00:00Z" level=error msg="logrus"'],
    ['warn', 'ts=2026-03-04T03:00:00Z caller=main.go:12 level=warn msg=slow'],
    ['info', 'msg="set level=error now" level=info'],
    ['error', '2026-03-04T03:00:00Z level=error msg=x'],
    ['error', 't=2026-03-04T03:00:00 lvl=eror msg=log15'],
    ['error', '10.0.0.1 - - [04/Mar/2026:03:00:00 +0000] "GET /a HTTP/1.1" 502 12 "-" "curl"'],
    ['error', '10.0.0.1 - frank [04/Mar/2026:03:00:00 +0000] "POST /a HTTP/2.0" 500 12'],
    ['error', `::1 - - [04/Mar/2026:03:00:00 +0000] "GET /${'a'.repeat(300)} HTTP/1.1" 503 1`],
    ['error', 'GET /api/orders 500 12.3 ms - 17'],
    ['error', '[GIN] 2026/03/04 - 03:00:00 | 500 |  1.2ms | 10.0.0.1 | GET "/x"'],
  ])('is %s: %s', (level, text) => {
    expect(levelOfLine(text)).toBe(level);
  });

  it.each([
    '',
    '0 errors found',
    '0 ERROR lines in the last hour',
    'no error',
    'Received an ERROR from upstream',
    'error handler installed',
    'Information about users',
    'fatality: none',
    'ERRORS: 0',
    'ERR_CONNECTION_REFUSED is handled',
    '[error handler] started',
    '[config] loaded',
    'log rotated',
    'alert policies loaded',
    'HTTP listening on 80',
    'user=bob note="level=error"',
    '10.0.0.1 - - [04/Mar/2026:03:00:00 +0000] "GET /a HTTP/1.1" 404 500 "-" "curl"',
    'GET /500 200 500 ms',
    '| 500 | widgets |',
    '\u{1F40C} ERROR',
  ])('is not stated: %s', (text) => {
    expect(levelOfLine(text)).toBeUndefined();
  });

  it.each(['[', '(', '"', '1', 'a', ' ', '-', 'a=', '"a', '\\"', '[a]', 'a.'])(
    'is soon found out in a megabyte of %s',
    (unit) => {
      expect(levelOfLine(unit.repeat(1_000_000 / unit.length))).toBeUndefined();
    },
    1000,
  );
});
