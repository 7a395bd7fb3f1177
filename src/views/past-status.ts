import { VERDICTS, type VerdictWord } from '../deployment/verdict.ts';
import type { OperationState, Snapshot } from '../digest/snapshot.ts';
import type { PhaseState } from '../operation/phase-state.ts';
import { clean, counted, cut, oneLine } from '../text.ts';
import { verdictWords } from './digest-words.ts';
import { firstOf } from './fit.ts';
import { context, type Message } from './message.ts';
import { age } from './mrkdwn.ts';
import { commandWord, type Where } from './place-words.ts';
import { sectionsOf } from './sections.ts';
import { DRAWN, SPOKEN, type Speech } from './speech.ts';
import { VERDICT_EMOJI } from './verdict.ts';
import { ago } from './words.ts';

const MOST_SERVICES = 20;
const MOST_NAME = 100;

/** What is shown of a time that is over. */
export interface PastStatusFacts {
  readonly snapshot: Snapshot;
  /** Whether it was asked about its services alone. */
  readonly only: boolean;
  readonly askedAt: Date;
  /** The zone that the time was understood in; undefined where Slack did not say one and UTC was taken. */
  readonly meantIn: string | undefined;
  readonly defaultEnv: string;
  readonly place: Where;
  readonly now: Date;
}

/** How things stood at a digest, how old that is, and what nobody can say of then any more. */
export function pastStatusMessage(facts: PastStatusFacts): Message {
  const lines = (speech: Speech) => [
    headLine(facts, speech),
    ...(facts.only ? [] : operationLines(facts.snapshot, speech)),
    ...serviceLines(facts, speech),
  ];
  const note = (speech: Speech) => noteWords(facts, speech);
  return {
    text: clean([...lines(SPOKEN), note(SPOKEN)].join('\n')),
    blocks: [...sectionsOf(lines(DRAWN)), context(note(DRAWN))],
  };
}

/** "🕰️ As of 3 Mar 17:00 UTC, 10 h ago: the last digest here by 3 Mar 18:00 UTC, 1 h before it" */
function headLine({ snapshot: { takenAt }, askedAt, now }: PastStatusFacts, speech: Speech): string {
  const before = age(takenAt, askedAt);
  const gap = before === '0 s' ? '' : `, ${before} before it`;
  return (
    `🕰️ As of ${speech.dayMinute(takenAt)}, ${ago(takenAt, now)}: ` +
    `the last digest here by ${speech.dayMinute(askedAt)}${gap}`
  );
}

function operationLines({ verdict, operation, alerts }: Snapshot, speech: Speech): readonly string[] {
  const open = alerts.length === 0 ? 'no alert open' : `${counted(alerts.length, 'alert')} open`;
  const judged = verdictWords(verdict, speech);
  if (!operation) return [`${judged} · no operation · ${open}`];
  const { name, contradictions } = operation;
  return [
    `${judged} · ${speech.strong(cut(oneLine(name), MOST_NAME))}`,
    numberWords(operation),
    [phaseCounts(operation), counted(contradictions.length, 'contradiction'), open]
      .filter(Boolean)
      .join(' · '),
  ];
}

function numberWords({ claimed, criteria, verified, tasks }: OperationState): string {
  return [
    claimed === undefined ? 'no number claimed' : `claimed ${claimed} %`,
    criteria.all === 0 ? 'no criteria' : `criteria ${criteria.done}/${criteria.all}`,
    verified ? `verified ${verified.done}/${verified.all}` : 'verified: not checked',
    tasks.all === 0 ? 'no tasks' : `tasks ${tasks.done}/${tasks.all}`,
  ].join(' · ');
}

const PHASE_WORDS: readonly (readonly [PhaseState, string])[] = [
  ['complete', 'complete'],
  ['unfinished', 'in progress'],
  ['unsaid', 'not begun'],
  ['cancelled', 'given up'],
];

function phaseCounts({ phases }: OperationState): string {
  if (phases.length === 0) return '';
  const counts = PHASE_WORDS.flatMap(([state, word]) => {
    const count = phases.filter((phase) => phase.state === state).length;
    return count > 0 ? [`${count} ${word}`] : [];
  });
  return `phases: ${counts.join(', ')}`;
}

/** The worst first. */
function serviceLines({ snapshot, defaultEnv }: PastStatusFacts, speech: Speech): readonly string[] {
  const all = Object.entries(snapshot.services).sort(([, one], [, other]) => rankOf(one) - rankOf(other));
  if (all.length === 0) return ['No service was watched.'];
  const { shown, more } = firstOf(all, MOST_SERVICES, 'service');
  return [
    ...shown.map(([key, word]) => serviceLine(key, word, { defaultEnv, speech })),
    ...(more ? [more] : []),
  ];
}

function serviceLine(
  key: string,
  word: VerdictWord,
  { defaultEnv, speech }: { readonly defaultEnv: string; readonly speech: Speech },
): string {
  const label = key.startsWith(`${defaultEnv}:`) ? key.slice(defaultEnv.length + 1) : key;
  return `${VERDICT_EMOJI[word]} ${speech.name(cut(label, MOST_NAME))} ${word.replace('-', ' ')}`;
}

function rankOf(word: VerdictWord): number {
  return VERDICTS.indexOf(word);
}

/** What is not kept must not seem to have been well. */
function noteWords(facts: PastStatusFacts, speech: Speech): string {
  const { snapshot, askedAt, meantIn, place } = facts;
  const gap = age(snapshot.takenAt, askedAt);
  return [
    meantIn === undefined ? 'Your time was taken as UTC, since Slack does not say your zone. ' : '',
    'Not kept from then: tasks, targets, revisions and why anything was so',
    gap === '0 s' ? '.' : `, nor what happened in the ${gap} before ${speech.dayMinute(askedAt)}.`,
    ` How it is now: ${commandWord(place)} status`,
  ].join('');
}
