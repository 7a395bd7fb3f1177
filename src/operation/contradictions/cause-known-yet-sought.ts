import { oneLine } from '../../text.ts';
import { saysOf } from '../wording/says.ts';
import { termOf } from '../wording/terms.ts';
import type { ContradictionCheck } from './contradiction.ts';
import { opposed } from './opposed.ts';
import type { Saying } from './saying.ts';

/** Whoever has found the cause of a trouble need not look for it any more. */
export const causeKnownYetSought: ContradictionCheck = {
  id: 'cause-known-yet-sought',
  title: 'a cause called found beside an open search for it',
  find({ operation, sayings, weigh, same }) {
    const claims = sayings.filter((saying) => saying.stance === 'claimed' && namesCause(saying));
    const searched = new Set(
      operation.entries
        .filter((entry) => entry.kind === 'blocker' && isSearched(entry.status?.value ?? ''))
        .map(({ at }) => at.line),
    );
    const against = sayings.filter(
      ({ from, stance, line, titleSays }) =>
        from === 'blocker' && stance === 'trouble' && (searched.has(line) || titleSays.has('sought')),
    );
    return opposed({ claims, against, weigh, same }).map((group) => ({
      why: `The cause is said to be found, while it is still being looked for: "${oneLine(group.against[0]?.title ?? '', 80)}".`,
      ...group,
    }));
  },
};

const CAUSE = termOf('rootcause');

function namesCause({ head, says }: Saying): boolean {
  return head.terms.has(CAUSE) && !says.has('sought');
}

function isSearched(status: string): boolean {
  return saysOf(status).has('sought');
}
