import type { Decision, Entry, EntryOf, Finding } from '../operation.ts';
import type { EntryDraft } from './draft.ts';
import { markAhead } from './mark.ts';
import { normal } from './words.ts';

const NO_MORE =
  / (?:superseded|obsolete|replaced by|no longer|revoked|withdrawn|uberholt|ersetzt durch|verworfen|hinfallig|remplace|obsolete|caduque|sustituid|obsolet|superad|substituid|superat|sostituit|vervangen|vervallen)/;
const BELIEVED_ONCE =
  / (?:misdiagnos|initial|originally|thought|believed|suspected at first|wrongly|fehldiagnos|anfangs|zunachst|ursprunglich|irrtum|au depart|on pensait|al principio|se pensaba|inicialmente|pensava|inizialmente|si pensava|aanvankelijk|verkeerde)/;
const TROUBLE =
  / (?:current|still|issue|problem|fail|error|crash|outage|broken|aktuell|noch|fehler|probleme|defaut|echec|fallo|erro |falha|errore|guasto|fout|storing)/;
const GUESS =
  / (?:suspect|suspicion|hypothes|maybe|possibly|probably|vermut|verdacht|moglicherweise|soupcon|peut etre|sospech|quiza|suspeit|talvez|sospett|forse|vermoed|misschien)/;

/** An entry as it is kept: what its mark, words and heading together say of how it stands. */
export function finishEntry(draft: EntryDraft, id: string): Entry {
  const { kind, title, detail, mark, within, phase, at } = draft;
  const same = { id, title, detail, mark, within, phase, at };
  const done = mark === undefined ? draft.state === 'done' : mark === 'done';
  switch (kind) {
    case 'task':
      return { kind, ...same, done };
    case 'criterion':
      return { kind, ...same, met: done, probe: draft.probe };
    case 'blocker':
      return { kind, ...same, impact: draft.impact, status: draft.status, cleared: isCleared(draft, done) };
    case 'decision':
      return { kind, ...same, superseded: isSuperseded(draft) } satisfies Decision;
    case 'finding':
      return { kind, ...same, ...judged(draft) } satisfies Finding;
    default:
      return { kind, ...same } satisfies EntryOf<typeof kind>;
  }
}

function isCleared({ mark, status }: EntryDraft, done: boolean): boolean {
  if (done || mark === 'cancelled') return true;
  return mark === undefined && status !== undefined && markAhead(status.value) === 'done';
}

function isSuperseded(draft: EntryDraft): boolean {
  return draft.struck || draft.mark === 'cancelled' || NO_MORE.test(wordsOf(draft));
}

function judged(draft: EntryDraft): Pick<Finding, 'verdict' | 'superseded'> {
  const { mark, struck } = draft;
  const words = wordsOf(draft);
  const once = BELIEVED_ONCE.test(words) || NO_MORE.test(words);
  if (struck || mark === 'cancelled') return { verdict: 'refuted', superseded: true };
  // A cross says that something is not so, or that something is broken; the words tell which.
  if (mark === 'failing')
    return TROUBLE.test(words) && !once
      ? { verdict: 'confirmed', superseded: false }
      : { verdict: 'refuted', superseded: once };
  if (mark === 'looked-at' || mark === 'running' || mark === 'open')
    return { verdict: 'looked-at', superseded: false };
  if (mark === undefined && GUESS.test(words)) return { verdict: 'looked-at', superseded: false };
  return { verdict: 'confirmed', superseded: NO_MORE.test(words) };
}

function wordsOf({ title, detail }: EntryDraft): string {
  return ` ${normal(`${title} ${detail ?? ''}`)} `;
}
