import { useCallback, useMemo } from 'react';
import { Composer } from './composer.tsx';
import { channelTitle, isInChannel, threadsOf } from './conversation.ts';
import { MessageList } from './message-list.tsx';
import type { Click, PageChannel, Say, Workspace } from './protocol.ts';

/** A channel or a direct message: header, messages, composer. */
export function ChannelView(props: {
  readonly channel: PageChannel;
  readonly workspace: Workspace;
  readonly onClick: (click: Click) => void;
  readonly onSay: (say: Say) => Promise<boolean>;
  readonly onThread: (channel: string, ts: string) => void;
}) {
  const { channel, workspace, onSay, onThread } = props;
  const { messages } = workspace;
  const here = useMemo(
    () => messages.filter((message) => message.channel === channel.id),
    [messages, channel.id],
  );
  const threads = useMemo(() => threadsOf(here), [here]);
  const openThread = useCallback((ts: string) => onThread(channel.id, ts), [onThread, channel.id]);
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
        messages={here.filter(isInChannel)}
        threads={threads}
        onClick={props.onClick}
        onThread={openThread}
      />
      <Composer
        key={`write-${channel.id}`}
        label={`Message ${title}`}
        workspace={workspace}
        onSend={(sent) => onSay({ channel: channel.id, ...sent })}
      />
    </main>
  );
}
