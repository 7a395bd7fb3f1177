import { clean, cut, oneLine } from '../text.ts';
import { moreWords } from './fit.ts';
import { type Message, section } from './message.ts';
import { commandWord, type Where } from './place-words.ts';
import { DRAWN, SPOKEN, type Speech } from './speech.ts';

const MOST_SUGGESTED = 6;
const MOST_PROBE = 160;

/** Probes that a criterion could be bound to, the plainest first. */
export interface SuggestedProbes {
  /** Of the criterion. */
  readonly number: number;
  readonly probes: readonly string[];
}

/** What criteria could be bound to, as it would be typed: nothing is bound by itself. Empty where nothing is suggested. */
export function suggestedLines(
  suggested: readonly SuggestedProbes[],
  place: Where,
  speech: Speech,
): readonly string[] {
  if (suggested.length === 0) return [];
  const typed = `${commandWord(place)} criterion bind`;
  const shown = suggested.slice(0, MOST_SUGGESTED);
  const more = moreWords(suggested.length - shown.length);
  return [
    'Could be bound to a probe, if that is what is meant:',
    ...shown.flatMap(({ number, probes: [first] }) =>
      first === undefined
        ? []
        : [`• ${speech.name(`${typed} ${number} ${cut(oneLine(first), MOST_PROBE)}`)}`],
    ),
    ...(more ? [more] : []),
  ];
}

/** A list with the suggestions below what it says, above its buttons. */
export function withSuggestions(
  message: Message,
  suggested: readonly SuggestedProbes[],
  place: Where,
): Message {
  const drawn = suggestedLines(suggested, place, DRAWN);
  if (drawn.length === 0) return message;
  const buttons = message.blocks.filter(({ type }) => type === 'actions');
  const others = message.blocks.filter(({ type }) => type !== 'actions');
  return {
    ...message,
    text: clean([message.text, ...suggestedLines(suggested, place, SPOKEN)].join('\n')),
    blocks: [...others, section(drawn.join('\n')), ...buttons],
  };
}
