import { randomUUID } from 'node:crypto';
import type { LogSources } from '../aws/estate-logs.ts';
import { serviceLabel } from '../deployment/ref.ts';
import type { ServiceRef } from '../deployment/service.ts';
import type { Deps } from '../deps.ts';
import { UserError } from '../errors.ts';
import { isErrorText } from '../tailing/error-text.ts';
import { parseFilter, type TypedFilter } from '../tailing/filter.ts';
import type { WantedSources } from '../tailing/find-sources.ts';
import { newTail, type Tail, type TailPlan } from '../tailing/tail.ts';
import { parseWindow, type TypedWindow, type Window } from '../tailing/window.ts';
import { sayMessage } from '../views/failure.ts';
import { logHeadMessage } from '../views/log-thread.ts';
import type { Answer, Call } from './answer.ts';
import { allValues, type Options, oneValue } from './grammar.ts';
import { linesAnswer } from './lines-answer.ts';
import { defaultEnvironment, oneService } from './meant-service.ts';

/** The options of `logs`; its buttons come back through here. */
export const LOGS_OPTIONS = {
  env: 'value',
  since: 'value',
  until: 'value',
  grep: 'values',
  exclude: 'values',
  errors: 'flag',
  task: 'value',
  container: 'value',
  previous: 'flag',
  lines: 'value',
  follow: 'duration',
  'no-follow': 'flag',
} as const;

export type LogsDeps = Pick<Deps, 'estate' | 'tails' | 'clock' | 'redact'> & {
  readonly outbox: Pick<Deps['outbox'], 'post' | 'reply' | 'update'>;
};

const SOURCES_MAX_AGE_MS = 5000;
/** What was typed, or what a button stands for. */
type Asked = Pick<Call, 'words' | 'options' | 'person' | 'place'>;

/** A task that died says why around its end. */
const BEFORE_DEATH_MS = 15 * 60_000;
const AFTER_DEATH_MS = 60_000;

/** Answers `logs <service> …`: opens a thread that is followed from then on; in a terminal prints the lines. */
export async function logsAnswer(deps: LogsDeps, call: Asked): Promise<Answer> {
  const now = deps.clock.now();
  const { options } = call;
  const filter = filterOf(options);
  parseFilter(filter, isErrorText);
  const window = parseWindow(windowOf(options), now);
  const ref = await oneService(deps, call);
  const wanted = wantedOf(options);
  const sources = await deps.estate.logs.sources(ref, wanted, { maxAgeMs: SOURCES_MAX_AGE_MS });
  if (sources.sources.length === 0) throw new UserError(nowhere(ref, sources));
  const plan: TailPlan = {
    ref,
    sources: sources.sources,
    notReadable: notesOf(sources),
    filter,
    ...timesOf(window, sources, options),
    words: wordsAgain(serviceLabel(ref, defaultEnvironment(deps.estate)), options),
    openedBy: call.person.id,
    openedAt: now,
  };
  if (call.place.kind === 'terminal') return linesAnswer(deps, plan);
  const followMs = plan.untilAt ? 0 : (window.followMs ?? 0);
  return openThread(deps, call, plan, new Date(now.getTime() + followMs));
}

async function openThread(deps: LogsDeps, { place }: Asked, plan: TailPlan, endsAt: Date): Promise<Answer> {
  const given = { id: randomUUID(), channel: place.channel, thread: '', head: '', plan, endsAt };
  const message = logHeadMessage(newTail(given));
  const posted =
    place.thread === undefined
      ? await deps.outbox.post(place.channel, message, { urgent: true })
      : await deps.outbox.reply({ channel: place.channel, ts: place.thread }, message, { urgent: true });
  const { channel, ts: head } = posted;
  const tail = newTail({ ...given, channel, thread: place.thread ?? head, head });
  try {
    await deps.tails.add(tail, plan.openedAt);
  } catch (error) {
    // Else the head would promise lines that nobody brings.
    await deps.outbox.update(posted, sayMessage(`The logs of ${plan.ref.name} could not be followed.`));
    throw error;
  }
  return {
    message: sayMessage(`The lines of ${plan.ref.name} follow in the thread${place.thread ? '' : ' below'}.`),
    data: shownTail(tail),
  };
}

function shownTail({ id, channel, thread, plan, endsAt }: Tail): object {
  return { id, channel, thread, endsAt, ...plan };
}

function filterOf(options: Options): TypedFilter {
  return {
    grep: allValues(options.grep),
    exclude: allValues(options.exclude),
    errors: options.errors === true,
  };
}

function windowOf(options: Options): TypedWindow {
  const { follow } = options;
  return {
    since: oneValue(options.since),
    until: oneValue(options.until),
    lines: oneValue(options.lines),
    follow: follow === true ? true : oneValue(follow),
    noFollow: options['no-follow'] === true,
  };
}

function wantedOf(options: Options): WantedSources {
  return {
    container: oneValue(options.container),
    task: oneValue(options.task),
    previous: options.previous === true,
  };
}

/** The window that was typed; for a task that is over, and no times typed, its last minutes. */
function timesOf(
  { sinceAt, untilAt, lines }: Window,
  { task }: LogSources,
  options: Options,
): Pick<TailPlan, 'sinceAt' | 'untilAt' | 'lines'> {
  const overAt = task?.stoppedAt ?? task?.stoppingAt;
  if (!task || !overAt || options.since !== undefined || options.until !== undefined)
    return { sinceAt, untilAt, lines };
  const fromMs = Math.max(task.startedAt?.getTime() ?? 0, overAt.getTime() - BEFORE_DEATH_MS);
  return { sinceAt: new Date(fromMs), untilAt: new Date(overAt.getTime() + AFTER_DEATH_MS), lines };
}

function notesOf({ notReadable, gaps, sources }: LogSources): readonly string[] {
  return [
    ...notReadable.map(({ container, revisions, why }) => `${container} of ${revisions.join(', ')}: ${why}`),
    ...(sources.length > 0 ? gaps.map(({ detail }) => `${detail}; there may be more lines`) : []),
  ];
}

function nowhere({ name }: ServiceRef, { notReadable, gaps }: LogSources): string {
  const reasons = notReadable.map(({ container, why }) => `\`${container}\`: ${why}`);
  const holes = gaps.map(({ detail }) => detail);
  const all = [...reasons, ...holes].join('; ');
  return `I find no lines of ${name} to read${all ? `: ${all}` : ': its revisions define no container'}.`;
}

/** What was typed, but for the times. */
function wordsAgain(service: string, options: Options): string {
  const kept = Object.entries(options).flatMap(([name, value]) => {
    if (/^(since|until|follow|no-follow|previous|env)$/.test(name)) return [];
    if (value === true) return [`--${name}`];
    return allValues(value).map((each) => `--${name} ${quoted(each)}`);
  });
  return [service, ...kept].join(' ');
}

/** As one value, however it is typed again. */
function quoted(value: string): string {
  if (!/[\s"']/.test(value)) return value;
  return value.includes('"') ? `'${value}'` : `"${value}"`;
}
