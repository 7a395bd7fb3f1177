import { expect, it } from 'vitest';
import { arnParts, lastSegment, revisionOf, targetGroupName } from '../../src/aws/arn.ts';

it.each([
  ['arn:aws:ecs:eu-central-1:123456789012:cluster/prod', 'eu-central-1', '123456789012', 'cluster/prod'],
  ['arn:aws-cn:ecs:cn-north-1:123456789012:a:b', 'cn-north-1', '123456789012', 'a:b'],
  ['arn:aws:s3:::bucket', undefined, undefined, 'bucket'],
  ['prod', undefined, undefined, ''],
  ['', undefined, undefined, ''],
])('takes %s apart', (arn, region, account, resource) => {
  expect(arnParts(arn)).toEqual({ region, account, resource });
});

it.each([
  ['arn:aws:ecs:eu-central-1:1:task/prod/0123abc', '0123abc'],
  // The short format of old accounts.
  ['arn:aws:ecs:eu-central-1:1:service/web', 'web'],
  ['web', 'web'],
  ['', ''],
])('names %s by its last segment', (arn, name) => {
  expect(lastSegment(arn)).toBe(name);
});

it.each([
  ['arn:aws:elasticloadbalancing:eu-central-1:1:targetgroup/web-tg/6d0ecf831eec9f09', 'web-tg'],
  ['stand-in/web-tg', 'web-tg'],
])('names the target group %s', (arn, name) => {
  expect(targetGroupName(arn)).toBe(name);
});

it.each([
  ['arn:aws:ecs:eu-central-1:1:task-definition/web:42', 'web', 42],
  ['web:42', 'web', 42],
  ['my_web-2:1', 'my_web-2', 1],
])('reads the revision %s', (arn, family, number) => {
  expect(revisionOf(arn)).toEqual({ arn, family, number });
});

it.each([undefined, '', 'web', 'web:latest', 'web:', ':42'])('reads no revision out of %s', (arn) => {
  expect(revisionOf(arn)).toBeUndefined();
});
