import type { Role } from '../access/access.ts';
import type { Person, Place } from '../access/person.ts';
import type { Answer, GivenFile } from '../ask/answer.ts';
import type { Deps } from '../deps.ts';
import type { FormId } from '../views/modal.ts';

/** What can be judged of a form before anything is waited for. */
export interface Draft {
  /** What the form was opened with: untrusted, as it has been to the reader's client. */
  readonly state: string;
  /** By the names of the inputs; what was left empty is not there. */
  readonly values: Readonly<Record<string, string>>;
  /** Names of the inputs that hold files. */
  readonly files: readonly string[];
}

/** A form that was sent. */
export interface Filled extends Omit<Draft, 'files'> {
  /** By the names of the inputs that take files. */
  readonly files: Readonly<Record<string, readonly GivenFile[]>>;
  readonly person: Person;
  /** Where the form was asked for. */
  readonly place: Place;
}

/** What becomes of one form. Its `id` equals its file's name. */
export interface Form {
  readonly id: FormId;
  /** Asked of the one who sends it, at that time. */
  readonly role: Role;
  /** What is wrong with it, by the names of the inputs; the form stays open then. Pure. */
  complaints(draft: Draft): Readonly<Record<string, string>>;
  run(deps: Deps, filled: Filled): Promise<Answer>;
}
