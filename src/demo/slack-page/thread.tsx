import { Composer } from './composer.tsx';
import { channelTitle, replyCount, threadsOf } from './conversation.ts';
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
  const { channel, root, workspace } = props;
  const here = workspace.messages.filter((message) => message.channel === channel.id);
  const rootMessage = here.find((message) => message.ts === root);
  const replies = threadsOf(here).get(root) ?? [];
  return (
    <aside className="pane thread" aria-label="Thread">
      <header className="pane-head">
        <h2>Thread</h2>
        <span className="pane-note">{channelTitle(channel)}</span>
        <button type="button" className="icon-button" aria-label="Close thread" onClick={props.onClose}>
          ✕
        </button>
      </header>
      <MessageList
        key={root}
        label="Messages in the thread"
        messages={[...(rootMessage ? [rootMessage] : []), ...replies]}
        {...(rootMessage && replies.length > 0 && { underFirst: replyCount(replies) })}
        onClick={props.onClick}
      />
      <Composer
        key={`write-${root}`}
        label="Reply in the thread"
        workspace={workspace}
        onSend={(sent) => props.onSay({ channel: channel.id, threadTs: root, ...sent })}
      />
    </aside>
  );
}
