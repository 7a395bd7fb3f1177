import type { Role } from '../access/access.ts';
import type { Answer, Call } from '../ask/answer.ts';
import type { Deps } from '../deps.ts';

/** One subcommand of `/snail`. Its `name` equals its file's name. */
export interface Command {
  readonly name: string;
  /** The name and what may follow it: "status [service]". */
  readonly usage: string;
  /** One clause for the help. */
  readonly summary: string;
  readonly examples: readonly string[];
  /** What somebody must be allowed to do, where it matters by the words typed behind the name. */
  readonly role: Role | ((words: readonly string[]) => Role);
  /** The options it knows; a `flag` takes no value. */
  readonly options: Readonly<Record<string, 'value' | 'flag'>>;
  run(deps: Deps, call: Call): Promise<Answer>;
}

/** What somebody must be allowed to do to run a command with these words. */
export function roleFor({ role }: Pick<Command, 'role'>, words: readonly string[]): Role {
  return typeof role === 'function' ? role(words) : role;
}
