import type { Role } from '../access/access.ts';
import type { Answer, Call } from '../ask/answer.ts';
import { type DigestAnswerDeps, digestNow, digestPreview } from '../ask/digest-answer.ts';
import { addDigest, listDigests, pauseDigest, removeDigest, resumeDigest } from '../ask/digest-schedules.ts';
import { nearestWords } from '../ask/grammar.ts';
import { UserError } from '../errors.ts';
import { oneLine } from '../text.ts';
import type { Command } from './command.ts';

interface Verb {
  readonly role: Role;
  /** Most words behind it; more are a slip. */
  readonly most: number;
  readonly run: (deps: DigestAnswerDeps, call: Call) => Promise<Answer>;
}

/** What may stand behind `digest`. */
const VERBS: Readonly<Record<string, Verb>> = {
  now: { role: 'viewer', most: 0, run: digestNow },
  list: { role: 'viewer', most: 0, run: listDigests },
  preview: { role: 'viewer', most: 1, run: digestPreview },
  every: { role: 'operator', most: Number.POSITIVE_INFINITY, run: addDigest },
  pause: { role: 'operator', most: 1, run: pauseDigest },
  resume: { role: 'operator', most: 1, run: resumeDigest },
  remove: { role: 'operator', most: 1, run: removeDigest },
};

/** `digest …`: how it goes, now or by the clock */
export const digest = {
  name: 'digest',
  usage: 'digest [every|list|preview|pause|resume|remove] [--short|--full]',
  summary: 'how the operation and the services go: now, or in this channel again and again',
  examples: [
    'digest',
    'digest every weekday 9:00 --tz Europe/Berlin',
    'digest every "0 9 * * 1-5" --tz Europe/Berlin',
    'digest every monday 8:30 --full',
    'digest list',
    'digest preview',
    'digest pause 1',
    'digest resume 1',
    'digest remove 1',
  ],
  role: ([first = 'now']) => verbOf(first)?.role ?? 'viewer',
  options: { tz: 'value', short: 'flag', full: 'flag' },
  optionWords: {
    '--tz Europe/Berlin': 'the zone that the times are meant in; that of the last digest here, else your own',
    '--short': 'three lines in the channel and no thread',
    '--full': 'long lists in the thread',
  },
  async run(deps: DigestAnswerDeps, call: Call): Promise<Answer> {
    if (call.place.kind === 'terminal')
      throw new UserError('Digests belong to a channel; a terminal is none. Type this in Slack.');
    const [first = 'now', ...more] = call.words;
    const verb = verbOf(first);
    if (!verb) throw new UserError(unknownVerb(first));
    if (more.length > verb.most)
      throw new UserError(
        `I do not understand \`${shown(more.slice(verb.most).join(' '))}\` behind \`${shown(first)}\`.`,
      );
    if (call.options.tz !== undefined && first.toLowerCase() !== 'every')
      throw new UserError('`--tz` goes with `/snail digest every …`; times are shown in your own zone.');
    return verb.run(deps, call);
  },
} satisfies Command;

function verbOf(word: string): Verb | undefined {
  const name = word.toLowerCase();
  return Object.hasOwn(VERBS, name) ? VERBS[name] : undefined;
}

function unknownVerb(word: string): string {
  const asked = `\`digest ${shown(word)}\` is nothing I know.`;
  const [near] = nearestWords(word.toLowerCase(), Object.keys(VERBS));
  return near
    ? `${asked} Did you mean \`/snail digest ${near}\`?`
    : `${asked} \`/snail help digest\` shows all.`;
}

function shown(text: string): string {
  return oneLine(text.replaceAll('`', ''), 40);
}
