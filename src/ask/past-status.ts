import type { Deps } from '../deps.ts';
import type { Snapshot } from '../digest/snapshot.ts';
import { UserError } from '../errors.ts';
import { oneLine } from '../text.ts';
import { pastStatusMessage } from '../views/past-status.ts';
import { here } from '../views/place-words.ts';
import type { Answer, Call } from './answer.ts';
import { oneValue } from './grammar.ts';
import { defaultEnvironment } from './meant-service.ts';
import { pastMoment } from './past-moment.ts';
import { readerZone } from './reader-zone.ts';

export type PastStatusDeps = Pick<Deps, 'digests' | 'estate' | 'clock'>;

/**
 * `status --at "yesterday 18:00"`: how things stood, as the last digest before then has it; of all, or of the services
 * whose name is typed. Times are meant in the zone of whoever asks.
 * @throws UserError for a time that is none, and where no digest is that old
 */
export async function pastStatus(deps: PastStatusDeps, call: Call): Promise<Answer> {
  const { place, options, person } = call;
  if (place.kind === 'terminal')
    throw new UserError('How things stood is kept for channels; a terminal is none. Type this in Slack.');
  const beside = ['env', 'all', 'op'].find((name) => options[name] !== undefined);
  if (beside !== undefined)
    throw new UserError(
      `\`--at\` and \`--${beside}\` do not go together: a digest is of this channel as it was.`,
    );
  const own = readerZone(person);
  const zone = own ?? 'UTC';
  const { time, names } = typedTime(call);
  const now = deps.clock.now();
  const askedAt = pastMoment(time, { now, zone });
  const [name, ...others] = names;
  if (others.length > 0)
    throw new UserError('One service at a time, please: `/snail status <service> --at …`.');
  const snapshot = await deps.digests.snapshotAt(place.channel, askedAt);
  if (!snapshot) throw new UserError(noneWords(place, askedAt, zone));
  const message = pastStatusMessage({
    snapshot: name === undefined ? snapshot : onlyOf(snapshot, name),
    only: name !== undefined,
    ...{ askedAt, now, place },
    meantIn: own,
    defaultEnv: defaultEnvironment(deps.estate),
  });
  return { message, data: { askedAt, snapshot } };
}

/** What of a time comes as a word of its own where its quotes were left out. */
const TIME_WORD =
  /^(?:at|ago|am|pm|yesterday|today|\d{1,2}(?:[:.]\d{2}){0,2}(?:am|pm)?|(?:minute|hour|day|week)s?)$/i;

function typedTime({ options, words }: Call): { readonly time: string; readonly names: readonly string[] } {
  const first = words.findIndex((word) => !TIME_WORD.test(word));
  const cut = first < 0 ? words.length : first;
  const time = [oneValue(options.at) ?? '', ...words.slice(0, cut)].join(' ');
  return { time, names: words.slice(cut) };
}

/** @throws UserError where it had no service of the name */
function onlyOf(snapshot: Snapshot, name: string): Snapshot {
  const all = Object.entries(snapshot.services);
  const wanted = name.toLowerCase();
  const own = all.filter(([key]) => nameIn(key) === wanted);
  const found = own.length > 0 ? own : all.filter(([key]) => key.toLowerCase().includes(wanted));
  if (found.length > 0) return { ...snapshot, services: Object.fromEntries(found) };
  const shown = oneLine(name.replaceAll('`', ''), 60);
  const known = all.length === 0 ? 'It had none.' : `It had ${names(all.map(([key]) => key))}.`;
  throw new UserError(`No service in the digest of that time fits \`${shown}\`. ${known}`);
}

function nameIn(key: string): string {
  return key.slice(key.lastIndexOf('/') + 1).toLowerCase();
}

const MOST_NAMES = 5;

function names(keys: readonly string[]): string {
  const more = keys.length - MOST_NAMES;
  const shown = keys.slice(0, MOST_NAMES).map((key) => oneLine(key.replaceAll('`', ''), 80));
  return `${shown.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}

function noneWords(place: Call['place'], askedAt: Date, zone: string): string {
  const at = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    ...{ day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit' },
  }).format(askedAt);
  return (
    `How things stood at ${at} (${zone}) is not known: only digests keep it, and none was posted in ${here(place)} by then. ` +
    '`/snail digest every weekday 9:00` begins one.'
  );
}
