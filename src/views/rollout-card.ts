import type { RolloutCard } from '../alerting/rollout-card.ts';
import { serviceLabel } from '../deployment/ref.ts';
import type { Revision } from '../deployment/service.ts';
import { capital, clean, counted, oneLine } from '../text.ts';
import { spanWords } from './alert-words.ts';
import { type AlertColor, context, type Message, preformatted, section } from './message.ts';
import { type Row, rowsFixed } from './rows.ts';
import { DRAWN, SPOKEN, type Speech } from './speech.ts';
import { revisionWord } from './words.ts';

type State = RolloutCard['state'];

const LOOKS: Readonly<
  Record<State, { readonly emoji: string; readonly word: string; readonly color: AlertColor }>
> = {
  'in-progress': { emoji: '🔵', word: 'rolling out', color: '#2e90fa' },
  stalled: { emoji: '🟠', word: 'rollout stalled', color: '#f79009' },
  succeeded: { emoji: '🟢', word: 'rolled out', color: '#12b76a' },
  failed: { emoji: '🔴', word: 'rollout failed', color: '#d92d20' },
  'rolled-back': { emoji: '🟠', word: 'rolled back', color: '#f79009' },
  superseded: { emoji: '⚪', word: 'replaced', color: '#98a2b3' },
  lost: { emoji: '❔', word: 'outcome not known', color: '#98a2b3' },
};

/** "🟢 rolled out": how a rollout goes or went. */
export function rolloutBadge({ state }: Pick<RolloutCard, 'state'>): string {
  return `${LOOKS[state].emoji} ${LOOKS[state].word}`;
}

/** A deployment of a watched service while it moves; then frozen with what came of it and how long it took. */
export function rolloutCardMessage(card: RolloutCard, defaultEnv: string): Message {
  const rows = runningRows(card);
  return {
    text: clean(
      [
        titleWords(card, defaultEnv, SPOKEN),
        ...reasonWords(card, SPOKEN),
        ...rows.map(({ label, lines }) => `${label}: ${lines.join(', ')}`),
        factWords(card, SPOKEN),
      ].join('\n'),
    ),
    blocks: [
      section([titleWords(card, defaultEnv, DRAWN), ...reasonWords(card, DRAWN)].join('\n')),
      ...(rows.length > 0 ? [preformatted(clean(rowsFixed(rows)))] : []),
      context(factWords(card, DRAWN)),
    ],
    color: LOOKS[card.state].color,
  };
}

function titleWords(card: RolloutCard, defaultEnv: string, speech: Speech): string {
  const { emoji, word } = LOOKS[card.state];
  const isGoingBack = card.state === 'rolled-back' && !card.endedAt;
  return [
    `${emoji} ${speech.strong(capital(isGoingBack ? 'rolling back' : word))}`,
    speech.name(serviceLabel(card.ref, defaultEnv)),
    speech.words(outcomeWords(card)),
  ].join(' · ');
}

/** "rev 14 → rev 15 after 3 min", "from rev 15 to rev 14 after 12 min" */
function outcomeWords(card: RolloutCard): string {
  const { from, to, backTo, startedAt, endedAt, state } = card;
  const after = endedAt ? `after ${spanWords(endedAt.getTime() - startedAt.getTime())}` : '';
  const moved = from ? `${revisionOf(from, to)} → ${revisionOf(to, from)}` : revisionWord(to);
  switch (state) {
    case 'rolled-back':
      return [to && `from ${revisionOf(to, backTo)}`, backTo && `to ${revisionOf(backTo, to)}`, after]
        .filter(Boolean)
        .join(' ');
    case 'superseded':
      return `${moved}: a newer rollout began ${after}`.trim();
    case 'lost':
      return `${moved}: the service is gone, or ECS no longer says how it went`;
    default:
      return `${moved} ${after}`.trim();
  }
}

/** With the family where the two differ in it. */
function revisionOf(revision: Revision | undefined, other: Revision | undefined): string {
  if (!revision || !other || revision.family === other.family) return revisionWord(revision);
  return `${revision.family}:${revision.number}`;
}

/** What ECS says of a rollout that goes or went as it should is nothing new; of one that was replaced the title says all. */
function reasonWords({ state, reason, failedTasks }: RolloutCard, speech: Speech): readonly string[] {
  if (state === 'succeeded') return [];
  const said =
    state === 'in-progress' || state === 'superseded' || reason === '' ? [] : [speech.words(reason)];
  const failed = `${counted(failedTasks, 'task')} failed in a row`;
  return failedTasks === 0 || reason.includes(failed) ? said : [...said, failed];
}

/** ECS wants none of what was replaced. */
function runningRows({ running: done, desired: of, endedAt, state }: RolloutCard): readonly Row[] {
  if (state === 'superseded') return [];
  const when = endedAt ? ' when it ended' : '';
  return [{ label: 'running', bar: { done, of }, lines: [oneLine(`${done} of ${of}${when}`)] }];
}

function factWords({ ref, startedAt, endedAt }: RolloutCard, speech: Speech): string {
  const times = [
    `started ${speech.dayMinute(startedAt)}`,
    ...(endedAt ? [`ended ${speech.dayMinute(endedAt)}`] : []),
  ];
  return [speech.words(ref.env), ...times, 'asked by: not known (ECS does not say; CloudTrail would)'].join(
    ' · ',
  );
}
