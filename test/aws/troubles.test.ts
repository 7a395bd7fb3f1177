import { expect, it } from 'vitest';
import { createTroubles } from '../../src/aws/troubles.ts';
import { UpstreamError } from '../../src/errors.ts';
import { createLog } from '../../src/log.ts';
import { movedClock } from './given-aws.ts';

const DENIED = new UpstreamError('list clusters: AWS does not allow it', 'denied', {
  cause: Object.assign(new Error('hunter2 is in this text'), {
    name: 'AccessDeniedException',
    $metadata: { httpStatusCode: 400 },
  }),
});
const THROTTLED = new UpstreamError('list clusters: AWS is throttling', 'throttled');

function someTroubles() {
  const lines: string[] = [];
  const log = createLog('info', { write: (line: string) => void lines.push(line) });
  const clock = movedClock();
  const told = () => lines.splice(0).map((line) => JSON.parse(line));
  return { ...createTroubles('prod-eu', { clock, log }), clock, told };
}

it('tells once what begins to fail, with codes and no text of AWS', () => {
  const { failed, told } = someTroubles();
  for (let times = 0; times < 3; times += 1) failed('ecs:ListClusters', DENIED);
  const lines = told();
  expect(lines).toMatchObject([
    {
      level: 40,
      env: 'prod-eu',
      action: 'ecs:ListClusters',
      kind: 'denied',
      code: 'AccessDeniedException',
      status: 400,
      msg: 'aws began to fail',
    },
  ]);
  expect(JSON.stringify(lines)).not.toContain('hunter2');
});

it('tells each action and each kind', () => {
  const { failed, told } = someTroubles();
  failed('ecs:ListClusters', DENIED);
  failed('ecs:ListClusters', THROTTLED);
  failed('ecs:ListServices', DENIED);
  expect(told().map(({ action, kind }) => [action, kind])).toEqual([
    ['ecs:ListClusters', 'denied'],
    ['ecs:ListClusters', 'throttled'],
    ['ecs:ListServices', 'denied'],
  ]);
});

it('tells the end, how long it lasted, and a new beginning', () => {
  const { failed, answered, clock, told } = someTroubles();
  failed('ecs:ListClusters', DENIED);
  clock.forward(300_000);
  answered('ecs:ListServices');
  expect(told()).toHaveLength(1);
  answered('ecs:ListClusters');
  answered('ecs:ListClusters');
  expect(told()).toMatchObject([
    { level: 30, action: 'ecs:ListClusters', kind: 'denied', lastedMs: 300_000, msg: 'aws answers again' },
  ]);
  failed('ecs:ListClusters', DENIED);
  expect(told()).toMatchObject([{ level: 40 }]);
});

it('takes failures among answers for one trouble', () => {
  const { failed, answered, clock, told } = someTroubles();
  for (let times = 0; times < 5; times += 1) {
    failed('ecs:ListServices', DENIED);
    clock.forward(30_000);
    answered('ecs:ListServices');
  }
  expect(told()).toMatchObject([{ level: 40 }]);
});

it('counts what does not exist as an answer', () => {
  const { failed, told } = someTroubles();
  failed('ecs:DescribeServices', new UpstreamError('look at web: not found', 'not-found'));
  expect(told()).toEqual([]);
});
