import type { Person, Place } from '../access/person.ts';
import type { Message } from '../views/message.ts';
import type { Modal } from '../views/modal.ts';
import type { Options } from './grammar.ts';

/** One thing that was typed, understood as far as the grammar goes. */
export interface Call {
  /** The words after the command's name. */
  readonly words: readonly string[];
  readonly options: Options;
  /** All that was typed behind the command's name, as it came. */
  readonly rest: string;
  /** What was sent along; none where it cannot be. */
  readonly files: readonly GivenFile[];
  readonly person: Person;
  readonly place: Place;
}

/** A file that somebody sent along. */
export interface GivenFile {
  readonly name: string;
  /** In bytes, as far as it is known before it is read. */
  readonly size: number;
  /** At most `most` bytes are read. @throws UserError where it is longer; UpstreamError where it cannot be had */
  read(most: number): Promise<Uint8Array>;
}

/** What a command or a click comes back with. */
export interface Answer {
  readonly message: Message;
  /** What was judged, as plain data: printed by the terminal's `--json`. */
  readonly data: unknown;
  /** Whether nothing of what was asked for could be read: a terminal must not end as if it had been. */
  readonly nothingRead?: boolean;
  /** A form to fill in. Where none can be opened the message says how to go on in words, or offers a button. */
  readonly modal?: Modal;
  /** What a terminal prints instead of the message, byte for byte. */
  readonly output?: string;
  /** A fuller form that takes longer; shown in place of this one when it is there. */
  readonly later?: Promise<Answer>;
}
