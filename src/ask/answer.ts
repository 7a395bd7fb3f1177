import type { Person, Place } from '../access/person.ts';
import type { Message } from '../views/message.ts';
import type { Options } from './grammar.ts';

/** One thing that was typed, understood as far as the grammar goes. */
export interface Call {
  /** The words after the command's name. */
  readonly words: readonly string[];
  readonly options: Options;
  readonly person: Person;
  readonly place: Place;
}

/** What a command or a click comes back with. */
export interface Answer {
  readonly message: Message;
  /** What was judged, as plain data: printed by the terminal's `--json`. */
  readonly data: unknown;
  /** Whether nothing of what was asked for could be read: a terminal must not end as if it had been. */
  readonly nothingRead?: boolean;
  /** A fuller form that takes longer; shown in place of this one when it is there. */
  readonly later?: Promise<Answer>;
}
