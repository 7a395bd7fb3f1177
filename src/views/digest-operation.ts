import type { CoursePoint } from '../digest/course.ts';
import type { LostProof, Named, OperationDigest, StaleClaim } from '../digest/digest.ts';
import type { Contradiction } from '../operation/contradictions/contradiction.ts';
import { KIND_WORDS } from '../operation/kind-words.ts';
import { clean, counted, cut, oneLine } from '../text.ts';
import { chart } from './chart.ts';
import { firstOf } from './fit.ts';
import type { Message } from './message.ts';
import { age, utcDayMinute } from './mrkdwn.ts';
import { sectionsOf } from './sections.ts';
import { DRAWN, SPOKEN, type Speech } from './speech.ts';

const MOST_TITLE = 120;
const MOST_WHY = 240;
/** Fewer make no line. */
const LEAST_POINTS = 3;

/** What the reply about the operation is made from. */
export interface OperationReplyFacts {
  readonly operation: OperationDigest;
  /** When the digest before was posted; undefined for the first. */
  readonly lastAt: Date | undefined;
  readonly course: readonly CoursePoint[];
  /** Of each list. */
  readonly most: number;
  readonly now: Date;
}

/** What changed in the operation, what does not hold together, and what is next; undefined where there is nothing of it. */
export function digestOperationMessage(facts: OperationReplyFacts): Message | undefined {
  const parts = (speech: Speech) => sectionsIn(facts, speech).filter(({ lines }) => lines.length > 0);
  const words = parts(SPOKEN).map(({ title, lines }) => [title, ...lines].join('\n'));
  const picture = courseChart(facts.course);
  if (words.length === 0 && !picture) return undefined;
  return {
    text: clean([...words, ...(picture ? courseWords(facts.course) : [])].join('\n')),
    blocks: [
      ...parts(DRAWN).flatMap(({ title, lines }) => sectionsOf([`*${title}*`, ...lines])),
      ...(picture ? [picture] : []),
    ],
  };
}

/** A title of our own, and what stands below it. */
interface Part {
  readonly title: string;
  readonly lines: readonly string[];
}

function sectionsIn(facts: OperationReplyFacts, speech: Speech): readonly Part[] {
  const { operation, most, now } = facts;
  const since = operation.compared && facts.lastAt;
  return [
    {
      title: since ? `What changed since ${speech.dayMinute(since)}` : 'What changed',
      lines: since ? changeLines(facts, speech) : [uncomparedWords(facts)],
    },
    {
      title: contradictionsTitle(facts),
      lines: listed(operation.contradictions.fresh, most, (each) => contradictionLine(each, speech)),
    },
    { title: 'Stale claims', lines: listed(operation.stale, most, (claim) => staleLine(claim, now, speech)) },
    { title: 'Next steps', lines: listed(operation.next, most, (step) => `• ${titleOf(step, speech)}`) },
  ];
}

function uncomparedWords({ lastAt }: OperationReplyFacts): string {
  return lastAt
    ? 'Nothing to compare with: the digest before was not about this operation.'
    : 'Nothing to compare with: no digest was posted here before.';
}

/** At the first digest nothing is new: it is only told for the first time. */
function contradictionsTitle({ operation }: OperationReplyFacts): string {
  const { fresh, standing } = operation.contradictions;
  if (!operation.compared) return `${counted(standing, 'contradiction')} (/snail contradictions)`;
  const rest = standing - fresh.length;
  return `New contradictions${rest > 0 ? ` (${rest} more stand)` : ''}`;
}

/** "⚠️ line 3: “Status: running and healthy” · This is said to be …": what is claimed, then why it cannot be. */
function contradictionLine({ why, statements: [claim] }: Contradiction, speech: Speech): string {
  const words = speech.words(cut(oneLine(why), MOST_WHY));
  return claim
    ? `⚠️ line ${claim.line}: “${speech.words(cut(bareQuote(claim.quote), MOST_TITLE))}” · ${words}`
    : `⚠️ ${words}`;
}

