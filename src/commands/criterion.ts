import type { Call } from '../ask/answer.ts';
import { type BindDeps, bindAnswer, isBinding } from '../ask/bind-probe.ts';
import { criterionAnswer } from '../ask/criterion-answer.ts';
import type { EntryDeps } from '../ask/entry-answer.ts';
import { ENTRY_OPTION_WORDS, ENTRY_OPTIONS, roleOfEntryWords } from '../ask/entry-wish.ts';
import type { Command } from './command.ts';

/** `criterion …`: what must be true before a phase is left: ticked by people, or checked by a probe that is bound to it */
export const criterion = {
  name: 'criterion',
  usage: 'criterion [list|add|done|reopen|assign|due|link|bind|unbind|edit|remove]',
  summary:
    'what must be true before a phase is left: ticked by people, or checked by a probe that is bound to it',
  examples: [
    'criterion',
    'criterion --open',
    'criterion done 5',
    'criterion reopen 5',
    'criterion add Latency p99 below 200 ms',
    'criterion bind 5 container healthy web',
    'criterion bind 6 http 200 https://example.com/health within 500',
    'criterion unbind 5',
    'criterion link 5 https://example.com/report',
  ],
  role: roleOfEntryWords,
  options: ENTRY_OPTIONS,
  optionWords: ENTRY_OPTION_WORDS,
  run(deps: EntryDeps & BindDeps, call: Call) {
    return isBinding(call.words) ? bindAnswer(deps, call) : criterionAnswer(deps, call);
  },
} satisfies Command;
