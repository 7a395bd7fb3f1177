import { cronComplaint, zoneOf } from '../cron.ts';
import { durationMs, durationWords } from '../duration.ts';
import { UserError } from '../errors.ts';
import { type CronQuiet, LONGEST_QUIET_MS, quietBegins, quietUntil } from './is-quiet.ts';
import type { QuietChange } from './watch.ts';

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
  if (isOnce)
    return {
      kind: 'set',
      quiet: { kind: 'until', untilAt: new Date(now.getTime() + lengthOf(text, 'quiet')) },
    };
  return { kind: 'set', quiet: byCron(text, typed, now) };
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
    zone: zoneOf(typed.tz),
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

/** Hours that never come, or never end, are a slip of the fingers. */
function checkHours(quiet: CronQuiet, now: Date): void {
  const why = cronComplaint(quiet);
  if (why !== undefined)
    throw new UserError(
      `I do not understand \`${quiet.cron}\` (${why}). The fields are minute, hour, day, month, weekday: ${BY_CRON}.`,
    );
  const beginsAt = quietBegins(quiet, now);
  if (!beginsAt)
    throw new UserError(`There is no such day: \`${quiet.cron}\` never comes. Type for example ${BY_CRON}.`);
  const endsAt = quietUntil(quiet, beginsAt);
  if (endsAt && endsAt.getTime() - beginsAt.getTime() <= LONGEST_QUIET_MS) return;
  throw new UserError(
    `With \`${quiet.cron}\` for ${durationWords(quiet.forMs)} each time it would be quiet for more than ` +
      `${durationWords(LONGEST_QUIET_MS)} without a break, and no alert would come. Type a shorter \`--for\`.`,
  );
}
