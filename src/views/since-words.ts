import type { SinceLast } from '../diagnosis/since-last.ts';
import { causeWords } from './diagnosis-words.ts';

/** What is new, gone and still so since the run before; nothing where neither found anything. */
export function sinceLines({ fresh, gone, still, unread }: SinceLast): readonly string[] {
  const doubt = unread.length > 0 ? `, but this time I could not read ${unread.join(', ')}` : '';
  if (fresh.length + gone.length === 0)
    return still.length > 0 ? ['Nothing changed: all of it is still so'] : [];
  return [
    ...fresh.map((each) => `New: ${causeWords(each)}`),
    ...gone.map((each) => `Gone: ${causeWords(each)}${doubt}`),
    ...still.map((each) => `Still: ${causeWords(each)}`),
  ];
}
