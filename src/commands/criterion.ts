import type { Call } from '../ask/answer.ts';
import { type EntryDeps, entryAnswer } from '../ask/entry-answer.ts';
import { ENTRY_OPTION_WORDS, ENTRY_OPTIONS, roleOfEntryWords } from '../ask/entry-wish.ts';
import type { Command } from './command.ts';

/** `criterion …`: what must be true before a phase is left: ticked by people, never by a guess */
export const criterion = {
  name: 'criterion',
  usage: 'criterion [list|add|done|reopen|assign|due|link|edit|remove]',
  summary: 'what must be true before a phase is left: ticked by people, never by a guess',
  examples: [
    'criterion',
    'criterion --open',
    'criterion done 5',
    'criterion reopen 5',
    'criterion add Latency p99 below 200 ms',
    'criterion link 5 https://example.com/report',
  ],
  role: roleOfEntryWords,
  options: ENTRY_OPTIONS,
  optionWords: ENTRY_OPTION_WORDS,
  run(deps: EntryDeps, call: Call) {
    return entryAnswer(deps, 'criterion', call);
  },
} satisfies Command;
