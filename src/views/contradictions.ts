import type { Contradiction, Statement } from '../operation/contradictions/contradiction.ts';
import { dismissalOf } from '../operation/dismissed.ts';
import type { Dismissal } from '../operation/record.ts';
import { clean, counted, cut, oneLine } from '../text.ts';
import type { AgainstReality } from '../verification/against-reality.ts';
import { lineWords, touchWords } from './entry-words.ts';
import { firstOf, moreWords } from './fit.ts';
import { actions, type Block, context, type Message, section } from './message.ts';
import { formButton, pageButtons, pageOf, pageWords } from './operation-buttons.ts';
import { commandWord, type Where } from './place-words.ts';
import { sectionsOf } from './sections.ts';
import { DRAWN, SPOKEN, type Speech } from './speech.ts';
import { ago } from './words.ts';

/** Each takes a block of its own with its button, and a screen holds no more. */
const PAGE_SIZE = 5;
/** Of each side. */
const MOST_STATEMENTS = 2;
const MOST_REALITY = 5;
const MOST_QUOTE = 200;

/** What was found, and what was looked at to find it. */
export interface ContradictionsFacts {
  readonly operation: { readonly id: string; readonly name: string };
  /** All that were found, dismissed or not. */
  readonly contradictions: readonly Contradiction[];
  /** Statements that a probe refutes now; those cannot be dismissed. */
  readonly reality: readonly AgainstReality[];
  readonly dismissed: readonly Dismissal[];
  /** Whether dismissed ones are listed too: `--all`. */
  readonly all: boolean;
  readonly page: number;
  /** How many kinds of contradiction were looked for. */
  readonly checks: number;
  /** How many statements of the tracker were compared. */
  readonly statements: number;
  readonly place: Where;
  readonly now: Date;
}

interface Shown {
  readonly number: number;
  readonly contradiction: Contradiction;
  readonly dismissal: Dismissal | undefined;
}

/** Statements that cannot all be true: why, and each as the tracker has it with its line. Numbers never change by dismissing. */
export function contradictionsMessage(facts: ContradictionsFacts): Message {
  const found = facts.contradictions.map((contradiction, index) => ({
    number: index + 1,
    contradiction,
    dismissal: dismissalOf(contradiction, facts.dismissed),
  }));
  const standing = found.filter(({ dismissal }) => !dismissal);
  const { shown, page, pages } = pageOf(facts.all ? found : standing, facts.page, PAGE_SIZE);
  const title = titleWords(facts, standing.length);
  const notes = [noteWords(facts, found.length - standing.length), pageWords(page, pages)].filter(Boolean);
  const listed = {
    operation: facts.operation.id,
    list: 'contradictions',
    options: facts.all ? '--all' : '',
  } as const;
  const turn = pageButtons(listed, page, pages);
  return {
    text: clean(
      [
        title(SPOKEN),
        ...realityLines(facts, SPOKEN),
        ...shown.map((each) => lines(each, facts.now, SPOKEN).join('\n')),
        ...notes,
      ].join('\n'),
    ),
    blocks: [
      section(title(DRAWN)),
      ...sectionsOf(realityLines(facts, DRAWN)),
      ...shown.map((each) => block(each, facts)),
      context(DRAWN.words(notes.join(' · '))),
      ...(turn.length > 0 ? [actions(...turn)] : []),
    ],
  };
}

/** What was read elsewhere stands against the file whatever its sentences say, and so comes first. */
function realityLines({ reality, page, now }: ContradictionsFacts, speech: Speech): readonly string[] {
  if (reality.length === 0 || page > 1) return [];
  const { shown, more } = firstOf(reality, MOST_REALITY, 'statement');
  return [
    `🔴 ${speech.strong('The tracker against reality')}: ticked, and refuted by what was read`,
    ...shown.flatMap(({ number, quote, at, fact, sources, checkedAt }) => [
      `    ${lineWords(at)}: “${speech.words(cut(quote, MOST_QUOTE))}”`,
      `    found: ${speech.words(cut(oneLine(fact), MOST_QUOTE))} (${sources.map((each) => speech.words(each)).join(', ') || 'no source'} ${ago(checkedAt, now)}; criterion ${number})`,
    ]),
    ...(more ? [more] : []),
  ];
}

function titleWords({ operation, contradictions, reality }: ContradictionsFacts, standing: number) {
  return (speech: Speech) => {
    const of = speech.strong(operation.name);
    const against = counted(reality.length, 'statement');
    if (reality.length > 0)
      return standing === 0
        ? `⚠️ ${speech.strong(`${against} against reality in the tracker of`)} ${of}`
        : `⚠️ ${speech.strong(`${against} against reality and ${counted(standing, 'contradiction')} in the tracker of`)} ${of}`;
    if (contradictions.length === 0) return `✅ No contradiction was found in the tracker of ${of}.`;
    if (standing === 0) return `☑️ All contradictions in the tracker of ${of} are dismissed.`;
    const what = `${counted(standing, 'contradiction')} in the tracker of`;
    return `⚠️ ${speech.strong(what)} ${of}: statements that cannot all be true`;
  };
}

/** What was looked at, and what is not shown: none found must not read like none looked for. */
function noteWords({ checks, statements, place, all }: ContradictionsFacts, dismissed: number): string {
  const looked = `${counted(checks, 'check')} looked at ${counted(statements, 'statement')}`;
  if (dismissed === 0) return looked;
  const shown = all ? '' : `: ${commandWord(place)} contradictions --all`;
  return `${looked} · ${dismissed} dismissed${shown}`;
}

function block(each: Shown, { operation, now }: ContradictionsFacts): Block {
  const text = lines(each, now, DRAWN).join('\n');
  if (each.dismissal) return section(text);
  return section(text, formButton('Dismiss…', 'dismiss-contradiction', operation.id, each.contradiction.key));
}

function lines({ number, contradiction, dismissal }: Shown, now: Date, speech: Speech): readonly string[] {
  return [
    `${number} ${speech.strong(contradiction.why)}`,
    ...bothSides(contradiction, speech).map((line) => `    ${line}`),
    ...(dismissal
      ? [`    ☑️ dismissed ${touchWords(dismissal, now, speech)}: ${speech.words(dismissal.reason)}`]
      : []),
  ];
}

/** What is claimed, what stands against it, a line each, and how much more of either there is. */
export function bothSides({ statements, claims }: Contradiction, speech: Speech): readonly string[] {
  const claimed = statements.slice(0, claims).slice(0, MOST_STATEMENTS);
  const against = statements.slice(claims).slice(0, MOST_STATEMENTS);
  const more = moreWords(statements.length - claimed.length - against.length, 'statement');
  return [
    ...claimed.map((each) => quoteWords(each, speech)),
    ...against.map((each) => `but ${quoteWords(each, speech)}`),
    ...(more ? [more] : []),
  ];
}

function quoteWords({ quote, line }: Statement, speech: Speech): string {
  return `line ${line}: “${speech.words(cut(oneLine(quote), MOST_QUOTE))}”`;
}
