import { describe } from 'vitest';
import { failed } from '../given-failures.ts';
import { tellsApart } from '../pairs.ts';

const CHECK = {
  command: ['CMD-SHELL', 'curl -f http://localhost:8080/health || exit 1'],
  interval: 10,
  timeout: 5,
  retries: 3,
};
const PASSES = '10.0.0.12 "GET /health HTTP/1.1" 200 "ELB-HealthChecker/2.0"';
const SLOW = 'Started WebApplication in 61.7 seconds (process running for 63.0)';

function unchecked(
  lines: readonly string[],
  check: Partial<typeof CHECK> & { readonly startPeriod?: number } = {},
) {
  return failed({
    changes: { healthCheck: { ...CHECK, ...check } },
    stopped: {
      stopCode: 'ServiceSchedulerInitiated',
      stoppedReason: 'Task failed container health checks',
      exitCode: 137,
      health: 'UNHEALTHY',
    },
    lines,
  });
}

describe('container checks that fail', () => {
  tellsApart([
    {
      fact: 'one word: CMD or CMD-SHELL',
      one: unchecked([PASSES], { command: ['CMD', 'curl -f http://localhost/ || exit 1'] }),
      other: unchecked([PASSES]),
      are: ['container-hc-malformed', 'container-hc-tool-missing'],
    },
    {
      fact: 'a request from inside',
      one: unchecked([PASSES, '127.0.0.1 "GET /health HTTP/1.1" 404 "curl/8.5.0"']),
      other: unchecked([PASSES]),
      are: ['container-hc-wrong-endpoint', 'container-hc-tool-missing'],
    },
    {
      fact: 'the start period',
      one: unchecked([SLOW], { startPeriod: 10 }),
      other: unchecked([SLOW, PASSES], { startPeriod: 120 }),
      are: ['container-hc-start-period', 'container-hc-tool-missing'],
    },
    {
      fact: 'whether the load balancer passes',
      one: unchecked([PASSES]),
      other: unchecked(['nothing to see']),
      are: ['container-hc-tool-missing', null],
    },
    {
      fact: 'whether it needs a tool',
      one: unchecked([PASSES]),
      other: unchecked([PASSES], { command: ['CMD', '/app/healthy'] }),
      are: ['container-hc-tool-missing', null],
    },
  ]);
});
