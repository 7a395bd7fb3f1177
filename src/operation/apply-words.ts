import { cut } from '../text.ts';
import { verdictWords } from './apply-check.ts';
import type { Change, HeaderField, PhaseField } from './change.ts';
import { foundEntry, foundPhase } from './found.ts';
import { KIND_WORDS, phaseWords } from './kind-words.ts';
import { type Entry, entriesOf, type Operation } from './operation.ts';

/** Characters of a value in a line of the history. */
const MOST_VALUE = 100;

const HEADER_WORDS: Readonly<Record<HeaderField, string>> = {
  status: 'the status',
  startedOn: 'the start date',
  currentPhase: 'the current phase',
  claimed: 'the overall progress',
};
const PHASE_WORDS: Readonly<Record<PhaseField, string>> = {
  title: 'the title',
  claimed: 'the progress',
  status: 'the status',
  duration: 'the duration',
  achievement: 'the achievement',
  focus: 'the focus',
};

/** What was done, for the history, past tense: `ticked criterion 5 "Container health check failures resolved"`. */
export function changeWords(operation: Operation, change: Change): string {
  switch (change.kind) {
    case 'add':
      return `added ${KIND_WORDS[change.entry.kind].one} "${cut(change.entry.title, MOST_VALUE)}"`;
    case 'add-phase':
      return `added phase "${cut(change.title, MOST_VALUE)}"`;
    case 'header':
      return `set ${HEADER_WORDS[change.field]} to "${cut(change.value, MOST_VALUE)}"`;
    case 'phase':
      return `set ${PHASE_WORDS[change.field]} of ${phaseWords(foundPhase(operation, change.id))} to "${cut(change.value, MOST_VALUE)}"`;
    case 'mark-phase': {
      const about = phaseWords(foundPhase(operation, change.id));
      return change.mark === 'done' ? `completed ${about}` : `marked ${about} as in progress`;
    }
    default:
      return entryChangeWords(change, numbered(operation, foundEntry(operation, change.id)), operation);
  }
}

type OfEntry = Exclude<Change, { kind: 'add' | 'add-phase' | 'header' | 'phase' | 'mark-phase' }>;

function entryChangeWords(change: OfEntry, about: string, operation: Operation): string {
  switch (change.kind) {
    case 'tick':
      return `${tickWord(foundEntry(operation, change.id), change.done)} ${about}`;
    case 'judge':
      return `called ${about} ${verdictWords(change.verdict)}`;
    case 'edit':
      return change.title === undefined
        ? `changed the detail of ${about}`
        : `changed ${about} to "${cut(change.title, MOST_VALUE)}"`;
    case 'describe':
      return `set the ${change.field} of ${about} to "${cut(change.value, MOST_VALUE)}"`;
    case 'remove':
      return `removed ${about}`;
    case 'bind':
      return change.probe === undefined
        ? `took the probe from ${about}`
        : `bound "${cut(change.probe, MOST_VALUE)}" to ${about}`;
  }
}

function tickWord({ kind }: Entry, done: boolean): string {
  if (kind === 'blocker') return done ? 'cleared' : 'raised again';
  return done ? 'ticked' : 'reopened';
}

function numbered(operation: Operation, entry: Entry): string {
  const number = entriesOf(operation, entry.kind).findIndex(({ id }) => id === entry.id) + 1;
  return `${KIND_WORDS[entry.kind].one} ${number} "${cut(entry.title, MOST_VALUE)}"`;
}
