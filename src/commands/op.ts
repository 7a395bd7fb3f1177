import type { Role } from '../access/access.ts';
import type { Answer, Call } from '../ask/answer.ts';
import { nearestWords } from '../ask/grammar.ts';
import { archived, headerChanged, newOperation, renamed, undone, useOperation } from '../ask/op-changes.ts';
import { type ExportDeps, exportAnswer } from '../ask/op-export.ts';
import { type ImportDeps, importAnswer } from '../ask/op-import.ts';
import { operationAnswer } from '../ask/operation-answer.ts';
import { needOperation, operationNamed } from '../ask/operation-here.ts';
import { type ListDeps, listed } from '../ask/operation-list.ts';
import { UserError } from '../errors.ts';
import { oneLine } from '../text.ts';
import type { Command } from './command.ts';

type OpDeps = ImportDeps & ExportDeps & ListDeps;

interface Verb {
  readonly role: Role;
  readonly run: (deps: OpDeps, call: Call) => Promise<Answer>;
}

/** What may stand behind `op`. */
const VERBS: Readonly<Record<string, Verb>> = {
  show: { role: 'viewer', run: operationAnswer },
  list: {
    role: 'viewer',
    run: (deps, call) => listed(deps, { list: 'operations', record: undefined, call }),
  },
  history: { role: 'viewer', run: ofOperation('history') },
  conflicts: { role: 'viewer', run: ofOperation('conflicts') },
  export: { role: 'viewer', run: exportAnswer },
  import: { role: 'operator', run: importAnswer },
  new: { role: 'operator', run: newOperation },
  use: {
    role: 'operator',
    run: async (deps, call) =>
      useOperation(deps, await operationNamed(deps.operations, call.words.slice(1).join(' ')), call),
  },
  undo: {
    role: 'operator',
    run: async (deps, call) => undone(deps, { id: (await needOperation(deps, call)).id, ...call }),
  },
  rename: { role: 'operator', run: renamed },
  archive: { role: 'operator', run: archived },
  status: { role: 'operator', run: (deps, call) => headerChanged(deps, 'status', call) },
  progress: { role: 'operator', run: (deps, call) => headerChanged(deps, 'claimed', call) },
  current: { role: 'operator', run: (deps, call) => headerChanged(deps, 'currentPhase', call) },
};

/** `op …`: the operation itself, and the file it comes from and goes to */
export const op = {
  name: 'op',
  usage: 'op [import|export|new|list|use|history|undo|status|progress|current|rename|archive]',
  summary: 'the operation of this channel: taken in from a markdown tracker and given back as one',
  examples: [
    'op',
    'op import',
    'op progress 60',
    'op current 3',
    'op undo',
    'op history',
    'op export',
    'op list',
    'op use snail trail',
    'op new "Move to the new cluster"',
  ],
  role: ([first = 'show']) => VERBS[first.toLowerCase()]?.role ?? 'viewer',
  takesText: true,
  options: { op: 'value', name: 'value', page: 'value' },
  optionWords: {
    '--name "Snail Trail"': 'what an imported operation is called; its title unless told',
    '--op "Snail Trail"': 'this operation, instead of the one of this channel',
    '--page 2': 'the next page of a long list',
  },
  run(deps: OpDeps, call: Call): Promise<Answer> {
    const [first = 'show'] = call.words;
    const name = first.toLowerCase();
    const verb = Object.hasOwn(VERBS, name) ? VERBS[name] : undefined;
    if (verb) return verb.run(deps, call);
    const [near] = nearestWords(name, Object.keys(VERBS));
    const asked = `\`op ${oneLine(first, 40)}\` is nothing I know.`;
    throw new UserError(
      near ? `${asked} Did you mean \`/snail op ${near}\`?` : `${asked} \`/snail help op\` shows all.`,
    );
  },
} satisfies Command;

function ofOperation(list: 'history' | 'conflicts'): Verb['run'] {
  return async (deps, call) => listed(deps, { list, record: await needOperation(deps, call), call });
}
