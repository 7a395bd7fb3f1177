import type { Cause } from '../diagnosis/diagnosis.ts';
import type { SinceLast } from '../diagnosis/since-last.ts';
import { causeWords } from './diagnosis-words.ts';

/** What is new, gone and still so since the run before; nothing where neither found anything. */
export function sinceLines({ fresh, gone, still, unread }: SinceLast): readonly string[] {
  const doubt = unread.length > 0 ? `, but this time I could not read ${unread.join(', ')}` : '';
  return [
    ...fresh.map((each) => `New: ${causeWords(each)}`),
    ...gone.map((each) => `Gone: ${causeWords(each)}${doubt}`),
    ...(still.length > 0 ? [`Still: ${stillWords(still, fresh.length + gone.length > 0)}`] : []),
  ];
}

/** The title has said the first in full. */
function stillWords(still: readonly Cause[], changed: boolean): string {
  const names = still.map(({ id }) => id).join(', ');
  return changed ? names : `${names}; nothing else changed`;
}
