import { Cron } from 'croner';
import { durationMs, durationWords } from '../duration.ts';
import { UserError } from '../errors.ts';
import { oneLine } from '../text.ts';
import type { Quiet } from './quiet.ts';
import type { QuietChange } from './watch.ts';

type CronQuiet = Quiet & { readonly kind: 'cron' };

/** Quiet hours without a break for longer than this are none: nothing would ever be told. */
export const LONGEST_QUIET_MS = 7 * 24 * 60 * 60_000;

/** The options that say when a channel wants quiet, as typed. */
export interface TypedQuiet {
  /** `2h`, five fields of cron, or `none`. */
  readonly quiet?: string | undefined;
  /** How long, where it begins by cron. */
  readonly for?: string | undefined;
  /** The zone of the cron's fields: `Europe/Berlin`. */
  readonly tz?: string | undefined;
}

const SHORTEST_MS = 60_000;
const BY_CRON = '`--quiet "0 2 * * 0" --for 2h --tz Europe/Berlin`';

/**
 * Understands `--quiet 2h`, which begins now, `--quiet "0 2 * * 0" --for 2h --tz Europe/Berlin`, which comes
 * again and again, and `--quiet none`.
 * @throws UserError saying what to type instead
 */
export function parseQuiet(typed: TypedQuiet, now: Date): QuietChange {
  const { quiet } = typed;
  if (quiet === undefined && typed.for === undefined && typed.tz === undefined) return { kind: 'keep' };
  if (quiet === undefined)
    throw new UserError(`\`--for\` and \`--tz\` say more about \`--quiet\`: type for example ${BY_CRON}.`);
  const text = quiet.trim().replace(/\s+/g, ' ');
  const isOnce = durationMs(text) !== undefined;
  const isNone = /^(none|off)$/i.test(text);
  if ((isOnce || isNone) && (typed.for !== undefined || typed.tz !== undefined))
    throw new UserError(
      `\`--for\` and \`--tz\` go with hours that come again: ${BY_CRON}. For once type \`--quiet 2h\`.`,
    );
  if (isNone) return { kind: 'clear' };
  if (isOnce) return { kind: 'set', quiet: { kind: 'until', untilAt: later(now, lengthOf(text, 'quiet')) } };
  return { kind: 'set', quiet: byCron(text, typed, now) };
}

/** Whether nothing new is to be said now. */
export function isQuiet(quiet: Quiet | undefined, now: Date): boolean {
  return quietWindow(quiet, now) !== undefined;
}

/**
 * When the quiet that holds now is over; undefined where none does. Windows that overlap or touch are one, as
 * far as a week goes.
 */
export function quietUntil(quiet: Quiet | undefined, now: Date): Date | undefined {
  let endsAt = quietWindow(quiet, now);
  if (!endsAt || quiet?.kind !== 'cron') return endsAt;
  while (endsAt.getTime() - now.getTime() <= LONGEST_QUIET_MS) {
    const next = quietWindow(quiet, endsAt);
    if (!next || next <= endsAt) return endsAt;
    endsAt = next;
  }
  return endsAt;
}

/** When quiet hours by cron begin next after a moment; undefined where they never do. */
export function quietBegins(quiet: CronQuiet, after: Date): Date | undefined {
  return begins(quiet).nextRun(after) ?? undefined;
}

/** The end of the window that holds a moment, of the latest where several do. */
function quietWindow(quiet: Quiet | undefined, at: Date): Date | undefined {
  if (!quiet) return undefined;
  if (quiet.kind === 'until') return at < quiet.untilAt ? quiet.untilAt : undefined;
  // Only what begins before the moment that is asked about is found, and one that begins now counts.
  const [beganAt] = begins(quiet).previousRuns(1, new Date(at.getTime() + 1));
  const endsAt = beganAt && new Date(beganAt.getTime() + quiet.forMs);
  return endsAt && at < endsAt ? endsAt : undefined;
}

/**
 * Where clocks are set forward over the time of a window it begins once they are; where they are set back over
 * it, at the first of the two. Its length is time that passes, whatever the clocks show.
 */
function begins({ cron, zone }: Pick<CronQuiet, 'cron' | 'zone'>): Cron {
  return new Cron(cron, { timezone: zone, mode: '5-part', fixedTimeRule: 'no-wildcard', paused: true });
}

function byCron(cron: string, typed: TypedQuiet, now: Date): CronQuiet {
  if (!/^[\w*,/#-]+( [\w*,/#-]+){4}$/.test(cron))
    throw new UserError(
      `\`--quiet\` takes how long from now, such as \`2h\`, or the five fields of cron: ${BY_CRON}. \`none\` ends it.`,
    );
  if (typed.for === undefined)
    throw new UserError(`How long is it quiet each time? Add \`--for 2h\`, as in ${BY_CRON}.`);
  if (typed.tz === undefined)
    throw new UserError('In which time zone is that meant? Add `--tz Europe/Berlin`, or `--tz UTC`.');
  const quiet: CronQuiet = {
    kind: 'cron',
    cron,
    forMs: lengthOf(typed.for, 'for'),
    zone: zoneOf(typed.tz.trim()),
  };
  checkHours(quiet, now);
  return quiet;
}

function lengthOf(typed: string, option: 'quiet' | 'for'): number {
  const ms = durationMs(typed);
  if (ms !== undefined && ms >= SHORTEST_MS && ms <= LONGEST_QUIET_MS) return ms;
  const [least, most] = [SHORTEST_MS, LONGEST_QUIET_MS].map(durationWords);
  throw new UserError(`\`--${option}\` takes ${least} to ${most}, such as \`--${option} 2h\`.`);
}

function zoneOf(name: string): string {
  try {
    // Some versions of Intl know offsets as well; those have no summer time, and people mean places.
    if (/^[A-Za-z]/.test(name)) return new Intl.DateTimeFormat('en', { timeZone: name }) && name;
  } catch {
    // Intl knows no zone of this name: said below.
  }
  const shown = oneLine(name.replaceAll('`', ''), 40);
  throw new UserError(
    `I do not know the time zone \`${shown}\`. Type for example \`--tz Europe/Berlin\` or \`--tz UTC\`.`,
  );
}

/** Hours that never come, or never end, are a slip of the fingers. */
function checkHours(quiet: CronQuiet, now: Date): void {
  const beginsAt = firstOf(quiet, now);
  if (!beginsAt)
    throw new UserError(`There is no such day: \`${quiet.cron}\` never comes. Type for example ${BY_CRON}.`);
  const endsAt = quietUntil(quiet, beginsAt);
  if (endsAt && endsAt.getTime() - beginsAt.getTime() <= LONGEST_QUIET_MS) return;
  throw new UserError(
    `With \`${quiet.cron}\` for ${durationWords(quiet.forMs)} each time it would be quiet for more than ` +
      `${durationWords(LONGEST_QUIET_MS)} without a break, and no alert would come. Type a shorter \`--for\`.`,
  );
}

function firstOf(quiet: CronQuiet, now: Date): Date | undefined {
  try {
    return quietBegins(quiet, now);
  } catch (error) {
    const why = error instanceof Error ? oneLine(error.message.replace(/^CronPattern: /, ''), 120) : '';
    throw new UserError(
      `I do not understand \`${quiet.cron}\` (${why}). The fields are minute, hour, day, month, weekday: ${BY_CRON}.`,
    );
  }
}

function later(at: Date, ms: number): Date {
  return new Date(at.getTime() + ms);
}
