import { Composer } from './composer.tsx';
import { channelTitle, repliesTo } from './conversation.ts';
import { MessageList } from './message-list.tsx';
import type { Click, PageChannel, Say, Workspace } from './protocol.ts';

/** A thread beside its channel: the root, its replies, and a composer of its own. */
export function ThreadView(props: {
  readonly channel: PageChannel;
  readonly root: string;
  readonly workspace: Workspace;
  readonly onClick: (click: Click) => void;
  readonly onSay: (say: Say) => Promise<boolean>;
  readonly onClose: () => void;
}) {
