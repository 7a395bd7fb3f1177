import type { Role } from '../access/access.ts';
import type { Person, Place } from '../access/person.ts';
import type { Answer } from '../ask/answer.ts';
import type { Deps } from '../deps.ts';

/** A message that somebody points at. */
export interface PointedMessage {
  /** As Slack keeps it, with its entities (`&lt;`, `<@U…>`): somebody else's words, untrusted. */
  readonly text: string;
  /** `ts` of the message; with the place's channel it is where its permalink leads. */
  readonly ts: string;
  /** The one who points, not the author. */
  readonly person: Person;
  readonly place: Place;
}

/** One shortcut in the menu of a message. Its `id` equals its file's name, and a `callback_id` in `manifest.json`. */
export interface Shortcut {
  readonly id: string;
  /** Asked of the one who uses it, at that time. */
  readonly role: Role;
  run(deps: Deps, pointed: PointedMessage): Promise<Answer>;
}
