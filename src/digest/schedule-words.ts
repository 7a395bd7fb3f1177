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
 * The five fields of `weekday 9:00`, `day at 18:00`, `monday 8:30`, `mondays 8:30`, `mon,thu 9:00`.
 * @throws UserError naming the word that is no day or no time
 */
export function cronOfWords(words: string): string {
  const parts = words
    .toLowerCase()
    .split(' ')
    .filter((word) => word !== 'at' && word !== 'on');
  const [days = '', time, ...more] = parts;
  const weekdays = days.split(',').map(dayOf);
  if (time === undefined)
    throw new UserError(`At what time? Type for example \`/snail digest every ${shown(days)} 9:00\`.`);
  const { hour, minute } = timeOf(time);
  if (more.length > 0)
    throw new UserError(
      `I do not understand \`${shown(more.join(' '))}\` behind \`${shown(time)}\`. Type for example ${EXAMPLE}.`,
    );
  return `${minute} ${hour} * * ${weekdays.join(',')}`;
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
