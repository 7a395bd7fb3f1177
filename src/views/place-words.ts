import { type Button, button } from './message.ts';

/** Where somebody reads an answer, as far as its words differ by that. */
export interface Where {
  readonly kind: 'channel' | 'direct' | 'terminal';
  /** Set inside a thread. */
  readonly thread: string | undefined;
}

/** "this channel", or what else a person would call it. */
export function here({ kind }: Pick<Where, 'kind'>): string {
  return kind === 'channel' ? 'this channel' : 'this conversation';
}

/** What commands begin with: `/snail status` in Slack, `snail status` in a terminal. */
export function commandWord({ kind }: Pick<Where, 'kind'>): string {
  return kind === 'terminal' ? 'snail' : '/snail';
}

/** Words of ours that name commands, as they are typed in a terminal. */
export function inTerminal(text: string): string {
  return text.replaceAll('/snail', 'snail');
}

/** *Share*, where there is anybody to share with: a direct message has no one else. */
export function shareButtons({ kind, thread }: Where, value: string): readonly Button[] {
  if (kind !== 'channel') return [];
  return [button('share-status', thread === undefined ? 'Share to channel' : 'Share to thread', value)];
}
