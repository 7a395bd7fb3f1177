import { type AlertContext, contextOf, type LogExcerpt } from '../alerting/context.ts';
import type { StoppedRecord } from '../alerting/stopped-record.ts';
import type { Freshness } from '../aws/estate.ts';
import type { Fact, Gap, Unknown } from '../deployment/fact.ts';
import type { ServiceRef, Task } from '../deployment/service.ts';
import type { Sighting } from '../deployment/sighting.ts';
import { judge } from '../deployment/verdict.ts';
import type { Deps } from '../deps.ts';
import { isErrorText } from '../tailing/error-text.ts';
import { clean } from '../text.ts';
import { type ErrorLines, errorLinesOf, newestOf } from './error-lines.ts';
import { BLACK_BOX, stoppedRecords } from './stopped-records.ts';

export type ContextDeps = Pick<Deps, 'estate' | 'blackBox' | 'redact' | 'clock' | 'sleep'>;

/** How it is gathered. */
export interface ContextAsked {
  readonly freshness: Freshness;
  /** Why lines are not to be shown in that place, in a clause; they are not read then. Undefined where they may be. */
  readonly withheld?: string;
}

const ANEW: ContextAsked = { freshness: { maxAgeMs: 5000 } };

/** About as long as ECS remembers stopped tasks; those of before tell of another trouble. */
const STOPPED = { withinMs: 60 * 60_000, most: 50 } as const;

/**
 * Gathers what somebody who was woken asks first. Every source that fails is a gap, and none waits for another:
 * lines are waited for at most four seconds.
 */
export async function alertContext(
  deps: ContextDeps,
  { ref }: { readonly ref: ServiceRef },
  asked = ANEW,
): Promise<AlertContext> {
  const { estate, clock, redact } = deps;
  const [looked, box] = await Promise.all([
    estate.look(ref, asked.freshness),
    stoppedRecords(deps, ref, STOPPED),
  ]);
  const records = box.kind === 'known' ? box.value : [];
  const sighting = { ...looked, stopped: stoppedOf(looked.stopped, records) };
  const read = await linesOf(deps, sighting, asked);
  const now = clock.now();
  const found = {
    sighting,
    failing: judge(sighting, now).failing,
    errors: asked.withheld === undefined ? withRecorded(read.errors, records) : read.errors,
    lastLines: read.lastLines,
    gaps: [...gapsOf(box), ...read.gaps],
    readAt: now,
  };
  return contextOf(found, (text) => redact(clean(text)).text);
}

function gapsOf(box: Fact<unknown>): readonly Gap[] {
  if (box.kind === 'known') return [];
  return [{ env: undefined, subject: 'stopped tasks that were kept', unknown: box }];
}

/** What ECS remembers of stopped tasks, and what was kept of them before. */
export function stoppedOf(
  remembered: Sighting['stopped'],
  records: readonly StoppedRecord[],
): Sighting['stopped'] {
  const [newest] = records;
  if (!newest) return remembered;
  const own = remembered?.kind === 'known' ? remembered.value : [];
  const all = [...records.map(({ task }) => task), ...own];
  const value = [...new Map(all.map((task): [string, Task] => [task.id, task])).values()];
  return remembered?.kind === 'known'
    ? { ...remembered, value }
    : { kind: 'known', value, readAt: newest.seenAt, source: BLACK_BOX };
}

async function linesOf(
  deps: ContextDeps,
  sighting: Sighting,
  { withheld }: ContextAsked,
): Promise<ErrorLines> {
  if (withheld === undefined) return errorLinesOf(deps, sighting);
  const errors: Unknown = { kind: 'unknown', why: 'denied', detail: withheld };
  return { errors, lastLines: [], gaps: [] };
}

/** Lines that were kept with stopped tasks count as well; they are all there is where none could be read now. */
function withRecorded(
  errors: Fact<readonly LogExcerpt[]>,
  records: readonly StoppedRecord[],
): Fact<readonly LogExcerpt[]> {
  const kept = records.flatMap(({ task, lines = [] }) =>
    lines.filter(({ text }) => isErrorText(text)).map((line) => ({ ...line, task: task.id })),
  );
  if (kept.length === 0) return errors;
  const read = errors.kind === 'known' ? errors.value : [];
  const value = newestOf([...kept, ...read]);
  const [newest] = records;
  if (errors.kind === 'known') return { ...errors, value };
  return newest ? { kind: 'known', value, readAt: newest.seenAt, source: BLACK_BOX } : errors;
}
