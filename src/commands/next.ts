import type { Call } from '../ask/answer.ts';
import { type EntryDeps, entryAnswer } from '../ask/entry-answer.ts';
import { ENTRY_OPTION_WORDS, ENTRY_OPTIONS, roleOfEntryWords } from '../ask/entry-wish.ts';
import type { Command } from './command.ts';

/** `next …`: the next steps, in order */
export const next = {
  name: 'next',
  usage: 'next [list|add|done|reopen|assign|due|edit|remove]',
  summary: 'the next steps, in order',
  examples: ['next', 'next add Roll back to revision 14', 'next done 1', 'next assign 1 me'],
  role: roleOfEntryWords,
  options: ENTRY_OPTIONS,
  optionWords: ENTRY_OPTION_WORDS,
  run(deps: EntryDeps, call: Call) {
    return entryAnswer(deps, 'next', call);
  },
} satisfies Command;
