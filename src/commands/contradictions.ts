import type { Answer, Call } from '../ask/answer.ts';
import type { ChangeDeps } from '../ask/change-operation.ts';
import { dismissal } from '../ask/dismiss-contradiction.ts';
import { needOperation } from '../ask/operation-here.ts';
import { type ListDeps, listed } from '../ask/operation-list.ts';
import type { Command } from './command.ts';

/** `contradictions`, and `contradictions dismiss <n> <reason>` */
export const contradictions = {
  name: 'contradictions',
  usage: 'contradictions [dismiss <n> <reason>]',
  summary: 'statements of the tracker that cannot all be true, with both quotes and their lines',
  examples: [
    'contradictions',
    'contradictions dismiss 3 the test of Monday is what counts',
    'contradictions --all',
    'contradictions restore 3',
  ],
  role: ([first = 'list']) => (/^(?:dismiss|restore)$/i.test(first) ? 'operator' : 'viewer'),
  options: { all: 'flag', page: 'value', op: 'value' },
  optionWords: {
    '--all': 'dismissed ones as well',
    '--page 2': 'the next page of a long list',
    '--op "Snail Trail"': 'of this operation, instead of the one of this channel',
  },
  async run(deps: ListDeps & ChangeDeps, call: Call): Promise<Answer> {
    const record = await needOperation(deps, call);
    const [verb = 'list'] = call.words;
    if (/^(?:dismiss|restore)$/i.test(verb)) return dismissal(deps, record, call);
    return listed(deps, { list: 'contradictions', record, call });
  },
} satisfies Command;
