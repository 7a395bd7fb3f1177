import type { Clock } from '../../clock.ts';
import type { StoredFile } from './files.ts';
import type { Json } from './json.ts';
import { tombstoneOf } from './tombstone.ts';
import type { Channel, Seed, User } from './workspace.ts';

/** A message as the workspace keeps it. Never changed in place: an edit puts a new value in its stead. */
export interface StoredMessage {
  readonly channel: string;
  readonly ts: string;
  /** Root's ts, for a reply. */
  readonly threadTs: string | undefined;
  readonly user: string;
  readonly text: string;
  readonly blocks: readonly Json[];
  readonly attachments: readonly Json[];
  readonly metadata: Json | undefined;
  readonly files: readonly StoredFile[];
  /** The one person who can see it; undefined for an ordinary message. */
  readonly ephemeralTo: string | undefined;
  readonly edited: { readonly user: string; readonly ts: string } | undefined;
  readonly reactions: readonly { readonly name: string; readonly users: readonly string[] }[];
  /** Nothing is left of it but the place that its replies hang on. */
  readonly isDeleted: boolean;
  /** A reply that is shown in the channel as well. */
  readonly broadcast: boolean;
  /** Whom it would notify: user ids, group ids, `here`, `channel`, `everyone`. */
  readonly pings: readonly string[];
  /** Addresses that would be clickable. */
  readonly links: readonly string[];
}

/** What changed in a ledger. */
export type LedgerChange =
  | { readonly kind: 'message'; readonly message: StoredMessage }
  | { readonly kind: 'removed'; readonly message: StoredMessage };

/** All that was said, and who is where. */
export interface Ledger {
  readonly seed: Seed;
  /** Oldest first, ephemeral ones included. */
  messages(): readonly StoredMessage[];
  find(channel: string, ts: string): StoredMessage | undefined;
  /** A new message time, unique and growing, in Slack's form `1700000000.000100`. */
  nextTs(): string;
  /** An id that was not given out before, in Slack's alphabet, beginning with `letter`. */
  nextId(letter: string): string;
  add(message: StoredMessage): void;
  replace(message: StoredMessage): void;
  /** Takes a message away; one with replies leaves a placeholder. */
  remove(message: StoredMessage): void;
  /** Whether a message was there once and nothing is left of it. */
  isGone(channel: string, ts: string): boolean;
  user(id: string): User | undefined;
  channel(id: string): Channel | undefined;
  channels(): readonly Channel[];
  isMember(channel: string, user: string): boolean;
  join(channel: string, user: string): void;
  leave(channel: string, user: string): void;
  setArchived(channel: string, isArchived: boolean): void;
  /** The direct message between the bot and somebody, opened where there is none. */
  directWith(user: string): Channel;
  onChange(listener: (change: LedgerChange) => void): () => void;
}

/** An empty ledger over the people and channels of a seed. */
export function createLedger(seed: Seed, clock: Clock): Ledger {
  let messages: readonly StoredMessage[] = [];
  const channels = new Map(seed.channels.map((channel) => [channel.id, channel]));
  const gone = new Set<string>();
  const listeners = new Set<(change: LedgerChange) => void>();
  let lastMicros = 0;
  let lastId = 0;

  function tell(change: LedgerChange): void {
    for (const listener of listeners) listener(change);
  }

  function setMembers(id: string, change: (members: readonly string[]) => readonly string[]): void {
    const channel = channels.get(id);
    if (channel) channels.set(id, { ...channel, members: change(channel.members) });
  }

  function nextId(letter: string): string {
    lastId += 1;
    return `${letter}${lastId.toString(36).toUpperCase().padStart(8, '0')}`;
  }

  return {
    seed,
    messages: () => messages,
    find: (channel, ts) => messages.find((message) => message.channel === channel && message.ts === ts),
    nextTs() {
      lastMicros = Math.max(lastMicros + 100, clock.now().getTime() * 1000);
      const digits = String(lastMicros);
      return `${digits.slice(0, -6)}.${digits.slice(-6)}`;
    },
    nextId,
    add(message) {
      messages = [...messages, message];
      tell({ kind: 'message', message });
    },
    replace(message) {
      messages = messages.map((old) => (isSame(old, message) ? message : old));
      tell({ kind: 'message', message });
    },
    remove(message) {
      const { channel, ts } = message;
      if (messages.some((one) => one.channel === channel && one.threadTs === ts && !one.ephemeralTo)) {
        const tombstone = tombstoneOf(message);
        messages = messages.map((old) => (isSame(old, message) ? tombstone : old));
        return tell({ kind: 'message', message: tombstone });
      }
      messages = messages.filter((old) => !isSame(old, message));
      gone.add(`${channel} ${ts}`);
      tell({ kind: 'removed', message });
    },
    isGone: (channel, ts) => gone.has(`${channel} ${ts}`),
    user: (id) => seed.users.find((user) => user.id === id),
    channel: (id) => channels.get(id),
    channels: () => [...channels.values()],
    isMember: (channel, user) => channels.get(channel)?.members.includes(user) ?? false,
    join: (channel, user) => setMembers(channel, (members) => [...new Set([...members, user])]),
    leave: (channel, user) => setMembers(channel, (members) => members.filter((member) => member !== user)),
    setArchived(id, isArchived) {
      const channel = channels.get(id);
      if (channel) channels.set(id, { ...channel, isArchived });
    },
    directWith(user) {
      const known = [...channels.values()].find(
        (channel) => channel.kind === 'direct' && channel.members.includes(user),
      );
      if (known) return known;
      const name = seed.users.find((one) => one.id === user)?.name ?? user;
      const opened: Channel = { id: nextId('D'), name, kind: 'direct', members: [user, seed.app.botUser] };
      channels.set(opened.id, opened);
      return opened;
    },
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

function isSame(one: StoredMessage, other: StoredMessage): boolean {
  return one.channel === other.channel && one.ts === other.ts;
}
