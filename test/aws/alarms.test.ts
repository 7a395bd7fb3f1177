import { describe, expect, it } from 'vitest';
import type { SimulatedAlarm } from '../../src/demo/world/alarm-shapes.ts';
import type { World } from '../../src/demo/world.ts';
import { DEADLINE, ENV, NOW_ONLY, passing, stages } from './given-aws.ts';

const CHANGED = new Date('2026-03-04T02:50:00Z');

function withAlarms(...alarms: readonly Partial<SimulatedAlarm>[]) {
  return (world: World) => {
    for (const given of alarms) {
      const alarm: SimulatedAlarm = {
        name: 'web-5xx',
        kind: 'MetricAlarm',
        state: 'OK',
        reason: 'Threshold Crossed: no datapoints were greater than the threshold',
        changedAt: CHANGED,
        ...given,
      };
      world.alarms.set(alarm.name, alarm);
    }
  };
}

describe('an alarm', () => {
  const start = stages();

  it.each([
    ['OK', 'ok'],
    ['ALARM', 'alarm'],
    ['INSUFFICIENT_DATA', 'insufficient-data'],
  ] as const)('in state %s is %s, with its reason and when it changed', async (state, word) => {
    const { estate, clock } = await start({ build: withAlarms({ state }) });
    expect(await estate.alarm(ENV.alias, 'web-5xx', NOW_ONLY)).toEqual({
      kind: 'known',
      source: 'cloudwatch:DescribeAlarms',
      readAt: clock.now(),
      value: {
        name: 'web-5xx',
        state: word,
        reason: 'Threshold Crossed: no datapoints were greater than the threshold',
        changedAt: CHANGED,
      },
    });
  });

  it('may be made of others', async () => {
    const { estate } = await start({ build: withAlarms({ kind: 'CompositeAlarm' }) });
    expect(await estate.alarm(ENV.alias, 'web-5xx', NOW_ONLY)).toMatchObject({ value: { name: 'web-5xx' } });
  });

  it('that is not there is known not to be, and asked for once', async () => {
    const { estate, aws } = await start({ build: withAlarms({}) });
    const fresh = { maxAgeMs: 60_000 };
    expect(await estate.alarm(ENV.alias, 'web', fresh)).toMatchObject({ kind: 'known', value: undefined });
    expect(await estate.alarm(ENV.alias, 'web', fresh)).toMatchObject({ kind: 'known', value: undefined });
    expect(aws.calls['cloudwatch:DescribeAlarms']).toBe(1);
  });

  it('whose state is not told is no good news', async () => {
    const { estate, aws } = await start({ build: withAlarms({}) });
    aws.faults.add({ operation: 'DescribeAlarms', kind: 'absent', fields: ['StateValue'] });
    expect(await estate.alarm(ENV.alias, 'web-5xx', NOW_ONLY)).toMatchObject({
      value: { state: 'insufficient-data' },
    });
  });

  it.each([
    ['denied', { why: 'denied', permission: 'cloudwatch:DescribeAlarms' }],
    ['throttled', { why: 'throttled' }],
    ['expired', { why: 'credentials' }],
    ['error', { why: 'unreachable' }],
    ['dropped', { why: 'unreachable' }],
    ['unsupported', { why: 'unsupported' }],
  ] as const)('that cannot be read is unknown: %s', async (kind, unknown) => {
    const { estate, fault } = await start({ build: withAlarms({}) });
    fault('cloudwatch:DescribeAlarms', kind);
    expect(await estate.alarm(ENV.alias, 'web-5xx', NOW_ONLY)).toMatchObject({ kind: 'unknown', ...unknown });
  });

  it('of an environment that there is not is unknown', async () => {
    const { estate } = await start();
    expect(await estate.alarm('nowhere', 'web-5xx', NOW_ONLY)).toMatchObject({
      kind: 'unknown',
      detail: 'could not describe alarm web-5xx: there is no environment nowhere',
    });
  });

  it('is not waited for longer than for any question', async () => {
    const { estate, clock, silence } = await start({ build: withAlarms({}), limits: DEADLINE });
    silence(ENV.region);
    const asked = estate.alarm(ENV.alias, 'web-5xx', NOW_ONLY);
    expect(await passing(clock, asked, 10_000)).toMatchObject({ kind: 'unknown', why: 'timeout' });
  });
});
