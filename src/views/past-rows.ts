import { eventsByWeight } from '../deployment/events.ts';
import { type Fact, unknownReason } from '../deployment/fact.ts';
import type { Service, Task } from '../deployment/service.ts';
import type { Sighting } from '../deployment/sighting.ts';
import { groupStopped } from '../deployment/stopped-tasks.ts';
import { cut, oneLine } from '../text.ts';
import { firstOf, moreWords } from './fit.ts';
import type { Row } from './rows.ts';
import { ago } from './words.ts';

const MOST_EVENTS = 5;
const MOST_STOPPED = 4;
const MOST_IDS = 3;

/** The stopped tasks by what ended them; undefined where they were not asked for. */
export function stoppedRow(stopped: Sighting['stopped'], now: Date): Row | undefined {
  if (!stopped) return undefined;
  if (stopped.kind === 'unknown')
    return { label: 'stopped', lines: [unknownReason('stopped tasks', stopped)] };
  if (stopped.value.length === 0)
    return { label: 'stopped', lines: ['none that ECS still remembers (about an hour)'] };
  return { label: 'stopped', lines: reasonLines(stopped.value, now) };
}

/** Those of the last day that ECS has forgotten and the bot has not; undefined for none. */
export function keptRow(kept: Fact<readonly Task[]>, now: Date): Row | undefined {
  if (kept.kind === 'unknown')
    return { label: 'earlier', lines: [unknownReason('what stopped earlier', kept)] };
  return kept.value.length > 0 ? { label: 'earlier', lines: reasonLines(kept.value, now) } : undefined;
}

function reasonLines(tasks: readonly Task[], now: Date): readonly string[] {
  const { shown, more } = firstOf(groupStopped(tasks), MOST_STOPPED, 'reason');
  const lines = shown.map(({ count, reason, ids, newestAt, expected }) => {
    const when = newestAt ? `, last ${ago(newestAt, now)}` : '';
    const tasks = firstOf(
      ids.map((id) => id.slice(0, 8)),
      MOST_IDS,
    );
    const whose = [...tasks.shown, tasks.more].filter(Boolean).join(' ');
    return oneLine(`${count}× ${cut(reason, 160)}${expected ? ' (expected)' : ''} [${whose}]${when}`);
  });
  return more ? [...lines, more] : lines;
}

/** What ECS wrote: trouble before routine, the latest first in each, their ages in a column. */
export function eventRow(service: Service, now: Date): Row {
  if (service.events.length === 0) return { label: 'events', lines: ['none'] };
  const { shown, others } = eventsByWeight(service.events, MOST_EVENTS);
  const ages = shown.map(({ lastAt }) => ago(lastAt, now));
  const width = Math.max(...ages.map((age) => age.length));
  const lines = shown.map(({ message, count }, at) => {
    const times = count > 1 ? `${count}× ` : '';
    return `${(ages[at] ?? '').padEnd(width)}  ${times}${oneLine(cut(message, 200))}`;
  });
  return { label: 'events', lines: others > 0 ? [...lines, moreWords(others, 'kind')] : lines };
}
