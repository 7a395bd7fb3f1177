import type { Call } from '../ask/answer.ts';
import { type PhaseDeps, phaseAnswer } from '../ask/phase-answer.ts';
import type { Command } from './command.ts';

/** `phase …`: the stages of the operation */
export const phase = {
  name: 'phase',
  usage: 'phase [list|add|start|done|progress|status|focus|achievement|edit|assign|due|link]',
  summary: 'the phases of the operation: what each claims, how long it took, what is ticked in it',
  examples: [
    'phase',
    'phase 4',
    'phase progress 4 60',
    'phase focus 4 health checks of revision 15',
    'phase done 4',
    'phase add Production hardening',
    'phase start 5',
  ],
  role: ([first = 'list']) => (/^(?:list|#?\d+)$/i.test(first) ? 'viewer' : 'operator'),
  options: { op: 'value', page: 'value' },
  optionWords: {
    '--op "Snail Trail"': 'of this operation, instead of the one of this channel',
    '--page 2': 'the next page of a long list',
  },
  run(deps: PhaseDeps, call: Call) {
    return phaseAnswer(deps, call);
  },
} satisfies Command;
