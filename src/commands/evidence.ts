import type { Call } from '../ask/answer.ts';
import { type EvidenceDeps, evidenceAnswer } from '../ask/evidence-answer.ts';
import type { Command } from './command.ts';

/** `evidence <n>` */
export const evidence = {
  name: 'evidence',
  usage: 'evidence <n>',
  summary: 'the raw proof of one criterion: each value as it was read, with its source and time',
  examples: ['evidence 5', 'evidence container health'],
  role: 'viewer',
  options: { op: 'value' },
  optionWords: { '--op "Snail Trail"': 'of this operation, instead of the one of this channel' },
  run(deps: EvidenceDeps, call: Call) {
    return evidenceAnswer(deps, call);
  },
} satisfies Command;
