import { type Blocker, type Entry, entriesOf, type Operation } from '../operation/operation.ts';
import type { Extra, HistoryEntry, OperationRecord, Touch } from '../operation/record.ts';
import { capital, clean, counted, cut, oneLine } from '../text.ts';
import { numberedEntries } from './entries.ts';
import { isOpen } from './entry-marks.ts';
import { type Around, lineWords, type Numbered, ownerWords, titleWords, touchWords } from './entry-words.ts';
import { firstOf, moreWords } from './fit.ts';
import {
  actions,
  type Block,
  type Button,
  button,
  context,
  type Message,
  preformatted,
  section,
} from './message.ts';
import { localTime, utcTime } from './mrkdwn.ts';
import { formButton, listButton } from './operation-buttons.ts';
import { type PhaseShown, phaseSource, phasesFixed, phasesPlain } from './phase-lines.ts';
import { shareButtons, type Where } from './place-words.ts';
import { gapWords, type Numbers, numbersWords } from './progress-words.ts';
import { DRAWN, SPOKEN, type Speech } from './speech.ts';
import { ago } from './words.ts';

/** What a card has room for; lists have the rest. */
const MOST_NEXT = 3;
const MOST_LEFT = 5;
const MOST_WORDS = 120;

/** What the card of an operation is made from. */
export interface OperationFacts extends Around {
  readonly record: Pick<OperationRecord, 'id' | 'name' | 'fileName' | 'conflicts'>;
  readonly operation: Operation;
  readonly numbers: Numbers;
  readonly phases: readonly PhaseShown[];
  /** What still has to be done, in the order in which it can be. */
  readonly left: readonly Entry[];
  /** How many contradictions stand. */
  readonly contradictions: number;
  /** When the file was last taken in, and by whom; undefined where there never was one. */
  readonly takenIn: Touch | undefined;
  /** The last edit made here. */
  readonly lastEdit: Pick<HistoryEntry, 'by' | 'at' | 'what'> | undefined;
  /** Value of the buttons that repeat the card. */
  readonly value: string;
  readonly place: Where;
}
