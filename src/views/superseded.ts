import type { Diagnosis } from '../diagnosis/diagnosis.ts';
import type { Superseded } from '../diagnosis/kept.ts';
import { clean } from '../text.ts';
import { verdictSentence } from './diagnosis-words.ts';
import { type Message, section } from './message.ts';
import { DRAWN, SPOKEN, type Speech } from './speech.ts';

/** The answer below a diagnosis that cannot be drawn again: what it said is not believed any more, and what is instead. */
export function supersededMessage(before: Diagnosis, superseded: Superseded): Message {
  return {
    text: clean(lines(before, superseded, SPOKEN).join('\n')),
    blocks: [section(lines(before, superseded, DRAWN).join('\n'))],
  };
}

function lines(before: Diagnosis, { at, now }: Superseded, speech: Speech): readonly string[] {
  return [
    `${speech.strong('🕓 Was believed until')} ${speech.minute(at)}: ${verdictSentence(before, speech)}`,
    `${speech.strong('Now')}: ${speech.words(now)}`,
  ];
}