/** Without the marks of a list, of bold type and of comments: here it is read, not looked up. */
function bareQuote(quote: string): string {
  return oneLine(
    quote
      .replace(/<!--.*?-->/g, '')
      .replace(/^(?:[-*+]|\d+\.)\s+(?:\[.\]\s+)?/, '')
      .replaceAll('**', ''),
  );
}

function changeLines(
  { operation: { changes }, most }: OperationReplyFacts,
  speech: Speech,
): readonly string[] {
  const { done, added, regressed, removed, phases, proven } = changes;
  const lines = [
    ...listed(proven?.lost ?? [], most, (lost) => lostLine(lost, speech)),
    ...listed(regressed, most, (entry) => `↩️ open again: ${kindAndTitle(entry, speech)}`),
    ...listed(done, most, (entry) => `✅ done: ${kindAndTitle(entry, speech)}`),
    ...listed(proven?.gained ?? [], most, (entry) => `✅ verified: ${kindAndTitle(entry, speech)}`),
    ...listed(
      phases,
      most,
      ({ title, from, to }) => `➡️ ${speech.words(cut(oneLine(title), MOST_TITLE))}: ${from} → ${to}`,
    ),
    ...listed(added, most, (entry) => `🆕 new: ${kindAndTitle(entry, speech)}`),
    ...(removed > 0 ? [`🗑️ ${counted(removed, 'entry', 'entries')} taken out or reworded`] : []),
  ];
  return lines.length > 0 ? lines : ['Nothing in the tracker.'];
}

function lostLine(lost: LostProof, speech: Speech): string {
  const { isRefuted, isUnticked, reason } = lost;
  const state = isRefuted ? '❌ refuted now' : '❔ not verified any more';
  return [
    `${state}: ${kindAndTitle(lost, speech)}`,
    speech.words(cut(oneLine(reason), MOST_WHY)),
    isUnticked ? 'its tick is gone' : '',
  ]
    .filter(Boolean)
    .join(' · ');
}

function staleLine({ why, sinceAt, ...entry }: StaleClaim, now: Date, speech: Speech): string {
  const what = why === 'unproven' ? 'ticked without a probe' : 'not touched';
  return `🕰️ ${kindAndTitle(entry, speech)} · ${what} for ${age(sinceAt, now)}`;
}

function kindAndTitle(entry: Named, speech: Speech): string {
  return `${KIND_WORDS[entry.kind].one} ${titleOf(entry, speech)}`;
}

function titleOf({ title }: Named, speech: Speech): string {
  return speech.strong(cut(oneLine(title), MOST_TITLE));
}

function listed<T>(all: readonly T[], most: number, line: (one: T) => string): readonly string[] {
  const { shown, more } = firstOf(all, most);
  return [...shown.map(line), ...(more ? [more] : [])];
}

function courseChart(course: readonly CoursePoint[]) {
  if (course.length < LEAST_POINTS) return undefined;
  const series = FIGURES.flatMap((name) => {
    const values = course.map((point) => point[name]);
    // A number that was not known then is no 0.
    return values.every((value) => value !== undefined) ? [{ name, values }] : [];
  });
  if (series.length === 0) return undefined;
  return chart({
    ...{ kind: 'line', title: 'Progress at each digest', unit: 'percent', series },
    categories: course.map(({ at }) => utcDayMinute(at).replace(' UTC', '')),
  });
}

const FIGURES = ['claimed', 'criteria', 'verified'] as const;

/** The chart in words, for those who do not see it. */
function courseWords(course: readonly CoursePoint[]): readonly string[] {
  return [
    'Progress at each digest',
    ...course.slice(-20).map((point) => {
      const figures = FIGURES.flatMap((name) =>
        point[name] === undefined ? [] : [`${name} ${point[name]} %`],
      );
      return `${utcDayMinute(point.at)}: ${figures.join(', ') || 'not known'}`;
    }),
  ];
}
