import { expect, it } from 'vitest';
import { cardSources, overviewSources } from '../../src/views/source-words.ts';
import { aService, aSighting, denied, known, minutesAgo, NOW } from '../given.ts';

const service = known(aService(), 'ecs:DescribeServices', minutesAgo(3));

it('a card names each source once, with what came from it and how long ago', () => {
  expect(cardSources(aSighting({ service, stopped: denied('ecs:ListTasks') }), NOW)).toEqual([
    'ecs:DescribeServices (service, deployments, events) 3 min ago',
    'ecs:DescribeTasks (tasks) just now',
  ]);
});

it('an overview names the age of the oldest of each kind', () => {
  expect(overviewSources([aSighting(), aSighting({ service })], NOW)).toBe(
    'services: ecs:DescribeServices at most 3 min ago · tasks: ecs:DescribeTasks just now',
  );
  expect(overviewSources([], NOW)).toBe('nothing could be read');
});
