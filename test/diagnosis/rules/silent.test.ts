import { describe } from 'vitest';
import { taskGroup, unhealthy } from '../given-failures.ts';
import { tellsApart } from '../pairs.ts';
import type { Scene } from '../scene.ts';

const TIMED_OUT = 'Request timed out';
const ASKED = '10.0.0.12 "GET /health HTTP/1.1" 200 "ELB-HealthChecker/2.0" 8200 ms';

function shut(scene: Scene): void {
  taskGroup(scene).ipPermissions = [];
}

function onlyFrom(cidr: string) {
  return (scene: Scene) => {
    taskGroup(scene).ipPermissions = [{ ipProtocol: 'tcp', fromPort: 8080, toPort: 8080, cidrs: [cidr] }];
  };
}

describe('checks without an answer', () => {
  tellsApart([
    {
      fact: 'a rule of the tasks’ group',
      one: unhealthy(TIMED_OUT, [], shut),
      other: unhealthy(TIMED_OUT),
      are: ['sg-alb-to-task-blocked', null],
    },
    {
      fact: 'the range that a rule names',
      one: unhealthy(TIMED_OUT, [], onlyFrom('192.168.0.0/16')),
      other: unhealthy(TIMED_OUT, [], onlyFrom('10.0.0.0/16')),
      are: ['sg-alb-to-task-blocked', null],
    },
    {
      fact: 'a request in the log',
      one: unhealthy(TIMED_OUT, [], shut),
      other: unhealthy(TIMED_OUT, [ASKED], shut),
      are: ['sg-alb-to-task-blocked', 'hc-timeout-too-short'],
    },
    {
      fact: 'how long the check waits',
      one: unhealthy(TIMED_OUT, [ASKED]),
      other: unhealthy(TIMED_OUT, [ASKED], ({ group }) => {
        group.check.timeoutSeconds = 10;
      }),
      are: ['hc-timeout-too-short', null],
    },
  ]);
});
