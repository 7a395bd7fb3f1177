import type { Role } from '../access/access.ts';
import type { Person, Place } from '../access/person.ts';
import type { Answer } from '../ask/answer.ts';
import type { Deps } from '../deps.ts';
import type { ActionId } from '../views/message.ts';

/** One use of a button or a select. */
export interface Click {
  /** The button's value, or the chosen option's: untrusted, since old messages keep old values. */
  readonly value: string;
  readonly person: Person;
  readonly place: Place;
}

/** What a click comes back with: shown instead of the clicked message, or beside it to the one who clicked. */
export interface ClickAnswer {
  readonly answer: Answer;
  readonly show: 'instead' | 'beside';
}

/** One button or select. Its `id` equals its file's name. */
export interface Action {
  readonly id: ActionId;
  /** Asked of the one who clicks, at the time of the click. */
  readonly role: Role;
  /** Set where it shows what the services write, which not everybody may read everywhere. */
  readonly reads?: 'logs';
  run(deps: Deps, click: Click): Promise<ClickAnswer>;
}
