import { counted, oneLine } from '../../text.ts';
import { groupedBy } from '../grouped.ts';
import type { Operation, Phase } from '../operation.ts';
import { phaseState, saysDone } from '../phase-state.ts';
import { overallShares } from './claimed-shares.ts';
import type { Conflict, ContradictionCheck, Reading, Told } from './contradiction.ts';
import type { Saying } from './saying.ts';

/** What is complete has nothing open: no criterion, no task, no blocker. */
export const completeWithOpenCriteria: ContradictionCheck = {
  id: 'complete-with-open-criteria',
  title: 'something complete whose criteria or tasks are open',
  find(reading) {
    const open = groupedBy(reading.sayings.filter(isOpen), ({ phase }) => phase);
    const ofPhases = reading.operation.phases
      .filter((phase) => phaseState(phase) === 'complete')
      .flatMap((phase) =>
        conflictOf(`"${oneLine(phase.title, 80)}"`, [phaseTold(phase)], open.get(phase.id)),
      );
    return [...ofPhases, ...ofWhole(reading, open)];
  },
};

function isOpen({ from, stance }: Saying): boolean {
  if (from === 'criterion' || from === 'task') return stance === 'pending';
  return from === 'blocker' && stance === 'trouble';
}

/** What belongs to a complete phase is told with it. */
function ofWhole(
  reading: Reading,
  open: ReadonlyMap<string | undefined, readonly Saying[]>,
): readonly Conflict[] {
  const { operation } = reading;
  const claims = [
    ...statusTold(operation),
    ...overallShares(reading).filter(({ percent }) => percent === 100),
  ];
  if (claims.length === 0) return ofLastPhase(operation, open.get(undefined) ?? []);
  const unfinished = operation.phases.filter((phase) => phaseState(phase) === 'unfinished');
  const homes = [undefined, ...unfinished.map(({ id }) => id)];
  const left = homes.flatMap((home) => open.get(home) ?? []);
  return conflictOf('The operation', claims, [...unfinished.map(phaseTold), ...left]);
}

/** Where all phases are complete so is what they were to bring about. */
function ofLastPhase({ phases }: Operation, loose: readonly Saying[]): readonly Conflict[] {
  const last = phases.at(-1);
  if (!last || !phases.every((phase) => phaseState(phase) === 'complete')) return [];
  return conflictOf(
    'Every phase',
    [phaseTold(last)],
    loose.filter(({ from }) => from === 'criterion'),
  );
}

function conflictOf(what: string, claims: readonly Told[], open: readonly Told[] = []): readonly Conflict[] {
  if (open.length === 0) return [];
  const are = open.length === 1 ? 'is' : 'are';
  return [
    {
      why: `${what} is called complete, while ${counted(open.length, 'thing')} in it ${are} still open.`,
      claims,
      against: open,
    },
  ];
}

function statusTold({ header }: Operation): readonly Told[] {
  const { status } = header;
  return status !== undefined && saysDone(status.value)
    ? [{ words: status.value, line: status.at.line }]
    : [];
}

/** By the line that says how far it is, otherwise by its heading. */
function phaseTold({ title, claimed, status, at, mark }: Phase): Told {
  const said = claimed ?? (mark === 'done' ? undefined : status);
  if (said === undefined) return { words: title, line: at.line };
  const words = typeof said.value === 'string' ? said.value : said.value.words;
  return { words: `${title}: ${words}`, line: said.at.line };
}
