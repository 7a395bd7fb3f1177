import { Cron } from 'croner';
import { UserError } from './errors.ts';
import { oneLine } from './text.ts';

/** Moments that come again and again. */
export interface CronTimes {
  /** Five fields: minute, hour, day, month, weekday. */
  readonly cron: string;
  /** IANA name of the zone the fields are meant in. */
  readonly zone: string;
}

/** The first moment after `after`; undefined where none ever comes. */
export function nextTime(times: CronTimes, after: Date): Date | undefined {
  return cronOf(times).nextRun(after) ?? undefined;
}

/** The last moment that is not after `at`; undefined where there was none. */
export function lastTime(times: CronTimes, at: Date): Date | undefined {
  // Only what is before the moment that is asked about is found, and one that is now counts.
  const [last] = cronOf(times).previousRuns(1, new Date(at.getTime() + 1));
  return last;
}

/** The next `count` moments after `after`, fewer where no more come. */
export function nextTimes(times: CronTimes, after: Date, count: number): readonly Date[] {
  return cronOf(times).nextRuns(count, after);
}

/**
 * Why five fields cannot be understood, as croner says it: "Invalid value for minute: 61"; undefined where they can.
 */
export function cronComplaint(times: CronTimes): string | undefined {
  try {
    cronOf(times);
    return undefined;
  } catch (error) {
    return error instanceof Error ? oneLine(error.message.replace(/^CronPattern: /, ''), 120) : '';
  }
}

/**
 * The name of a zone as it was typed, in its own capitals, where there is one of that name.
 * @throws UserError naming it where there is none
 */
export function zoneOf(typed: string): string {
  const name = typed.trim();
  try {
    // Some versions of Intl know offsets as well; those have no summer time, and people mean places.
    if (/^[A-Za-z]/.test(name)) return spelled(name, new Intl.DateTimeFormat('en', { timeZone: name }));
  } catch {
    // Intl knows no zone of this name: said below.
  }
  if (name === '')
    throw new UserError('Which time zone? Type for example `--tz Europe/Berlin` or `--tz UTC`.');
  const shown = oneLine(name.replaceAll('`', ''), 40);
  throw new UserError(
    `I do not know the time zone \`${shown}\`. Type for example \`--tz Europe/Berlin\` or \`--tz UTC\`.`,
  );
}

/** Some zones have several names, and Intl may know one by another than people do. */
function spelled(name: string, format: Intl.DateTimeFormat): string {
  const { timeZone } = format.resolvedOptions();
  return timeZone.toLowerCase() === name.toLowerCase() ? timeZone : name;
}

/**
 * Where clocks are set forward over a time it comes once they are; where they are set back over it, at the first of
 * the two. Times with a star among minute and hour come by what passes instead: one an hour is one an hour.
 */
function cronOf({ cron, zone }: CronTimes): Cron {
  return new Cron(cron, { timezone: zone, mode: '5-part', fixedTimeRule: 'no-wildcard', paused: true });
}
