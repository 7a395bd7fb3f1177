import { expect, it } from 'vitest';
import { judgeTargets } from '../../../src/verification/judges/targets.ts';
import { aTarget, aTargetGroup, denied } from '../../given.ts';
import { aLook } from './given-looked.ts';

const well = aTarget();
const off = aTarget({
  id: '10.0.9.9',
  state: 'unhealthy',
  reason: 'Target.Timeout',
  description: 'timed out',
});
const unread = denied('elasticloadbalancing:DescribeTargetHealth');
const green = aTargetGroup([well], { name: 'green' });
const blue = aTargetGroup(unread, { name: 'blue', partnerArn: green.group.arn });
const pair = [blue, { ...green, group: { ...green.group, partnerArn: blue.group.arn } }];

it.each([
  ['as many as asked for', [aTargetGroup([well, well])], 'verified', 'healthy targets of web: 2 in web-tg'],
  ['more than asked for', [aTargetGroup([well, well, well, off])], 'verified', '3 in web-tg'],
  ['too few', [aTargetGroup([well, off])], 'refuted', 'web-tg has 1 healthy targets, not 2 or more'],
  ['none registered', [aTargetGroup([])], 'refuted', 'web-tg has 0'],
  ['only at their first checks', [aTargetGroup([aTarget({ state: 'initial' })])], 'refuted', 'web-tg has 0'],
  ['behind no load balancer', [], 'refuted', 'takes no traffic from a load balancer'],
  ['unread', [aTargetGroup(unread)], 'unverifiable', 'needs elasticloadbalancing:DescribeTargetHealth'],
  [
    'unread beside enough',
    [aTargetGroup([well, well]), aTargetGroup(unread, { name: 'b' })],
    'unverifiable',
    'of b',
  ],
  [
    'unread beside too few',
    [aTargetGroup(unread, { name: 'b' }), aTargetGroup([well])],
    'refuted',
    'web-tg has 1',
  ],
  ['too few beside an unread twin', pair, 'unverifiable', 'target health of blue'],
] as const)('targets that are %s', (_, targetGroups, kind, reason) => {
  const verification = judgeTargets(
    { kind: 'targets-healthy', atLeast: 2, service: 'web' },
    aLook({ targetGroups }),
  );
  expect(verification.kind).toBe(kind);
  expect(verification.reason).toContain(reason);
});

it('shows what the load balancer says of those that fail', () => {
  const { evidence } = judgeTargets(
    { kind: 'targets-healthy', atLeast: 1, service: 'web' },
    aLook({ targetGroups: [aTargetGroup([well, off])] }),
  );
  expect(evidence.map(({ subject, value }) => `${subject}: ${value}`)).toEqual([
    'targets of web-tg: 1 of 2 healthy',
    'target 10.0.9.9:5000 of web-tg: unhealthy, Target.Timeout, timed out',
  ]);
});
