import type { Workspace } from './protocol.ts';

/** What could be meant by what stands before the caret. */
export interface Suggestions {
  /** Where the unfinished word begins and ends in the text. */
  readonly from: number;
  readonly to: number;
  readonly items: readonly Suggestion[];
}

export interface Suggestion {
  /** What takes the unfinished word's place. */
  readonly insert: string;
  readonly label: string;
  readonly detail: string;
}

/** Suggestions for a slash command at the start, a person or a user group after @ or a channel after #; empty when nothing fits. */
export function suggest(text: string, caret: number, workspace: Workspace): Suggestions {
  const before = text.slice(0, caret);
  const word = /(?:^|\s)([/@#][^\s@#]*)$/.exec(before)?.[1];
  if (!word) return { from: caret, to: caret, items: [] };
  const from = caret - word.length;
  const items = candidates(word.charAt(0), from, workspace).filter((item) =>
    item.insert.toLowerCase().startsWith(word.toLowerCase()),
  );
  // A word that is already complete needs no suggestion: Enter then sends.
  const done = items.length === 1 && items[0]?.insert === word;
  return { from, to: caret, items: done ? [] : items };
}

/** How the command at the start of the text is used; undefined before a blank follows it. */
export function usageHint(text: string, workspace: Workspace): string | undefined {
  const command = /^(\/\S+)\s/.exec(text)?.[1];
  const known = workspace.commands.find((other) => other.command === command);
  return known && `${known.command} ${known.usageHint}`;
}

function candidates(mark: string, from: number, workspace: Workspace): readonly Suggestion[] {
  if (mark === '@') {
    const people = workspace.users.map(({ name, isBot }) => ({
      insert: `@${name}`,
      label: name,
      detail: isBot ? 'App' : '',
    }));
    const groups = workspace.groups.map(({ handle, name }) => ({
      insert: `@${handle}`,
      label: `@${handle}`,
      detail: `${name} · user group`,
    }));
    return [...people, ...groups];
  }
  if (mark === '#') {
    return workspace.channels
      .filter((channel) => channel.kind === 'channel')
      .map(({ name }) => ({ insert: `#${name}`, label: `# ${name}`, detail: '' }));
  }
  if (from > 0) return [];
  return workspace.commands.map(({ command, usageHint, description }) => ({
    insert: command,
    label: `${command} ${usageHint}`.trim(),
    detail: description,
  }));
}
