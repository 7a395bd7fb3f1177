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

/** An answer that was shown. */
export interface Shown {
  /**
   * Shows a newer form of it: in its place where Slack allows that, which is in direct messages, on the Home tab
   * and for what took the place of a clicked message. An ephemeral message cannot be edited, so there the newer
   * form follows it.
   */
  amend(message: Message): Promise<void>;
}

/** How the one who typed or clicked is answered; already acknowledged by the time it is handed over. */
export interface Reply {
  /** A new message only they can see (in a direct message with the bot: an ordinary one; on opening Home: the tab). */
  answer(message: Message): Promise<Shown>;
}

/** How a click is answered: beside the clicked message, which stays as it is, or in its place. */
export interface ClickReply extends Reply {
  replace(message: Message): Promise<Shown>;
}

/** What is left to do after the answer, undefined for nothing: nobody else's turn should wait for it. */
export type Rest = (() => Promise<void>) | undefined;

/** What the Slack side calls when something happens. None ever rejects, nor does a rest. */
export interface Ear {
  heard(heard: Heard, reply: Reply): Promise<Rest>;
  clicked(clicked: Clicked, reply: ClickReply): Promise<Rest>;
  /** Somebody opened the App Home tab. */
  home(person: Person, reply: Reply): Promise<Rest>;
}
