import { UserError } from '../errors.ts';
import type { Contradiction } from '../operation/contradictions/contradiction.ts';
import type { Dismissal, OperationRecord } from '../operation/record.ts';
import { cut, oneLine } from '../text.ts';
import type { Answer, Call } from './answer.ts';
import { type ChangeDeps, changeOperation } from './change-operation.ts';
import { type ListDeps, listed } from './operation-list.ts';

const LONGEST_REASON = 500;

/** What is to be done with a contradiction: dismissed for a reason, or found again. */
interface Wanted {
  readonly id: string;
  readonly key: string;
  /** Undefined: it counts again. */
  readonly reason: string | undefined;
}

/** `contradictions dismiss <n> <reason>` and `contradictions restore <n>`; numbers as the list shows them. */
export async function dismissal(
  deps: ListDeps & ChangeDeps,
  record: OperationRecord,
  call: Call,
): Promise<Answer> {
  const [verb = '', which = '', ...reason] = call.words;
  const { key } = numbered(await deps.trackers.contradictions(record.source), which);
  const wanted = { id: record.id, key, reason: /^restore$/i.test(verb) ? undefined : reason.join(' ') };
  return dismissed(deps, wanted, call);
}

/**
 * Keeps it, or takes it back, and lists what still stands.
 * @throws UserError without a reason: the next one who reads the tracker has to know it
 */
export async function dismissed(
  deps: ListDeps & ChangeDeps,
  { id, key, reason }: Wanted,
  call: Pick<Call, 'options' | 'person' | 'place'>,
): Promise<Answer> {
  const words = reason === undefined ? undefined : oneLine(reason, LONGEST_REASON);
  if (words === '')
    throw new UserError(
      'Say why both can be true: `/snail contradictions dismiss <n> <reason>`. The reason is kept beside it.',
    );
  const { after } = await changeOperation(deps, { id, person: call.person }, async (record, _, touch) => {
    const found = (await deps.trackers.contradictions(record.source)).find((each) => each.key === key);
    if (!found) throw new UserError('That contradiction is gone: one of its statements was changed.');
    const others = record.dismissed.filter((each) => each.key !== key);
    const about = `contradiction "${cut(found.why, 120)}"`;
    return {
      record: {
        ...record,
        dismissed:
          words === undefined ? others : [...others, { ...touch, key, reason: words, ...gapOf(found) }],
        changedAt: touch.at,
      },
      step: {
        ...touch,
        what:
          words === undefined
            ? `took back that the ${about} was dismissed`
            : `dismissed the ${about}: ${words}`,
        splice: undefined,
        before: {},
      },
    };
  });
  return listed(deps, { list: 'contradictions', record: after, call });
}

function gapOf({ gap }: Contradiction): Pick<Dismissal, 'gap'> {
  return gap === undefined ? {} : { gap };
}

function numbered(all: readonly Contradiction[], which: string): Contradiction {
  const found = /^#?\d+$/.test(which) ? all[Number(which.replace('#', '')) - 1] : undefined;
  if (found) return found;
  throw new UserError(
    all.length === 0
      ? 'There is no contradiction in the tracker.'
      : `Which one? Type its number, 1 to ${all.length}, as \`/snail contradictions --all\` shows it.`,
  );
}
