import type { Call } from '../ask/answer.ts';
import { type EntryDeps, entryAnswer } from '../ask/entry-answer.ts';
import { ENTRY_OPTION_WORDS, ENTRY_OPTIONS, roleOfEntryWords } from '../ask/entry-wish.ts';
import type { Command } from './command.ts';

/** `finding …`: what was found out: confirmed, refuted, or being looked at */
export const finding = {
  name: 'finding',
  usage: 'finding [list|add|confirm|refute|reopen|link|edit|remove]',
  summary: 'what was found out: confirmed, refuted, or being looked at',
  examples: [
    'finding',
    'finding --open',
    'finding add Container answers 404 on /health',
    'finding confirm 19',
    'finding refute 3',
    'finding link 7 https://example.com/logs',
  ],
  role: roleOfEntryWords,
  options: ENTRY_OPTIONS,
  optionWords: ENTRY_OPTION_WORDS,
  run(deps: EntryDeps, call: Call) {
    return entryAnswer(deps, 'finding', call);
  },
} satisfies Command;
