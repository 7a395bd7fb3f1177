import type { Arguments } from '../arguments.ts';
import type { LocalSlack } from '../context.ts';
import type { Json } from '../json.ts';
import { Refusal } from '../refusal.ts';
import type { Channel, User } from '../workspace.ts';

/** One Web API method. `run` returns the fields beside `ok: true`, or throws a Refusal. */
export interface Method {
  /** Which token it takes; the bot's unless told. */
  readonly token?: 'app' | 'any';
  /** One of these scopes is needed; none for methods open to every token. */
  readonly scopes?: readonly string[];
  run(call: MethodCall): Json | Promise<Json>;
}

export interface MethodCall {
  readonly args: Arguments;
  readonly slack: LocalSlack;
}

/** The methods of one family by name. */
export type Methods = Readonly<Record<string, Method>>;

/** Refuses with `missing_scope` unless the bot token has one of these. */
export function needScope(slack: LocalSlack, ...scopes: readonly string[]): void {
  const provided = slack.scopes();
  if (scopes.some((scope) => provided.includes(scope))) return;
  throw new Refusal('missing_scope', { needed: scopes.join(','), provided: provided.join(',') });
}

/** `channels:read` for a channel, `groups:read` for a private one, `im:read` for a direct message. */
export function needChannelScope(slack: LocalSlack, channel: Channel, verb: 'read' | 'history'): void {
  const family = { public: 'channels', private: 'groups', direct: 'im' }[channel.kind];
  needScope(slack, `${family}:${verb}`);
}

/** The channel the bot may know of; a private one it is not in does not exist for it. */
export function channelOf(slack: LocalSlack, id: string): Channel {
  const channel = slack.ledger.channel(id);
  const hidden = channel && channel.kind !== 'public' && !isBotIn(slack, channel);
  if (!channel || hidden) throw new Refusal('channel_not_found');
  return channel;
}

/** A channel named as chat.postMessage allows: by id, by name, or a person's id for the direct message. */
export function channelToPost(slack: LocalSlack, given: string): Channel {
  const name = given.replace(/^#/, '').toLowerCase();
  const named = slack.ledger.channels().find((channel) => channel.kind !== 'direct' && channel.name === name);
  const user = slack.ledger.user(given);
  if (user && !user.isDeleted) return slack.ledger.directWith(user.id);
  const channel = channelOf(slack, named?.id ?? given);
  if (channel.isArchived) throw new Refusal('is_archived');
  return channel;
}

export function isBotIn(slack: LocalSlack, channel: Channel): boolean {
  return channel.members.includes(slack.seed.app.botUser);
}

/** The person; refused as `user_not_found`. */
export function userOf(slack: LocalSlack, id: string): User {
  const user = slack.ledger.user(id);
  if (!user) throw new Refusal('user_not_found');
  return user;
}

/** One page of a list, and the cursor of the next in Slack's form ('' for none). */
export function pageOf<T>(
  all: readonly T[],
  call: MethodCall,
  fallback = 100,
): { page: readonly T[]; next: string } {
  const { args } = call;
  const cursor = args.text('cursor');
  const start =
    cursor === undefined
      ? 0
      : Number(
          Buffer.from(cursor, 'base64')
            .toString()
            .replace(/^next:/, ''),
        );
  if (!Number.isInteger(start)) throw new Refusal('invalid_cursor');
  const end = start + args.count('limit', fallback, 1000);
  return {
    page: all.slice(start, end),
    next: end < all.length ? Buffer.from(`next:${end}`).toString('base64') : '',
  };
}
