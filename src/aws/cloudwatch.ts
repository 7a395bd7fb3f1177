import {
  CloudWatchClient,
  type CompositeAlarm,
  DescribeAlarmsCommand,
  GetMetricDataCommand,
  type MetricAlarm,
  type MetricDataQuery,
} from '@aws-sdk/client-cloudwatch';
import type { MeasureRef } from '../diagnosis/measures.ts';
import type { Alarm } from '../verification/reading.ts';
import { ALARMS_PER_CALL, type Alarms } from './alarms.ts';
import type { CallAws } from './caller.ts';
import type { LaterClients } from './clients.ts';
import type { Measures } from './measures.ts';

/** CloudWatch but for its logs. */
export interface Cloudwatch {
  readonly alarms: Alarms;
  readonly measures: Measures;
}

const WITHIN_MS = 60 * 60_000;
const PERIOD_SECONDS = 60;

/** Alarms and numbers. Its part of the SDK is large and seldom needed: this file is loaded with the first call. */
export function openCloudwatch({ kept, shared }: LaterClients, call: CallAws): Cloudwatch {
  const client = kept(new CloudWatchClient(shared));
  return { alarms: alarmsOf(client, call), measures: measuresOf(client, call) };
}

/** Composite alarms are only told of to those who may describe all alarms. @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_DescribeAlarms.html */
function alarmsOf(client: CloudWatchClient, call: CallAws): Alarms {
  return {
    async named(names, ticket) {
      const answer = await call({
        action: 'cloudwatch:DescribeAlarms',
        attempt: names.length === 1 ? `describe alarm ${names[0]}` : 'describe the alarms',
        ticket,
        send: (abortSignal) =>
          client.send(
            new DescribeAlarmsCommand({
              AlarmNames: [...names],
              AlarmTypes: ['MetricAlarm', 'CompositeAlarm'],
              MaxRecords: ALARMS_PER_CALL,
            }),
            { abortSignal },
          ),
      });
      const all = [...(answer.MetricAlarms ?? []), ...(answer.CompositeAlarms ?? [])].map(alarmOf);
      return new Map(all.map((alarm) => [alarm.name, alarm]));
    },
  };
}

/** @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_GetMetricData.html */
function measuresOf(client: CloudWatchClient, call: CallAws): Measures {
  return async (refs, untilAt) => {
    const { MetricDataResults: found = [] } = await call({
      action: 'cloudwatch:GetMetricData',
      attempt: `read ${[...new Set(refs.map(({ name }) => name))].join(' and ')}`,
      send: (abortSignal) =>
        client.send(
          new GetMetricDataCommand({
            StartTime: new Date(untilAt.getTime() - WITHIN_MS),
            EndTime: untilAt,
            ScanBy: 'TimestampAscending',
            MetricDataQueries: refs.map((ref, at) => queryOf(ref, `m${at}`)),
          }),
          { abortSignal },
        ),
    });
    return refs.map((ref, nth) => {
      const { Timestamps = [], Values = [] } = found.find(({ Id }) => Id === `m${nth}`) ?? {};
      return { ...ref, points: Timestamps.map((at, point) => ({ at, value: Values[point] ?? 0 })) };
    });
  };
}

function queryOf({ name, of }: MeasureRef, Id: string): MetricDataQuery {
  const [cluster = '', service = ''] = of.split('/');
  const metric =
    name === 'CPUUtilization'
      ? {
          Namespace: 'AWS/ECS',
          Dimensions: [
            { Name: 'ClusterName', Value: cluster },
            { Name: 'ServiceName', Value: service },
          ],
        }
      : {
          Namespace: 'AWS/ApplicationELB',
          Dimensions: [{ Name: 'LoadBalancer', Value: of.replace(/^.*:loadbalancer\//, '') }],
        };
  const Stat = name === 'CPUUtilization' ? 'Average' : 'Sum';
  return { Id, MetricStat: { Metric: { ...metric, MetricName: name }, Period: PERIOD_SECONDS, Stat } };
}

function alarmOf(alarm: MetricAlarm | CompositeAlarm): Alarm {
  return {
    name: alarm.AlarmName ?? '',
    state: stateOf(alarm.StateValue),
    reason: alarm.StateReason,
    changedAt: alarm.StateUpdatedTimestamp,
  };
}

/** A state that is not told, or that is new to us, is no good news. */
function stateOf(state: string | undefined): Alarm['state'] {
  if (state === 'OK') return 'ok';
  return state === 'ALARM' ? 'alarm' : 'insufficient-data';
}
