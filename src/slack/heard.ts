import type { Person, Place } from '../access/person.ts';
import type { Message } from '../views/message.ts';

/** Words somebody typed to the bot: `/snail …`, `@Snail Trail …`, or a direct message. */
export interface Heard {
  /** Slack's own id of the delivery; a second delivery with the same id never gets here. */
  readonly id: string;
  readonly via: 'slash' | 'mention' | 'direct';
  /** What follows the command or the mention, as Slack sent it. */
  readonly text: string;
  readonly person: Person;
  readonly place: Place;
}

/** A button or a select that somebody used. */
export interface Clicked {
  readonly id: string;
  readonly actionId: string;
  /** The button's value, or the chosen option's. */
  readonly value: string;
  readonly person: Person;
  readonly place: Place;
}

/** How the one who typed or clicked is answered; already acknowledged by the time it is handed over. */
export interface Reply {
  /** A new message only they can see (in a direct message with the bot: an ordinary one). */
  answer(message: Message): Promise<void>;
  /**
   * A newer form of the answer, or of the message that was clicked. It takes the old one's place where
   * Slack allows that: after a click and in direct messages. The answer to a slash command cannot be
   * edited, so there the newer form follows it.
   */
  amend(message: Message): Promise<void>;
}

/** What the Slack side calls when something happens. Neither ever rejects. */
export interface Ear {
  heard(heard: Heard, reply: Reply): Promise<void>;
  clicked(clicked: Clicked, reply: Reply): Promise<void>;
  /** Somebody opened the App Home tab: what to show them there. */
  home(person: Person): Promise<Message>;
}
