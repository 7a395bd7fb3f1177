import { describe } from 'vitest';
import { codes, exited, unhealthy } from '../given-failures.ts';
import { tellsApart } from '../pairs.ts';

const REFUSED = 'Error: connect ECONNREFUSED 10.0.30.12:5432';

describe('answers that do not pass', () => {
  tellsApart([
    {
      fact: 'whether the program listens after all',
      one: unhealthy('Health checks failed', [REFUSED]),
      other: unhealthy('Health checks failed', [REFUSED, 'listening on 0.0.0.0:8080']),
      are: ['dependency-unreachable', null],
    },
    {
      fact: 'the code: not there, or moved',
      one: unhealthy(codes(404)),
      other: unhealthy(codes(301)),
      are: ['hc-path-mismatch', 'hc-matcher-mismatch'],
    },
    {
      fact: 'the code: not there, or broken',
      one: unhealthy(codes(404)),
      other: unhealthy(codes(500)),
      are: ['hc-path-mismatch', 'health-endpoint-error'],
    },
    {
      fact: 'a line that refuses the host',
      one: unhealthy(codes(400)),
      other: unhealthy(codes(400), ["Invalid HTTP_HOST header: '10.0.10.7:8080'."]),
      are: ['hc-path-mismatch', 'hc-host-header-rejected'],
    },
    {
      fact: 'a line that names what is not reached',
      one: unhealthy(codes(500), ['TypeError: x is undefined']),
      other: unhealthy(codes(500), [REFUSED]),
      are: ['health-endpoint-error', 'dependency-unreachable'],
    },
    {
      fact: 'whether the program ends over it',
      one: unhealthy(codes(404), [REFUSED]),
      other: exited(1, [REFUSED]),
      are: ['hc-path-mismatch', 'dependency-unreachable'],
    },
    {
      fact: 'whether anything answered',
      one: unhealthy(codes(404)),
      other: unhealthy('Health checks failed'),
      are: ['hc-path-mismatch', null],
    },
  ]);
});
