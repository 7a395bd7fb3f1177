import type { Person, Place } from '../access/person.ts';
import type { Message } from '../views/message.ts';
import type { Modal } from '../views/modal.ts';

/** Words somebody typed to the bot: `/snail …`, `@Snail Trail …`, or a direct message. */
export interface Heard {
  /** Slack's own id of the delivery; a second delivery with the same id never gets here. */
  readonly id: string;
  readonly via: 'slash' | 'mention' | 'direct';
  /** What follows the command or the mention, as Slack sent it. */
  readonly text: string;
  /** Sent along; none with a slash command. */
  readonly files: readonly SentFile[];
  readonly person: Person;
  readonly place: Place;
}

/** A file in Slack. */
export interface SentFile {
  readonly name: string;
  /** In bytes, as Slack says. */
  readonly size: number;
  /** @throws UserError where it is longer than `most` bytes; UpstreamError where it cannot be had, for example without files:read */
  read(most: number): Promise<Uint8Array>;
}

/** A form that somebody filled in and sent. */
export interface Submitted {
  readonly id: string;
  readonly formId: string;
  /** What the form was opened with. */
  readonly state: string;
  /** By the names of the inputs; what was left empty is not there. A choice is its value, a person their id, a day "2026-03-04". */
  readonly values: Readonly<Record<string, string>>;
  /** By the names of the inputs that take files. */
  readonly files: Readonly<Record<string, readonly SentFile[]>>;
  readonly person: Person;
  /** Where the form was asked for. */
  readonly place: Place;
}

/** A message that somebody used a shortcut on. */
export interface Pointed {
  readonly id: string;
  readonly shortcutId: string;
  readonly text: string;
  /** `ts` of the message. */
  readonly ts: string;
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
  /**
   * Opens a form; `too-late` where Slack would not any more (three seconds after the click). Undefined where
   * nothing was clicked or typed that a form could be opened from.
   */
  readonly open?: (modal: Modal) => Promise<'opened' | 'too-late'>;
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
  /**
   * Whether what was filled in can be taken: complaints by the names of the inputs, none if it can. Asked before
   * Slack's three seconds are over, so nothing is waited for; `files` are the names of the inputs that hold any.
   */
  complaints(
    submitted: Pick<Submitted, 'formId' | 'state' | 'values'> & { readonly files: readonly string[] },
  ): Readonly<Record<string, string>>;
  /** A form that can be taken was sent; it is closed by now. */
  submitted(submitted: Submitted, reply: Reply): Promise<Rest>;
  /** A shortcut was used on a message. */
  pointed(pointed: Pointed, reply: Reply): Promise<Rest>;
  /** Somebody opened the App Home tab. */
  home(person: Person, reply: Reply): Promise<Rest>;
}
