import { describe } from 'vitest';
import { tellsApart } from '../pairs.ts';
import { around, stoppedTasks, swings, wentBack } from '../scenarios/clients.ts';

describe('a service that is well when one looks', () => {
  tellsApart([
    {
      fact: 'whether its tasks were killed when their time was up, or before',
      one: around((made) => stoppedTasks(made, 137, 0.5)),
      other: around((made) => stoppedTasks(made, 137, 0.1)),
      are: ['graceful-shutdown-missing', null],
    },
    {
      fact: 'whether its tasks were killed at all',
      one: around((made) => stoppedTasks(made, 137, 0.5)),
      other: around((made) => stoppedTasks(made, 143, 0.5)),
      are: ['graceful-shutdown-missing', null],
    },
    {
      fact: 'how often tasks were added and taken away',
      one: around((made) => swings(made, 4)),
      other: around((made) => swings(made, 2)),
      are: ['autoscaling-interference', null],
    },
    {
      fact: 'whether ECS says that it evens out zones',
      one: around((made) => swings(made, 5)),
      other: around((made) => {
        swings(made, 5);
        made.say(
          'is not AZ balanced with 3 tasks in eu-central-1a, 1 tasks in eu-central-1b. AZ Rebalancing in progress.',
        );
      }),
      are: ['autoscaling-interference', null],
    },
    {
      fact: 'whether what it went back from had succeeded',
      one: around((made) => wentBack(made, 90)),
      other: around((made) => wentBack(made, 90, 'STOPPED')),
      are: ['wrong-revision-running', null],
    },
    {
      fact: 'how long ago it went back',
      one: around((made) => wentBack(made, 90)),
      other: around((made) => wentBack(made, 3000)),
      are: ['wrong-revision-running', null],
    },
  ]);
});
