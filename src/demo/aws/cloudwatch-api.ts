import { z } from 'zod';
import type { SimulatedAlarm } from '../world/alarm-shapes.ts';
import { type Operations, operation } from './operation.ts';

const metric = z.object({
  Namespace: z.enum(['AWS/ECS', 'AWS/ApplicationELB']),
  MetricName: z.string(),
  Dimensions: z.array(z.object({ Name: z.string(), Value: z.string() })).min(1),
});
const query = z.object({
  Id: z.string().regex(/^[a-z]\w*$/),
  MetricStat: z.object({ Metric: metric, Period: z.number().int().multipleOf(60), Stat: z.string() }),
});

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

  GetMetricData: operation(
    z.object({
      StartTime: z.number(),
      EndTime: z.number(),
      MetricDataQueries: z.array(query).min(1).max(500),
    }),
    ({ StartTime, EndTime, MetricDataQueries }, { world }) => ({
      MetricDataResults: MetricDataQueries.map(({ Id, MetricStat: { Metric } }) => {
        const points = (world.measures.get(measureKey(Metric)) ?? []).filter(
          ({ at }) => at.getTime() >= StartTime * 1000 && at.getTime() < EndTime * 1000,
        );
        return {
          Id,
          Label: Metric.MetricName,
          StatusCode: 'Complete',
          Timestamps: points.map(({ at }) => at),
          Values: points.map(({ value }) => value),
        };
      }),
    }),
  ),
};

/** "CPUUtilization prod/web", "HTTPCode_ELB_502_Count app/prod-alb/0f1e2d3c". */
function measureKey({ MetricName, Dimensions }: z.output<typeof metric>): string {
  return `${MetricName} ${Dimensions.map(({ Value }) => Value).join('/')}`;
}

function alarmShown({ name, state, reason, changedAt }: SimulatedAlarm): object {
  return { AlarmName: name, StateValue: state, StateReason: reason, StateUpdatedTimestamp: changedAt };
}
