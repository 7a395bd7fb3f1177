import type { UpstreamKind } from '../errors.ts';
import { capital, clean, counted } from '../text.ts';
import { type Message, section } from './message.ts';
import { DRAWN, SPOKEN, type Speech } from './speech.ts';

/** A channel that takes no posts, and what waits for it. */
export interface Undeliverable {
  readonly channel: { readonly id: string; readonly name: string | undefined };
  readonly kind: UpstreamKind;
  /** Slack's refusal, as it reads in the error: "could not post to C1: the channel is archived". */
  readonly why: string;
  /** The scope that is missing, where that is the reason. */
  readonly permission: string | undefined;
  readonly sinceAt: Date;
  readonly waiting: number;
}

/** To whoever watches there, once and directly: that nothing arrives, why, and what to do. */
export function undeliverableMessage(refused: Undeliverable): Message {
  return {
    text: clean(linesOf(refused, SPOKEN).join('\n')),
    blocks: [section(linesOf(refused, DRAWN).join('\n'))],
  };
}

function linesOf(refused: Undeliverable, speech: Speech): readonly string[] {
  const { channel, why, sinceAt, waiting } = refused;
  const named = channel.name === undefined ? channel.id : `#${channel.name.replace(/^#/, '')}`;
  return [
    `🔴 I cannot post to ${speech.name(named)}, so since ${speech.dayMinute(sinceAt)} nobody hears of what you watch there`,
    `${counted(waiting, 'message waits', 'messages wait')} there. Why: ${speech.words(why)}`,
    `${capital(remedyWords(refused))}. I try again every 5 min and then post how things stand`,
  ];
}

/** What the reader can do about it. */
function remedyWords({ kind, permission }: Undeliverable): string {
  if (permission)
    return `ask whoever runs me to give the app the scope ${permission} and to install it again`;
  if (kind === 'denied') return 'open that channel and type /invite @Snail Trail';
  if (kind === 'not-found')
    return 'if the channel is private, open it and type /invite @Snail Trail; if it is deleted, open another and type /snail watch <service>';
  return 'unarchive the channel, or open another and type /snail watch <service>';
}
