import type { Operation } from '../operation/operation.ts';
import type { Extra, Extras, OperationRecord } from '../operation/record.ts';

/**
 * What is known of every entry besides its words: those that nobody added here are as old as the operation, where no
 * later file brought them.
 */
export function knownExtras(
  { extras, createdAt }: Pick<OperationRecord, 'extras' | 'createdAt'>,
  { entries }: Pick<Operation, 'entries'>,
): Extras {
  const known = entries.map(({ id }): [string, Extra] => {
    const extra = extras[id] ?? {};
    return [id, extra.added || extra.firstSeenAt ? extra : { ...extra, firstSeenAt: createdAt }];
  });
  return { ...extras, ...Object.fromEntries(known) };
}
