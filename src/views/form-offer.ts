import { clean } from '../text.ts';
import { actions, type Button, type Message, section } from './message.ts';
import { escapeText } from './mrkdwn.ts';

/** What is said where a form cannot be opened at once: how to do without, and a button that opens it. */
export function formOfferMessage(text: string, button: Button): Message {
  return { text: clean(text), blocks: [section(escapeText(text)), actions(button)] };
}
