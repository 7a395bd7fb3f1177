import type { CoursePoint } from '../digest/course.ts';
import type { Digest } from '../digest/digest.ts';
import type { DigestDepth } from '../digest/schedule.ts';
import type { Missed } from '../digest/timeliness.ts';
import { clean, counted } from '../text.ts';
import { digestOperationMessage } from './digest-operation.ts';
import { digestServicesMessage } from './digest-services.ts';
import { blockerLine, numbersLine, servicesLine, verdictLine } from './digest-words.ts';
import { context, type Message, section } from './message.ts';
import { openAlertLines } from './open-alerts.ts';
import { DRAWN, SPOKEN, type Speech } from './speech.ts';

/** Entries in a list. */
const MOST = { short: 0, usual: 5, full: 25 } as const;

/** What a digest is shown with. */
export interface DigestAround {
  readonly defaultEnv: string;
  readonly depth: DigestDepth;
  /** What owners are called, by id. */
  readonly names: Readonly<Record<string, string>>;
  readonly course: readonly CoursePoint[];
  /** When it should have been there, where it is late. */
  readonly lateFromAt: Date | undefined;
  /** Those that were left out before it, or only what was missing in their thread, and why. */
  readonly leftOut: readonly (Missed & { readonly why: string; readonly part: 'digest' | 'thread' })[];
  /** When the next one comes; undefined where none does. */
  readonly nextAt: Date | undefined;
  readonly now: Date;
}

/** What the channel sees: at most three lines, one where nothing changed. */
export function digestMessage(digest: Digest, around: DigestAround): Message {
  const notes = (speech: Speech) => noteLines(around, speech);
  const lines = (speech: Speech) => rootLines(digest, around, speech);
  return {
    text: clean([...lines(SPOKEN), ...notes(SPOKEN)].join('\n')),
    blocks: [
      section(lines(DRAWN).join('\n')),
      ...(notes(DRAWN).length > 0 ? [context(...notes(DRAWN))] : []),
    ],
  };
}

/** What stands in the thread, in order; nothing where nothing changed, or where little was asked for. */
export function digestReplies(digest: Digest, around: DigestAround): readonly Message[] {
  const { depth, defaultEnv, course, now, nextAt } = around;
  if (depth === 'short' || (digest.unchanged && depth !== 'full')) return [];
  const most = MOST[depth];
  const { operation, lastAt } = digest;
  const parts = [
    operation && digestOperationMessage({ operation, lastAt, course, most, now }),
    digestServicesMessage({ digest, defaultEnv, most, now }),
  ].filter((part): part is Message => part !== undefined);
  const last = parts.at(-1);
  if (!last || !nextAt) return parts;
  return [...parts.slice(0, -1), withNext(last, nextAt)];
}

/** All of it in one message, for one person. `foot` says what it is. */
export function wholeDigestMessage(
  digest: Digest,
  around: DigestAround,
  foot: (speech: Speech) => string,
): Message {
  const parts = [digestMessage(digest, around), ...digestReplies(digest, around)];
  return {
    text: [...parts.map(({ text }) => text), clean(foot(SPOKEN))].join('\n'),
    blocks: [...parts.flatMap(({ blocks }) => blocks), context(foot(DRAWN))],
  };
}

function rootLines(digest: Digest, around: DigestAround, speech: Speech): readonly string[] {
  const { operation, services, lastAt, unchanged } = digest;
  const verdict = verdictLine(digest, speech);
  if (unchanged && lastAt) return [`${verdict} · nothing changed since ${speech.dayMinute(lastAt)}`];
  const lines = [
    operation ? numbersLine(operation.numbers, speech) : '',
    operation ? blockerLine(operation, around, speech) : '',
    services ? servicesLine(services) : '',
    operation ? '' : alertLine(digest, around, speech),
  ];
  return [verdict, ...lines.filter(Boolean).slice(0, 2)];
}

/** Where no operation takes up the room, the most urgent alert. */
function alertLine({ alerts }: Digest, { defaultEnv, now }: DigestAround, speech: Speech): string {
  const place = { kind: 'channel', thread: undefined } as const;
  const [, first] = openAlertLines(alerts, { defaultEnv, now, place });
  return first === undefined ? '' : speech.words(first);
}

function noteLines({ lateFromAt, leftOut, now }: DigestAround, speech: Speech): readonly string[] {
  return [
    ...(lateFromAt ? [`⏰ Late: due ${speech.dayMinute(lateFromAt)}, posted ${speech.dayMinute(now)}`] : []),
    ...leftOut.slice(-3).map(({ count, firstAt, lastAt, why, part }) => {
      const when =
        count === 1
          ? speech.dayMinute(firstAt)
          : `${speech.dayMinute(firstAt)} to ${speech.dayMinute(lastAt)}`;
      if (part === 'thread')
        return `The thread of the digest before this one (${when}) is not complete: ${speech.words(why)}`;
      return `${counted(count, 'digest')} before this one left out (${when}): ${speech.words(why)}`;
    }),
  ];
}

function withNext(message: Message, nextAt: Date): Message {
  const words = (speech: Speech) => `Next digest: ${speech.dayMinute(nextAt)}`;
  return {
    ...message,
    text: `${message.text}\n${words(SPOKEN)}`,
    blocks: [...message.blocks, context(words(DRAWN))],
  };
}
