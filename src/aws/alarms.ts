import { type Clock, inTime } from '../clock.ts';
import { type Fact, mapFact, type Unknown, unknownOf } from '../deployment/fact.ts';
import { UpstreamError } from '../errors.ts';
import type { Alarm } from '../verification/reading.ts';
import { asFact } from './as-fact.ts';
import type { Ticket } from './budget.ts';
import { createMemory, type Want } from './memory.ts';

/** The largest batch of names that one call describes. */
export const ALARMS_PER_CALL = 100;
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
