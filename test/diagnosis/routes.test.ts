import { describe, expect, it } from 'vitest';
import { routesIn } from '../../src/diagnosis/routes.ts';
import { aLine } from './given-evidence.ts';

describe('the routes that lines tell of', () => {
  it.each([
    [
      '10.0.1.5 - - [04/Mar/2026] "GET /health?x=1 HTTP/1.1" 200 12 "-" "ELB-HealthChecker/2.0"',
      [['/health', true]],
    ],
    ['127.0.0.1 "GET /healthz HTTP/1.0" 404', [['/healthz', false]]],
    ['INFO GET /ping 204 3 ms', [['/ping', true]]],
    [
      'INFO routes: GET /, GET /live, POST /predict',
      [
        ['/', true],
        ['/live', true],
      ],
    ],
    ['GET in touch with us', []],
  ])('of "%s"', (text, routes) => {
    expect(routesIn([aLine(text)]).map(({ path, isServed }) => [path, isServed])).toEqual(routes);
  });

  it('are each known by what was said last', () => {
    const found = routesIn([aLine('GET /a 200'), aLine('GET /b 200'), aLine('GET /a 404')]);
    expect(found.map(({ path, isServed }) => [path, isServed])).toEqual([
      ['/b', true],
      ['/a', false],
    ]);
  });

  it('are looked for in time, however much a program writes', () => {
    expect(routesIn([aLine('routes '.repeat(40_000))])).toEqual([]);
  });
});
