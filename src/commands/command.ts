import type { Role } from '../access/access.ts';
import type { Answer, Call } from '../ask/answer.ts';
import type { OptionKind } from '../ask/grammar.ts';
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
  /** Set where it shows what the services write, which not everybody may read everywhere. */
  readonly reads?: 'logs';
  /** Set where what stands below the first line is a text of its own, not words of the command. */
  readonly takesText?: true;
  /** The options it knows. */
  readonly options: Readonly<Record<string, OptionKind>>;
  /** What each option does, by how it is typed: "--env prod-eu". */
  readonly optionWords: Readonly<Record<string, string>>;
  run(deps: Deps, call: Call): Promise<Answer>;
}

/** What somebody must be allowed to do to run a command with these words. */
export function roleFor({ role }: Pick<Command, 'role'>, words: readonly string[]): Role {
  return typeof role === 'function' ? role(words) : role;
}
