import type { StoppedRecord } from '../alerting/stopped-record.ts';
import { type Fact, unknownOf } from '../deployment/fact.ts';
import type { ServiceRef } from '../deployment/service.ts';
import type { Deps } from '../deps.ts';

/** Where stopped tasks are known from that ECS has forgotten. */
export const BLACK_BOX = 'black box';

/** The newest stopped tasks of a service that the bot wrote down, of the last so many milliseconds. */
export async function stoppedRecords(
  { blackBox, clock }: Pick<Deps, 'blackBox' | 'clock'>,
  ref: ServiceRef,
  { withinMs, most }: { readonly withinMs: number; readonly most: number },
): Promise<Fact<readonly StoppedRecord[]>> {
  const now = clock.now();
  try {
    const value = await blackBox.list(ref, new Date(now.getTime() - withinMs), most);
    return { kind: 'known', value, readAt: now, source: BLACK_BOX };
  } catch (error) {
    return unknownOf(error);
  }
}
