import { describe, expect, it } from 'vitest';
import { refusedRules } from '../../../src/diagnosis/rules/refused.ts';
import { aTarget, aTargetGroup, known } from '../../given.ts';
import { someEvidence } from '../given-evidence.ts';
import { codes, unhealthy } from '../given-failures.ts';
import { tellsApart } from '../pairs.ts';

const FAILED = 'Health checks failed';

describe('checks that are refused', () => {
  tellsApart([
    {
      // https://nginx.org/en/docs/http/configuring_https_servers.html
      fact: 'a line about HTTPS behind the same code',
      one: unhealthy(codes(400), [
        '[info] 7#7: *1 client sent plain HTTP request to HTTPS port while reading client request headers',
        '400 The plain HTTP request was sent to HTTPS port',
      ]),
      other: unhealthy(codes(400)),
      are: ['hc-protocol-mismatch', 'hc-path-mismatch'],
    },
    {
      fact: 'the address the program listens on',
      one: unhealthy(FAILED, ['Uvicorn running on http://127.0.0.1:8080']),
      other: unhealthy(FAILED, ['Uvicorn running on http://0.0.0.0:8080']),
      are: ['app-binds-loopback', null],
    },
    {
      fact: 'the port the program listens on',
      one: unhealthy(FAILED, ['Uvicorn running on http://0.0.0.0:9090']),
      other: unhealthy(FAILED, ['Uvicorn running on http://0.0.0.0:8080']),
      are: ['app-port-mismatch', null],
    },
    {
      fact: 'the port the check asks',
      one: unhealthy(FAILED, ['Uvicorn running on http://0.0.0.0:8080'], ({ group }) => {
        group.check.port = '9999';
      }),
      other: unhealthy(FAILED, ['Uvicorn running on http://0.0.0.0:8080']),
      are: ['hc-port-mismatch', null],
    },
    {
      fact: 'a line about a handshake',
      one: unhealthy(FAILED, ['http: TLS handshake error from 10.0.0.12:4: EOF']),
      other: unhealthy(FAILED, ['nothing']),
      are: ['hc-protocol-mismatch', null],
    },
    {
      fact: 'the group’s own port, which harms nobody',
      one: unhealthy(codes(404), [], ({ group }) => {
        group.port = 5000;
      }),
      other: unhealthy(FAILED, ['Uvicorn running on http://127.0.0.1:8080'], ({ group }) => {
        group.port = 5000;
      }),
      are: ['hc-path-mismatch', 'app-binds-loopback'],
    },
  ]);
});

describe('the port of a check of which the target does not tell', () => {
  const rule = refusedRules.find(({ id }) => id === 'hc-port-mismatch');
  const target = aTarget({ port: 5000, checkPort: undefined, state: 'unhealthy' });

  it.each([
    ['8081', 'confirmed'],
    ['5000', 'nothing'],
    ['traffic-port', 'nothing'],
  ])('is that of its group: %s', (port, kind) => {
    const { sighting, suspect, ...rest } = someEvidence();
    const seen = aTargetGroup([target]);
    const check = known(
      {
        ...{ protocol: 'HTTP', path: '/health', matcher: '200', timeoutMs: 5000, intervalMs: 30_000 },
        ...{ arn: seen.group.arn, port, healthyThreshold: 5, unhealthyThreshold: 2, attached: true },
      },
      'elasticloadbalancing:DescribeTargetGroups',
    );
    const targets = [{ group: seen.group, target, task: undefined }];
    const told = {
      ...rest,
      sighting: { ...sighting, targetGroups: [{ ...seen, check }] },
      suspect: { ...suspect, targets },
    };
    expect(rule?.examine(told).kind).toBe(kind);
  });
});
