import type { Call } from '../ask/answer.ts';
import { type VerifyDeps, verifyAnswer } from '../ask/verify-answer.ts';
import type { Command } from './command.ts';

/** `verify` and `verify <n>` */
export const verify = {
  name: 'verify',
  usage: 'verify [n]',
  summary: 'runs the probes bound to criteria, now: verified, refuted, unverifiable, attested or unchecked',
  examples: ['verify', 'verify 5', 'verify --op "Snail Trail"'],
  role: 'viewer',
  options: { page: 'value', op: 'value' },
  optionWords: {
    '--page 2': 'the next page of a long list',
    '--op "Snail Trail"': 'of this operation, instead of the one of this channel',
  },
  run(deps: VerifyDeps, call: Call) {
    return verifyAnswer(deps, call);
  },
} satisfies Command;
