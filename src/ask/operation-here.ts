import type { Deps } from '../deps.ts';
import { UserError } from '../errors.ts';
import type { OperationRecord } from '../operation/record.ts';
import { oneLine } from '../text.ts';
import type { Call } from './answer.ts';
import { nearestWords, oneValue } from './grammar.ts';

/** The channel of those that have no operation of their own: they work at this one's. */
export const EVERYWHERE = '*';

type Asked = Pick<Call, 'place' | 'options'>;

/**
 * The operation that is meant: the one named by `--op`, else the channel's, else the one of every channel; in a
 * terminal the only one there is. Undefined where there is none.
 * @throws UserError for a name that none has
 */
export async function operationHere(
  operations: Pick<Deps['operations'], 'named' | 'ofChannel' | 'list' | 'get'>,
  { place, options }: Asked,
): Promise<OperationRecord | undefined> {
  const name = oneValue(options.op);
  if (name !== undefined) return operationNamed(operations, name);
  const own = (await operations.ofChannel(place.channel)) ?? (await operations.ofChannel(EVERYWHERE));
  if (own || place.kind !== 'terminal') return own;
  const [only, ...others] = (await operations.list()).filter(({ archivedAt }) => archivedAt === undefined);
  return only && others.length === 0 ? operations.get(only.id) : undefined;
}

/**
 * The same where one is needed to go on.
 * @throws UserError saying how to begin where there is none
 */
export async function needOperation(
  { operations }: { readonly operations: Pick<Deps['operations'], 'named' | 'ofChannel' | 'list' | 'get'> },
  asked: Asked,
): Promise<OperationRecord> {
  const record = await operationHere(operations, asked);
  if (record) return record;
  throw new UserError(
    'No operation is set here. `/snail op import` takes in the markdown file you keep, `/snail op new <name>` begins one, `/snail op use <name>` works at one that is there.',
  );
}

/**
 * The operation of an id that a button or a form carries: not to be trusted.
 * @throws UserError where there is none, or it is archived
 */
export async function recordOf(
  { operations }: { readonly operations: Pick<Deps['operations'], 'get'> },
  id: string,
): Promise<OperationRecord> {
  const record = await operations.get(id);
  if (record && !record.archivedAt) return record;
  throw new UserError('That operation is archived or gone. `/snail op list` shows all.');
}

/**
 * The operation of a name, whatever the case, or of a part that only one has.
 * @throws UserError with the nearest names, where none or several fit
 */
export async function operationNamed(
  operations: Pick<Deps['operations'], 'named' | 'list' | 'get'>,
  typed: string,
): Promise<OperationRecord> {
  const exact = await operations.named(typed);
  if (exact) return exact;
  const names = (await operations.list()).filter(({ archivedAt }) => archivedAt === undefined);
  const fitting = names.filter(({ name }) => name.toLowerCase().includes(typed.trim().toLowerCase()));
  const [first, ...others] = typed.trim() === '' ? [] : fitting;
  const only = first && others.length === 0 ? await operations.get(first.id) : undefined;
  if (only) return only;
  const near = first
    ? fitting.map(({ name }) => name)
    : nearestWords(
        typed,
        names.map(({ name }) => name),
      );
  throw new UserError(unknownName(typed, near, first !== undefined));
}

function unknownName(typed: string, near: readonly string[], several: boolean): string {
  const list = near
    .slice(0, 5)
    .map((name) => `"${oneLine(name, 60)}"`)
    .join(', ');
  const asked = `"${oneLine(typed, 60)}"`;
  if (several) return `Several operations fit ${asked}: ${list}. Type more of the name.`;
  return `There is no operation ${asked}. ${list ? `Nearest: ${list}. ` : ''}\`/snail op list\` shows all.`;
}
