import type { ChangeBefore, RefutedCriterion } from '../alerting/refuted-criterion.ts';
import { clean, cut, oneLine } from '../text.ts';
import { spanWords } from './alert-words.ts';
import { firstOf } from './fit.ts';
import { type AlertColor, context, type Message, section } from './message.ts';
import { DRAWN, SPOKEN, type Speech } from './speech.ts';
import { boundWords } from './verification-words.ts';

const COLORS: Readonly<Record<RefutedCriterion['state'], AlertColor>> = {
  refuted: '#d92d20',
  mended: '#12b76a',
  dropped: '#98a2b3',
};

const MOST_TITLE = 160;
const MOST_REASON = 300;
const MOST_CHANGES = 4;

/** That a criterion is not met after all: what the tracker says, what was found instead, and what changed before it. */
export function refutedCriterionMessage(about: RefutedCriterion): Message {
  return {
    text: clean([...lines(about, SPOKEN), factWords(about, SPOKEN)].join('\n')),
    blocks: [section(lines(about, DRAWN).join('\n')), context(factWords(about, DRAWN))],
    color: COLORS[about.state],
  };
}

/** One line, as a reply: an edited message reaches nobody. */
export function mendedCriterionMessage(about: RefutedCriterion): Message {
  const words = (speech: Speech) =>
    `${headWords(about, speech)}. Its tick is left to you: ${speech.name(`/snail criterion done ${about.number}`)}`;
  const plainly = (speech: Speech) => (about.reopened ? words(speech) : headWords(about, speech));
  return { text: clean(plainly(SPOKEN)), blocks: [section(plainly(DRAWN))] };
}

function lines(about: RefutedCriterion, speech: Speech): readonly string[] {
  if (about.state !== 'refuted') return [headWords(about, speech), `Was: ${reasonWords(about, speech)}`];
  return [
    headWords(about, speech),
    saidWords(about, speech),
    `Found instead: ${reasonWords(about, speech)}`,
    ...changeLines(about, speech),
  ];
}

function headWords(
  { state, number, title, operation, sinceAt, endedAt, ...about }: RefutedCriterion,
  speech: Speech,
) {
  const after = endedAt ? ` after ${spanWords(endedAt.getTime() - sinceAt.getTime())}` : '';
  const what = `criterion ${number} of ${speech.words(cut(oneLine(operation.name), MOST_TITLE))} · ${speech.words(cut(oneLine(title), MOST_TITLE))}`;
  switch (state) {
    case 'refuted':
      return `🔴 ${speech.strong(about.verifiedAt ? 'No longer verified' : 'Ticked, but refuted')} · ${what}`;
    case 'mended':
      return `🟢 ${speech.strong(about.verifiedAt ? 'Verified again' : 'Verified')}${after} · ${what}`;
    case 'dropped':
      return `⚪ ${speech.strong('No longer looked at')}${after} · ${what} · its probe, or the criterion, was taken away`;
  }
}

function saidWords({ verifiedAt, reopened, line }: RefutedCriterion, speech: Speech): string {
  const was = verifiedAt
    ? `It was verified until ${speech.dayMinute(verifiedAt)}.`
    : `The tracker has it ticked (line ${line}).`;
  return reopened ? `${was} I have taken its tick away; ${speech.name('/snail op undo')} puts it back.` : was;
}

function reasonWords({ reason }: RefutedCriterion, speech: Speech): string {
  return speech.words(cut(oneLine(reason), MOST_REASON));
}

/** What came before is said, never that it is why. */
function changeLines({ changes, verifiedAt }: RefutedCriterion, speech: Speech): readonly string[] {
  const since = verifiedAt ? 'since it was verified' : 'lately';
  if (changes.length === 0) return [`I see no deployment and no other revision or target group ${since}.`];
  const { shown, more } = firstOf(changes, MOST_CHANGES, 'change');
  return [
    'What changed before it:',
    ...shown.map((each) => `• ${changeWords(each, speech)}`),
    ...(more ? [more] : []),
  ];
}

function changeWords({ words, source, at }: ChangeBefore, speech: Speech): string {
  const when = at ? `${speech.dayMinute(at)} · ` : '';
  return `${when}${speech.words(cut(oneLine(words), MOST_REASON))} (${speech.words(source)})`;
}

function factWords({ probe, sources, sinceAt, endedAt }: RefutedCriterion, speech: Speech): string {
  const times = endedAt
    ? `from ${speech.dayMinute(sinceAt)} to ${speech.dayMinute(endedAt)}`
    : `since ${speech.dayMinute(sinceAt)}, seen twice in a row`;
  const from = sources.length > 0 ? [sources.map((each) => speech.words(each)).join(', ')] : [];
  return [boundWords(probe, MOST_REASON, speech), times, ...from].join(' · ');
}
