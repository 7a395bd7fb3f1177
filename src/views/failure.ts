import { UpstreamError, UserError } from '../errors.ts';
import { clean } from '../text.ts';
import { type Message, section } from './message.ts';
import { code, escapeText } from './mrkdwn.ts';
import { inTerminal, type Where } from './place-words.ts';

/** What people read when a command or a click did not work out. Words for the person are shown as they are, without a reference: there is nobody to give it to. */
export function failureMessage(error: unknown, reference: string, place: Pick<Where, 'kind'>): Message {
  const words = (text: string) => (place.kind === 'terminal' ? inTerminal(text) : text);
  if (error instanceof UserError) return sayMessage(words(error.message));
  if (error instanceof UpstreamError && error.advice) return sayMessage(words(error.advice));
  const said =
    error instanceof UpstreamError
      ? words(upstreamWords(error))
      : 'Something broke on my side. Nothing was changed.';
  const message = sayMessage(said);
  return {
    text: `${message.text} (reference ${reference})`,
    blocks: [section(`${escapeText(said)}\nReference ${code(reference)}, for whoever looks after me.`)],
  };
}

/** A short answer without anything to press. */
export function sayMessage(text: string): Message {
  return { text: clean(text), blocks: [section(escapeText(text))] };
}

function upstreamWords(error: UpstreamError): string {
  const what = `I ${error.message}`;
  if (error.permission) return `${what}: it needs ${error.permission}.`;
  switch (error.kind) {
    case 'credentials':
      return `${what}: the credentials are missing, wrong or expired. \`/snail doctor\` shows which.`;
    case 'throttled':
      return `${what}: too many calls just now. Try again in a minute.`;
    case 'timeout':
    case 'unreachable':
      return `${what}: there was no answer. \`/snail doctor\` shows what I can reach.`;
    default:
      return `${what}.`;
  }
}
