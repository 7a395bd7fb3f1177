import type { Call } from '../ask/answer.ts';
import { type EntryDeps, entryAnswer } from '../ask/entry-answer.ts';
import { ENTRY_OPTION_WORDS, ENTRY_OPTIONS, roleOfEntryWords } from '../ask/entry-wish.ts';
import type { Command } from './command.ts';

/** `decision …`: what was decided, and why */
export const decision = {
  name: 'decision',
  usage: 'decision [list|add|assign|link|edit|remove]',
  summary: 'what was decided, and why',
  examples: [
    'decision',
    'decision add Keep tasks without public IPs: the load balancer reaches them inside the VPC',
    'decision link 2 https://example.com/adr/2',
    'decision edit 2 Build images in stages',
  ],
  role: roleOfEntryWords,
  options: ENTRY_OPTIONS,
  optionWords: ENTRY_OPTION_WORDS,
  run(deps: EntryDeps, call: Call) {
    return entryAnswer(deps, 'decision', call);
  },
} satisfies Command;
