import { describe } from 'vitest';
import { exited, failed } from '../given-failures.ts';
import { tellsApart } from '../pairs.ts';

const OOM = 'OutOfMemoryError: Container killed due to memory usage';

describe('memory that runs out', () => {
  tellsApart([
    {
      fact: 'who sent the signal',
      one: exited(137, [], OOM),
      other: failed({
        stopped: {
          stopCode: 'ServiceSchedulerInitiated',
          stoppedReason: 'Task failed ELB health checks in (target-group web-tg)',
          exitCode: 137,
        },
      }),
      are: ['oom-killed', null],
    },
    {
      fact: 'the reason that the container has',
      one: exited(1),
      other: exited(1, [], OOM),
      are: ['app-startup-crash', 'oom-killed'],
    },
  ]);
});
