import type { Entry, Finding, Mark, Phase } from '../operation/operation.ts';

const MARK_WORDS: Readonly<Record<Mark, string>> = {
  done: '✅ done',
  failing: '❌ failing',
  running: '🚧 in progress',
  open: '⬜ open',
  'looked-at': '🔍 being looked at',
  blocked: '⛔ blocked',
  cancelled: '🚫 cancelled',
};

const VERDICT_WORDS = {
  confirmed: '✅ confirmed',
  refuted: '❌ refuted',
  'looked-at': MARK_WORDS['looked-at'],
} as const;

/** The state of an entry as an emoji and a word: "⬜ open"; '' for kinds that have none and no mark either. */
export function entryMark(entry: Entry): string {
  switch (entry.kind) {
    case 'task':
      return doneWords(entry.done, entry.mark);
    case 'next':
      return doneWords(entry.mark === 'done', entry.mark);
    case 'criterion':
      return entry.met ? '✅ met' : doneWords(false, entry.mark);
    case 'blocker':
      return entry.cleared ? '✅ cleared' : '🚨 blocking';
    case 'decision':
      return entry.superseded ? '🗄️ superseded' : '📌 stands';
    case 'finding':
      return `${verdictWords(entry)}${entry.superseded ? ', superseded' : ''}`;
    default:
      return entry.mark ? MARK_WORDS[entry.mark] : '';
  }
}

/** What is known to fail must not look as if it were well. */
function verdictWords({ verdict, mark }: Finding): string {
  return verdict === 'confirmed' && mark === 'failing' ? MARK_WORDS.failing : VERDICT_WORDS[verdict];
}

/** The state of a phase: its heading's mark, else what its claim comes to. */
export function phaseMark({ mark, claimed }: Phase): string {
  if (mark) return MARK_WORDS[mark];
  const percent = claimed?.value.percent;
  if (percent === undefined) return '❔ not said';
  if (percent >= 100) return MARK_WORDS.done;
  return percent > 0 ? MARK_WORDS.running : MARK_WORDS.open;
}

/** A task that is not done may well be marked otherwise, but never with the mark of done. */
function doneWords(done: boolean, mark: Mark | undefined): string {
  if (done) return MARK_WORDS.done;
  return MARK_WORDS[mark === undefined || mark === 'done' ? 'open' : mark];
}
