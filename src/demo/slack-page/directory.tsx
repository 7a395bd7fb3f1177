import { createContext, useContext } from 'react';
import type { Workspace } from './protocol.ts';

/** Names for ids, and the present: what drawing a block needs to know of the workspace. */
export interface Directory {
  readonly users: Workspace['users'];
  readonly groups: Workspace['groups'];
  readonly channels: Workspace['channels'];
  readonly me: string;
  now(): Date;
}

const Context = createContext<Directory>({
  users: [],
  groups: [],
  channels: [],
  me: '',
  now: () => new Date(0),
});

/** Makes the workspace's names known to everything inside. */
export const DirectoryProvider = Context.Provider;

/** The names of the workspace the component stands in. */
export function useDirectory(): Directory {
  return useContext(Context);
}

/** The name of a person or app, or the id itself where nobody has it. */
export function userName(directory: Directory, id: string): string {
  if (id === 'USLACKBOT') return 'Slackbot';
  return directory.users.find((user) => user.id === id)?.name ?? id;
}
