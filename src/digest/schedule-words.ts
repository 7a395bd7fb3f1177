import { nearest } from '../deployment/nearest.ts';
import { UserError } from '../errors.ts';
import { oneLine } from '../text.ts';

const DAYS: Readonly<Record<string, string>> = {
  day: '*',
  weekday: '1-5',
  weekend: '0,6',
  monday: '1',
  tuesday: '2',
  wednesday: '3',
  thursday: '4',
  friday: '5',
  saturday: '6',
  sunday: '0',
};
const EXAMPLE = '`/snail digest every weekday 9:00 --tz Europe/Berlin`';

/**
 * The five fields of `weekday 9:00`, `day at 18:00`, `monday 8:30`, `mondays 8:30`, `mon,thu 9:00`, `mon and thu 9 am`,
 * `mon-fri 9:00`, `9:00 weekdays`.
 * @throws UserError naming the word that is no day or no time
 */
export function cronOfWords(words: string): string {
  const parts = words
    .toLowerCase()
    .replace(/ ?(?:,| and ) ?/g, ',')
    .replace(/(\d) (?=[ap]m(?: |$))/g, '$1')
    .split(' ')
    .filter((word) => !['at', 'on', 'every'].includes(word));
  const [days = '', time, ...more] = startsWithTime(words) ? [parts[1], parts[0], ...parts.slice(2)] : parts;
  if (days === '')
    throw new UserError(`On which days? Type for example \`/snail digest every day ${shown(time ?? '')}\`.`);
  const weekdays = days.split(',').map(daysOf);
  if (time === undefined)
    throw new UserError(`At what time? Type for example \`/snail digest every ${shown(days)} 9:00\`.`);
  const { hour, minute } = timeOf(time);
  if (more.length > 0)
    throw new UserError(
      `I do not understand \`${shown(more.join(' '))}\` behind \`${shown(time)}\`. Type for example ${EXAMPLE}.`,
    );
  return `${minute} ${hour} * * ${weekdays.join(',')}`;
}

/** Whether words begin with a time of the day and go on, if at all, with a day: `9:00 weekdays`. */
export function startsWithTime(words: string): boolean {
  return /^\d{1,2}(?:[:.]\d{2})?(?: ?[ap]m)?(?: [a-z][a-z, -]*)?$/i.test(words);
}

/** A day, or two ends of a week's days; a week has no end, so that `fri-mon` are four days. */
function daysOf(word: string): string {
  const [, from, to] = /^([a-z]+)-([a-z]+)$/.exec(word) ?? [];
  if (from === undefined || to === undefined) return dayOf(word);
  const [first, last] = [dayOf(from), dayOf(to)].map(Number);
  if (first === undefined || last === undefined || Number.isNaN(first + last))
    throw new UserError(`\`${shown(word)}\` are no days. Type for example \`mon-fri\`.`);
  const count = ((last - first + 7) % 7) + 1;
  return Array.from({ length: count }, (_, nth) => (first + nth) % 7).join(',');
}

function dayOf(word: string): string {
  const name = Object.keys(DAYS).find(
    (each) => word === each || word === `${each}s` || (word.length === 3 && isShort(word, each)),
  );
  const day = name && DAYS[name];
  if (day) return day;
  const [near] = nearest(word, Object.keys(DAYS), (each) => each);
  throw new UserError(
    `\`${shown(word)}\` is no day. ${near ? `Did you mean \`${near}\`? ` : ''}` +
      `There are \`day\`, \`weekday\`, \`monday\` to \`sunday\`, as in ${EXAMPLE}.`,
  );
}

/** "mon"; `day` is no short form of anything. */
function isShort(word: string, name: string): boolean {
  return name.length > 4 && name !== 'weekday' && name !== 'weekend' && name.startsWith(word);
}

/** `9:00`, `09.30`, `9`, `9am`, `6:30pm` */
function timeOf(word: string): { readonly hour: number; readonly minute: number } {
  const [, hours, minutes = '0', half] = /^(\d{1,2})(?:[:.](\d{2}))?(am|pm)?$/.exec(word) ?? [];
  const hour = hourOf(Number(hours), half);
  const minute = Number(minutes);
  if (hours !== undefined && hour >= 0 && hour < 24 && minute < 60) return { hour, minute };
  throw new UserError(`\`${shown(word)}\` is no time of the day. Type it like \`9:00\` or \`18:30\`.`);
}

/** -1 for what is none. */
function hourOf(hours: number, half: string | undefined): number {
  if (half === undefined) return hours;
  if (hours < 1 || hours > 12) return -1;
  return (hours % 12) + (half === 'pm' ? 12 : 0);
}

function shown(text: string): string {
  return oneLine(text.replaceAll('`', ''), 40);
}
