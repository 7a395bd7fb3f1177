import { normal } from './words.ts';

/** Why a line is left that only says that there is nothing of what its heading asks for. */
export const NONE_HERE = 'a line that says there are none';

const NONE =
  'none|no|nope|nothing|nil|n a|keine?|keiner|nichts|aucune?|rien|ningun[oa]?|nada|nenhuma?|nessun[oa]?|niente|geen';
const SINCE =
  'at the moment|at present|right now|now|so far|yet|currently|known|open|active|current|reported|left|zurzeit|derzeit|aktuell|momentan|bekannt|pour linstant|actuellement|por ahora|de momento|por enquanto|al momento|per ora|op dit moment';
const THINGS =
  'blockers?|blocking issues?|issues?|problems?|impediments?|tasks?|risks?|hindernisse?|aufgaben|blocages?|bloqueos?|bloqueios?|blocchi|blokkades?';
const LOOK = new RegExp(`^(?:${NONE})(?: (?:${SINCE}|${THINGS}))*$`, 'u');

/** Whether words say no more than that there is none: "None", "No open blockers", "Keine". */
export function saysNone(words: string): boolean {
  return words.length < 80 && LOOK.test(normal(words));
}
