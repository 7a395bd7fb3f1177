import type { Call } from '../ask/answer.ts';
import { type EntryDeps, entryAnswer } from '../ask/entry-answer.ts';
import { ENTRY_OPTION_WORDS, ENTRY_OPTIONS, roleOfEntryWords } from '../ask/entry-wish.ts';
import type { Command } from './command.ts';

/** `task …`: the operation’s tasks: what is to be done, by whom and until when */
export const task = {
  name: 'task',
  usage: 'task [list|add|done|reopen|assign|due|link|edit|remove]',
  summary: 'the operation’s tasks: what is to be done, by whom and until when',
  examples: [
    'task',
    'task --open --mine',
    'task add Read the start-up logs --owner me --due friday',
    'task done 8',
    'task done alb access',
    'task assign 9 @anna',
    'task edit 9 Configuration check: verify which service file runs',
    'task link 9 https://example.com/run/17',
  ],
  role: roleOfEntryWords,
  options: ENTRY_OPTIONS,
  optionWords: ENTRY_OPTION_WORDS,
  run(deps: EntryDeps, call: Call) {
    return entryAnswer(deps, 'task', call);
  },
} satisfies Command;
