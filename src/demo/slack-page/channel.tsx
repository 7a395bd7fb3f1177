import { Composer } from './composer.tsx';
import { channelTitle, isRoot, repliesTo } from './conversation.ts';
import { MessageList } from './message-list.tsx';
import type { Click, PageChannel, Say, Workspace } from './protocol.ts';

/** A channel or a direct message: header, messages, composer. */
export function ChannelView(props: {
  readonly channel: PageChannel;
  readonly workspace: Workspace;
  readonly onClick: (click: Click) => void;
  readonly onSay: (say: Say) => Promise<boolean>;
  readonly onThread: (ts: string) => void;
}) {
  const { channel, workspace, onSay } = props;
  const here = workspace.messages.filter((message) => message.channel === channel.id);
  const title = channelTitle(channel);
  return (
    <main className="pane">
      <header className="pane-head">
        <h1>{title}</h1>
        {channel.kind === 'direct' && <span className="pane-note">App</span>}
      </header>
      <MessageList
        key={channel.id}
        label={`Messages in ${title}`}
        hint={`Nothing here yet. Type ${workspace.commands[0]?.command ?? '/snail'} status`}
        messages={here.filter(isRoot)}
        repliesTo={(ts) => repliesTo(here, ts)}
        onClick={props.onClick}
        onThread={props.onThread}
      />
      <Composer
        key={`write-${channel.id}`}
        label={`Message ${title}`}
        workspace={workspace}
        onSend={(text) => onSay({ channel: channel.id, text })}
      />
    </main>
  );
}
