import type { StoredMessage } from '../../src/demo/slack/ledger.ts';
import type { SlackServer } from '../../src/demo/slack-server.ts';
import type { DrillClock } from './drill-clock.ts';

/** Something that the bot showed to people. */
export interface Seen {
  readonly at: Date;
  /** Name of the channel; `direct` for what is between the bot and one person. */
  readonly channel: string;
  readonly says: 'root' | 'reply' | 'edit-state';
  /** `ts` of the root that it is or belongs to. */
  readonly root: string;
  /** All that can be read, in small letters. */
  readonly words: string;
  readonly calls: readonly string[];
}

/** Writes down, in order, what the bot shows; edits only where the root shows another state. */
export function watchPeople(slack: SlackServer, clock: DrillClock): readonly Seen[] {
  const seen: Seen[] = [];
  const states = new Map<string, string>();
  slack.ledger.onChange(({ kind, message }) => {
    if (kind === 'removed' || message.user !== slack.seed.app.botUser) return;
    const { channel, ts, threadTs } = message;
    const id = `${channel}/${ts}`;
    const before = states.get(id);
    const state = stateOf(message);
    states.set(id, state);
    if (before !== undefined && (before === state || threadTs !== undefined)) return;
    const isReply = threadTs !== undefined && threadTs !== ts;
    seen.push({
      at: clock.now(),
      channel: nameOf(slack, channel),
      says: before !== undefined ? 'edit-state' : isReply ? 'reply' : 'root',
      root: threadTs ?? ts,
      words: JSON.stringify([message.text, message.blocks, message.attachments]).toLowerCase(),
      calls: message.pings,
    });
  });
  return seen;
}

/** The colour stands for the state; two states of one colour differ in what can be clicked. */
function stateOf({ attachments, blocks }: StoredMessage): string {
  const shown = JSON.stringify([attachments, blocks]);
  const colors = [...shown.matchAll(/"color":"(#?\w+)"/g)].map(([, color]) => color);
  const buttons = [...shown.matchAll(/"action_id":"([\w-]+)/g)].map(([, action]) => action);
  return [...colors, ...buttons.sort()].join(' ');
}

function nameOf(slack: SlackServer, id: string): string {
  const channel = slack.ledger.channel(id);
  return channel?.kind === 'direct' ? 'direct' : (channel?.name ?? id);
}
