import { isJson, type Json, textOf } from './json.ts';
import type { Seed } from './workspace.ts';

/** What a message would do to people beyond being shown. */
export interface Reach {
  readonly pings: readonly string[];
  readonly links: readonly string[];
}

const TOKEN = /<(?:@([UW][A-Z0-9]+)|!subteam\^([A-Z0-9]+)|!(here|channel|everyone))(?:\|[^>]*)?>/g;
const SPOKEN = /(?:^|[\s(])@(here|channel|everyone)\b/g;
const LINK_TOKEN = /<((?:https?|mailto|tel):[^|>]+)(?:\|[^>]*)?>/g;
const BARE_LINK =
  /(?<![<|\w])https?:\/\/[^\s<>|]+|(?<![\w@/.<|-])(?:[a-z0-9-]+\.)+(?:com|org|net|io|dev)\b/gi;

/**
 * Whom a message notifies and what it makes clickable, read from its text and blocks as Slack does:
 * mrkdwn tokens, words that `verbatim: false` turns into mentions and links, and rich text elements.
 * @see https://docs.slack.dev/messaging/formatting-message-text
 */
export function reachOf(message: {
  readonly text: string;
  readonly blocks: readonly Json[];
  readonly attachments: readonly Json[];
  /** Whether names and addresses in the top-level text are turned into mentions and links. */
  readonly loose: boolean;
}): Reach {
  const parts = [
    readText(message.text, message.loose),
    ...message.blocks.map(readBlock),
    ...message.attachments.map(readAttachment),
  ];
  return {
    pings: [...new Set(parts.flatMap((part) => part.pings))],
    links: [...new Set(parts.flatMap((part) => part.links))],
  };
}

function readBlock(value: unknown): Reach {
  if (Array.isArray(value)) return join(value.map(readBlock));
  if (!isJson(value)) return NOTHING;
  switch (value.type) {
    case 'mrkdwn':
      return readText(textOf(value, 'text'), value.verbatim !== true);
    case 'plain_text':
    case 'text':
    case 'raw_text':
      return NOTHING;
    case 'markdown':
      return readText(textOf(value, 'text'), true);
    case 'user':
      return { pings: [textOf(value, 'user_id')], links: [] };
    case 'usergroup':
      return { pings: [textOf(value, 'usergroup_id')], links: [] };
    case 'broadcast':
      return { pings: [textOf(value, 'range')], links: [] };
    case 'link':
      return { pings: [], links: [textOf(value, 'url')] };
    default:
      return join(Object.values(value).map(readBlock));
  }
}

/**
 * A mention in an attachment is shown as one and notifies nobody.
 * @see https://github.com/getsentry/sentry/issues/19271
 */
function readAttachment(attachment: Json): Reach {
  const words = ['text', 'pretext', 'title'].map((field) => readText(textOf(attachment, field), true));
  return { ...join([...words, readBlock(attachment.blocks)]), pings: [] };
}

const NOTHING: Reach = { pings: [], links: [] };

function join(parts: readonly Reach[]): Reach {
  return { pings: parts.flatMap((part) => part.pings), links: parts.flatMap((part) => part.links) };
}

function readText(text: string, loose: boolean): Reach {
  const spoken = loose ? [...text.matchAll(SPOKEN)].map((match) => match[1] ?? '') : [];
  const bare = loose ? (text.replace(LINK_TOKEN, '').match(BARE_LINK) ?? []) : [];
  return {
    pings: [...[...text.matchAll(TOKEN)].map((match) => match[1] ?? match[2] ?? match[3] ?? ''), ...spoken],
    links: [...[...text.matchAll(LINK_TOKEN)].map((match) => match[1] ?? ''), ...bare],
  };
}

/** What the composer makes of typed words before Slack hands them on: entities escaped, names and addresses as tokens. */
export function typedText(typed: string, seed: Seed, form: 'message' | 'command'): string {
  const escaped = typed.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
  // Tokens that were pasted as such (<@U…>, <#C…>) stay tokens, as they do when a client sends them.
  const tokens = escaped.replace(/&lt;((?:[@#]|!subteam\^)[A-Z0-9]+(?:\|[^&<>]*)?)&gt;/g, '<$1>');
  const linked = tokens.replace(/https?:\/\/[^\s<>]+/g, (url) => `<${url}>`);
  return nameTokens(linked, seed, form);
}

function nameTokens(text: string, seed: Seed, form: 'message' | 'command'): string {
  const labelled = (token: string, label: string) =>
    form === 'command' ? `<${token}|${label}>` : `<${token}>`;
  const people = seed.users.flatMap(({ id, name, realName }) => {
    const token = labelled(`@${id}`, name);
    return [
      { called: realName, token },
      { called: name, token },
    ];
  });
  const groups = seed.groups.map(({ id, handle }) => ({
    called: handle,
    token: labelled(`!subteam^${id}`, `@${handle}`),
  }));
  const withPeople = [...people, ...groups]
    .sort((one, other) => other.called.length - one.called.length)
    .reduce(
      (done, { called, token }) =>
        done.replace(new RegExp(`(?<![\\w<|])@${escapeRegExp(called)}(?![\\w-])`, 'gi'), token),
      text,
    );
  return seed.channels
    .filter((channel) => channel.kind !== 'direct')
    .reduce(
      (done, { id, name }) =>
        done.replace(new RegExp(`(?<![\\w<&])#${escapeRegExp(name)}(?![\\w-])`, 'gi'), `<#${id}|${name}>`),
      withPeople,
    );
}

function escapeRegExp(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
