import { describe } from 'vitest';
import { said } from '../given-failures.ts';
import { tellsApart } from '../pairs.ts';

const CLOSEST =
  'was unable to place a task because no container instance met all of its requirements. The closest matching (container-instance 05016874) ';
const NO_CAPACITY =
  'was unable to place a task. Reason: Capacity is unavailable at this time. Please try again later or in a different availability zone.';

describe('tasks without a place', () => {
  tellsApart([
    {
      fact: 'what the nearest instance lacks',
      one: said(`${CLOSEST}has insufficient CPU units available.`),
      other: said(`${CLOSEST}is already using a port required by your task.`),
      are: ['ec2-insufficient-resources', 'ec2-host-port-conflict'],
    },
    {
      fact: 'AWS’s capacity or the account’s quota',
      one: said(NO_CAPACITY),
      other: said(
        'was unable to place a task. Reason: You’ve reached the limit on the number of tasks you can run concurrently',
      ),
      are: ['fargate-capacity-unavailable', 'fargate-quota-exceeded'],
    },
    {
      fact: 'what stands behind “Reason:”',
      one: said(NO_CAPACITY),
      other: said(
        'was unable to place a task. Reason: CannotPullContainerError: failed to resolve ref x:1: not found.',
      ),
      are: ['fargate-capacity-unavailable', 'image-tag-not-found'],
    },
    {
      fact: 'what ECS wrote afterwards',
      one: said(NO_CAPACITY),
      other: said('has reached a steady state.', NO_CAPACITY),
      are: ['fargate-capacity-unavailable', null],
    },
  ]);
});
