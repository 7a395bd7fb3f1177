import { describe } from 'vitest';
import { tellsApart } from '../pairs.ts';
import { around, badGateways, front, stoppedTasks } from '../scenarios/clients.ts';
import type { Scene } from '../scene.ts';

function command(...words: readonly string[]) {
  return (change: (made: Scene) => void = () => {}, environment: { name: string; value: string }[] = []) =>
    around(
      (made) => {
        badGateways(made, 12, 31, 50);
        change(made);
      },
      { command: [...words], environment },
    );
}

const gunicorn = command('gunicorn', 'app:app');
const node = command('node', 'server.js');

describe('connections', () => {
  tellsApart([
    {
      fact: 'whether any 502 was counted',
      one: gunicorn(),
      other: gunicorn((made) => badGateways(made)),
      are: ['keepalive-mismatch', null],
    },
    {
      fact: 'how long the program is told to keep them',
      one: command('uvicorn', 'app:app', '--timeout-keep-alive', '30')(),
      other: command('uvicorn', 'app:app', '--timeout-keep-alive', '75')(),
      are: ['keepalive-mismatch', null],
    },
    {
      fact: 'what a variable says, in milliseconds',
      one: node(undefined, [{ name: 'KEEP_ALIVE_TIMEOUT_MS', value: '5000' }]),
      other: node(undefined, [{ name: 'KEEP_ALIVE_TIMEOUT_MS', value: '65000' }]),
      are: ['keepalive-mismatch', null],
    },
    {
      fact: 'how long the load balancer keeps them',
      one: gunicorn(),
      other: gunicorn((made) => {
        front(made).balancer.idleTimeoutSeconds = 1;
      }),
      are: ['keepalive-mismatch', null],
    },
    {
      fact: 'whether anything is known of how long the program keeps them',
      one: node(),
      other: command('./server')(),
      are: ['keepalive-mismatch', null],
    },
    {
      fact: 'whether the 502s came when tasks were stopped',
      one: gunicorn((made) => stoppedTasks(made, 143, 0.1)),
      other: gunicorn((made) => {
        badGateways(made, 30, 29, 28);
        stoppedTasks(made, 143, 0.1);
      }),
      are: ['keepalive-mismatch', null],
    },
  ]);
});
