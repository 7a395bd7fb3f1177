import type { Call } from '../ask/answer.ts';
import { type EntryDeps, entryAnswer } from '../ask/entry-answer.ts';
import { BLOCKER_OPTIONS, ENTRY_OPTION_WORDS, roleOfEntryWords } from '../ask/entry-wish.ts';
import type { Command } from './command.ts';

/** `blocker …`: why the operation cannot go on, what it costs, and who has it */
export const blocker = {
  name: 'blocker',
  usage: 'blocker [list|add|clear|reopen|assign|impact|status|link|edit|remove]',
  summary: 'why the operation cannot go on, what it costs, and who has it',
  examples: [
    'blocker',
    'blocker add Health checks fail on revision 15 --impact "no target becomes healthy" --owner @anna',
    'blocker status 1 waiting for a new image',
    'blocker clear 1',
    'blocker assign 1 me',
  ],
  role: roleOfEntryWords,
  options: BLOCKER_OPTIONS,
  optionWords: { ...ENTRY_OPTION_WORDS, '--impact "…"': 'what it costs', '--status "…"': 'how it stands' },
  run(deps: EntryDeps, call: Call) {
    return entryAnswer(deps, 'blocker', call);
  },
} satisfies Command;
