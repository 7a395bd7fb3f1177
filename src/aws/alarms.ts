import {
  type CloudWatchClient,
  type CompositeAlarm,
  DescribeAlarmsCommand,
  type MetricAlarm,
} from '@aws-sdk/client-cloudwatch';
import { type Clock, inTime } from '../clock.ts';
import { type Fact, mapFact, type Unknown, unknownOf } from '../deployment/fact.ts';
import { UpstreamError } from '../errors.ts';
import type { Alarm } from '../verification/reading.ts';
import { asFact } from './as-fact.ts';
import type { Ticket } from './budget.ts';
import type { CallAws } from './caller.ts';
import { createMemory, type Want } from './memory.ts';

/** The largest batch of names that one call describes. */
const ALARMS_PER_CALL = 100;
const MOST_ALARMS = 1000;

/** CloudWatch alarms in our words. */
export interface Alarms {
  /**
   * Those of these names that there are, by name; at most 100 at once.
   * @throws UpstreamError
   */
  named(names: readonly string[], ticket?: Ticket): Promise<ReadonlyMap<string, Alarm>>;
}

/** Reads of alarms, each remembered and asked for at most once at a time. Rejects for bugs alone. */
export type AlarmReads = (name: string, want: Want) => Promise<Fact<Alarm | undefined>>;

/** Composite alarms are only told of to those who may describe all alarms. @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_DescribeAlarms.html */
export function createAlarms(client: CloudWatchClient, call: CallAws): Alarms {
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

/** With an empty memory. That there is no such alarm is an answer as well, and remembered as long. */
export function createAlarmReads(alarms: Alarms, clock: Clock): AlarmReads {
  const source = 'cloudwatch:DescribeAlarms';
  const memory = createMemory<{ readonly alarm: Alarm | undefined }>({ source, most: MOST_ALARMS }, clock);
  return async (name, want) => {
    const reads = memory.readMany([name], want, {
      batch: ALARMS_PER_CALL,
      fetch: async (names, ticket) => {
        const found = await alarms.named(names, ticket);
        return new Map(names.map((each) => [each, { alarm: found.get(each) }]));
      },
      absent: (each) => new UpstreamError(`describe alarm ${each}`, 'not-found'),
    });
    const read = reads.get(name) ?? Promise.reject(new UpstreamError(`describe alarm ${name}`, 'not-found'));
    return mapFact(await asFact(read), ({ alarm }) => alarm);
  };
}

/** One alarm of an environment, waited for no longer than any question. */
export async function alarmInTime(
  read: AlarmReads | undefined,
  { env, name, want }: { readonly env: string; readonly name: string; readonly want: Want },
  { clock, ms }: { readonly clock: Clock; readonly ms: number },
): Promise<Fact<Alarm | undefined>> {
  if (!read)
    return unknownOf(
      new UpstreamError(`describe alarm ${name}: there is no environment ${env}`, 'not-found'),
    );
  const late = (): Unknown => ({
    kind: 'unknown',
    why: 'timeout',
    detail: `could not read alarm ${name}: it took too long`,
  });
  return inTime(read(name, want), ms, clock, late);
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
