import { VERDICTS } from '../deployment/verdict.ts';
import type { Digest, Numbers, OperationDigest, ServicesDigest, TopBlocker } from '../digest/digest.ts';
import { capital, counted, cut, oneLine } from '../text.ts';
import { spanWords } from './alert-words.ts';
import { age } from './mrkdwn.ts';
import type { Speech } from './speech.ts';
import { ago } from './words.ts';

/** Characters of a name or of an entry's words in a line. */
const MOST_NAME = 60;
const MOST_TITLE = 120;

const LOOKS = {
  blocked: { emoji: '🔴', word: 'blocked' },
  'at-risk': { emoji: '🟠', word: 'at risk' },
  unknown: { emoji: '❔', word: 'not known' },
  'on-track': { emoji: '🟢', word: 'on track' },
} as const;

/** "🔴 *Blocked*" */
export function verdictWords(kind: Digest['verdict']['kind'], speech: Speech): string {
  const { emoji, word } = LOOKS[kind];
  return `${emoji} ${speech.strong(capital(word))}`;
}

/** "🔴 *Blocked* · *Snail Trail* · “Container health” is in the way" */
export function verdictLine({ verdict, operation }: Digest, speech: Speech): string {
  return [
    verdictWords(verdict.kind, speech),
    operation ? speech.strong(cut(oneLine(operation.name), MOST_NAME)) : '',
    speech.words(verdict.reason),
  ]
    .filter(Boolean)
    .join(' · ');
}

/** "claimed 99 % · criteria 4/10 (▲1) · verified 3/10 (▼1)" */
export function numbersLine({ claimed, criteria, verified }: Numbers, speech: Speech): string {
  const words = claimed?.percent === undefined ? `“${claimed?.words ?? ''}”` : `${claimed.percent} %`;
  return [
    claimed
      ? `claimed ${speech.words(cut(oneLine(words), MOST_NAME))}${moveWords(claimed.by)}`
      : 'nothing claimed',
    criteria.all === 0 ? 'no criteria' : `criteria ${criteria.done}/${criteria.all}${moveWords(criteria.by)}`,
    verified
      ? `verified ${verified.done}/${verified.all}${moveWords(verified.by)}`
      : criteria.all === 0
        ? ''
        : `verified 0/${criteria.all} (not checked)`,
  ]
    .filter(Boolean)
    .join(' · ');
}

/** "Top blocker: *Container health* · Anna · for 3 d · and 1 more"; '' where nothing blocks. */
export function blockerLine(
  { blocker }: OperationDigest,
  { names, now }: { readonly names: Readonly<Record<string, string>>; readonly now: Date },
  speech: Speech,
): string {
  if (!blocker) return '';
  const { title, owner, others } = blocker;
  const who = owner === undefined ? 'nobody has it' : speech.words(cut(names[owner] ?? owner, MOST_NAME));
  return [
    `Top blocker: ${speech.strong(cut(oneLine(title), MOST_TITLE))}`,
    who,
    sinceWords(blocker, now),
    others > 0 ? `and ${others} more` : '',
  ]
    .filter(Boolean)
    .join(' · ');
}

/** A file does not say since when: then only since when it is known here. */
function sinceWords({ sinceAt, imported }: TopBlocker, now: Date): string {
  if (!sinceAt) return 'since when is not known';
  return imported ? `in the tracker since its import ${ago(sinceAt, now)}` : `for ${age(sinceAt, now)}`;
}

/** "5 services: 1 unhealthy, 4 healthy · 2 incidents, 14 min unhealthy · 1 rollout" */
export function servicesLine({ services, incidents, unhealthyMs }: ServicesDigest): string {
  const counts = VERDICTS.map((word) => ({
    word,
    count: services.filter((each) => each.word === word).length,
  }))
    .filter(({ count }) => count > 0)
    .map(({ word, count }) => `${count} ${word.replace('-', ' ')}`);
  const total = counted(services.length, 'service');
  const rollouts = services.reduce((sum, each) => sum + each.rollouts.length, 0);
  return [
    counts.length > 0 ? `${total}: ${counts.join(', ')}` : total,
    incidents > 0 ? `${counted(incidents, 'incident')}, ${spanWords(unhealthyMs)} in trouble` : 'no incident',
    rollouts > 0 ? counted(rollouts, 'rollout') : '',
  ]
    .filter(Boolean)
    .join(' · ');
}

function moveWords(by: number | undefined): string {
  if (by === undefined || by === 0) return '';
  return by > 0 ? ` (▲${by})` : ` (▼${-by})`;
}
