import { revisionText } from '../deployment/revisions.ts';
import type { Revision } from '../deployment/service.ts';
import type { Difference } from '../diagnosis/differences.ts';
import { capital, clean, counted, oneLine } from '../text.ts';
import { differenceWords } from './difference-words.ts';
import { type Message, section } from './message.ts';
import { sectionsOf } from './sections.ts';
import { DRAWN, SPOKEN, type Speech } from './speech.ts';

/** Two revisions and what differs between them, what bears most on health first. */
interface Compared {
  readonly from: Revision;
  readonly to: Revision;
  readonly differences: readonly Difference[];
}

/** "web:14 → web:15: 2 differences", and each of them in a line. */
export function differencesMessage(compared: Compared): Message {
  const lines = (speech: Speech) =>
    compared.differences.map((each) => capital(differenceWords(each, speech)));
  return {
    text: clean(
      [titleWords(compared, SPOKEN), ...lines(SPOKEN).map((line) => `  ${oneLine(line)}`)].join('\n'),
    ),
    blocks: [section(titleWords(compared, DRAWN)), ...sectionsOf(lines(DRAWN).map((line) => `• ${line}`))],
  };
}

function titleWords({ from, to, differences }: Compared, speech: Speech): string {
  const count =
    differences.length === 0
      ? 'the same in all that bears on health'
      : counted(differences.length, 'difference');
  return `${speech.strong(`${revisionText(from)} → ${revisionText(to)}`)}: ${speech.words(count)}`;
}
