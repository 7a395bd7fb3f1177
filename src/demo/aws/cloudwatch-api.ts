import { z } from 'zod';
import type { SimulatedAlarm } from '../world/alarm-shapes.ts';
import { type Operations, operation } from './operation.ts';

/** CloudWatch. @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/ */
export const cloudwatchOperations: Operations = {
  DescribeAlarms: operation(
    z.object({
      AlarmNames: z.array(z.string()).max(100).optional(),
      AlarmTypes: z.array(z.enum(['MetricAlarm', 'CompositeAlarm'])).default(['MetricAlarm']),
      MaxRecords: z.number().int().min(1).max(100).default(50),
    }),
    ({ AlarmNames, AlarmTypes, MaxRecords }, { world }) => {
      const found = [...world.alarms.values()]
        .filter(({ name }) => AlarmNames === undefined || AlarmNames.includes(name))
        .slice(0, MaxRecords);
      const shown = (kind: SimulatedAlarm['kind']) =>
        AlarmTypes.includes(kind) ? found.filter((each) => each.kind === kind).map(alarmShown) : [];
      return { MetricAlarms: shown('MetricAlarm'), CompositeAlarms: shown('CompositeAlarm') };
    },
  ),
};

function alarmShown({ name, state, reason, changedAt }: SimulatedAlarm): object {
  return { AlarmName: name, StateValue: state, StateReason: reason, StateUpdatedTimestamp: changedAt };
}
