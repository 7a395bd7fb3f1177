import { expect, it } from 'vitest';
import { judgeAlarm } from '../../../src/verification/judges/alarm.ts';
import type { Alarm } from '../../../src/verification/reading.ts';
import { denied, known, minutesAgo, NOW } from '../../given.ts';

const anAlarm = (state: Alarm['state']): Alarm => ({
  name: 'web-5xx',
  state,
  reason: 'Threshold Crossed',
  changedAt: minutesAgo(5),
});
const found = (alarm: Alarm | undefined) => known(alarm, 'cloudwatch:DescribeAlarms', minutesAgo(1));

it.each([
  ['exists', found(anAlarm('alarm')), 'verified', 'alarm web-5xx exists'],
  ['exists', found(undefined), 'refuted', 'there is no alarm web-5xx'],
  ['exists', denied('cloudwatch:DescribeAlarms'), 'unverifiable', 'needs cloudwatch:DescribeAlarms'],
  ['ok', found(anAlarm('ok')), 'verified', 'alarm web-5xx is ok'],
  ['ok', found(anAlarm('alarm')), 'refuted', 'alarm web-5xx is in alarm: Threshold Crossed'],
  ['ok', found(anAlarm('insufficient-data')), 'unverifiable', 'alarm web-5xx has too little data to tell'],
  ['ok', found(undefined), 'refuted', 'there is no alarm web-5xx'],
] as const)('alarm %s: %2$s', (expects, fact, kind, reason) => {
  const verification = judgeAlarm({ kind: 'alarm', expects, name: 'web-5xx' }, fact, NOW);
  expect(verification.kind).toBe(kind);
  expect(verification.reason).toContain(reason);
});

it('shows what CloudWatch says, and when it was read', () => {
  const { evidence, checkedAt } = judgeAlarm(
    { kind: 'alarm', expects: 'ok', name: 'web-5xx' },
    found(anAlarm('alarm')),
    NOW,
  );
  expect(evidence).toEqual([
    {
      source: 'cloudwatch:DescribeAlarms',
      subject: 'alarm web-5xx',
      value: 'alarm: Threshold Crossed',
      at: minutesAgo(1),
    },
  ]);
  expect(checkedAt).toEqual(minutesAgo(1));
});
