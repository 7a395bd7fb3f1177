import { memo, useMemo } from 'react';
import { Avatar } from './avatar.tsx';
import { Blocks } from './blocks/blocks.tsx';
import { clockTime, formatDate, sentAt } from './blocks/dates.ts';
import { Mrkdwn } from './blocks/drawn.tsx';
import { SurfaceProvider } from './blocks/surface.tsx';
import { replyCount } from './conversation.ts';
import { useDirectory, userName } from './directory.tsx';
import { FileSnippet } from './file-snippet.tsx';
import { MessageTools } from './message-tools.tsx';
import type { Click, PageMessage } from './protocol.ts';
import { SLACKBOT } from './scene.ts';

/**
 * One message. A compact one follows another of the same person and leaves out who speaks. Drawn anew only when
 * what it shows has changed: a thread can hold thousands of lines while one is written each second.
 */
export const MessageView = memo(function MessageView(props: {
  readonly message: PageMessage;
  readonly compact: boolean;
  readonly replies?: readonly PageMessage[];
  readonly onClick: (click: Click) => void;
  readonly onThread?: (ts: string) => void;
}) {
  const { message, compact, replies = [], onThread } = props;
  const { channel, ts, threadTs = ts } = message;
  const directory = useDirectory();
  const place = useMemo(() => ({ channel, ts }), [channel, ts]);
  const name = userName(directory, message.user);
  const at = sentAt(ts);
  const isApp =
    message.user === SLACKBOT || directory.users.some((user) => user.id === message.user && user.isBot);
  const look = ['message', compact && 'compact', message.ephemeral && 'ephemeral'].filter(Boolean).join(' ');
  return (
    <article className={look} data-ts={ts} aria-label={`${name}, ${clockTime(at)}`}>
      <div className="message-side">
        {compact ? (
          <time className="message-hour">{clockTime(at).replace(/\s?[AP]M$/i, '')}</time>
        ) : (
          <Avatar id={message.user} name={name} isApp={isApp} />
        )}
      </div>
      <div className="message-main">
        {message.ephemeral && !compact && <div className="only-you">◉ Only visible to you</div>}
        {!compact && (
          <div className="message-head">
            <b>{name}</b>
            {isApp && <span className="badge">APP</span>}
            <time
              dateTime={at.toISOString()}
              title={formatDate(at, '{date_long} {time_secs}', directory.now())}
            >
              {clockTime(at)}
            </time>
          </div>
        )}
        {message.broadcast && onThread && (
          <button type="button" className="replied" onClick={() => onThread(threadTs)}>
            replied to a thread
          </button>
        )}
        <SurfaceProvider place={place} onClick={props.onClick}>
          <Body message={message} />
        </SurfaceProvider>
        {message.edited && <span className="edited">(edited)</span>}
        {message.files.map((file) => (
          <FileSnippet key={file.id} file={file} />
        ))}
        {replies.length > 0 && <ThreadLink replies={replies} onOpen={() => onThread?.(ts)} />}
      </div>
      {!message.ephemeral && (
        <MessageTools channel={channel} ts={ts} onThread={onThread && (() => onThread(threadTs))} />
      )}
    </article>
  );
});

function Body({ message }: { readonly message: PageMessage }) {
  return (
    <>
      {message.blocks.length > 0 ? (
        <Blocks blocks={message.blocks} />
      ) : (
        message.text !== '' && <Mrkdwn text={message.text} />
      )}
      {message.attachments.map((attachment, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: attachments have no other identity than their place
        <div key={index} className="attachment">
          <ColorBar color={attachment.color} />
          <div>
            {attachment.text !== undefined && <Mrkdwn text={attachment.text} />}
            {attachment.blocks && <Blocks blocks={attachment.blocks} />}
          </div>
        </div>
      ))}
    </>
  );
}

const NAMED_COLORS: Readonly<Record<string, string>> = {
  good: '#2eab5e',
  warning: '#daa038',
  danger: '#d2384d',
};

function ColorBar({ color = '#dddddd' }: { readonly color: string | undefined }) {
  const known = NAMED_COLORS[color] ?? (color.startsWith('#') ? color : `#${color}`);
  return <span className="attachment-bar" aria-hidden="true" style={{ backgroundColor: known }} />;
}

function ThreadLink(props: { readonly replies: readonly PageMessage[]; readonly onOpen: () => void }) {
  const directory = useDirectory();
  const users = [...new Set(props.replies.map((reply) => reply.user))];
  const last = props.replies.at(-1);
  return (
    <button type="button" className="thread-link" onClick={props.onOpen}>
      {users.slice(0, 5).map((user) => (
        <Avatar
          key={user}
          id={user}
          name={userName(directory, user)}
          isApp={directory.users.some((other) => other.id === user && other.isBot)}
          small
        />
      ))}
      <b>{replyCount(props.replies)}</b>
      {last && (
        <span>
          Last reply {formatDate(sentAt(last.ts), '{date_short_pretty} at {time}', directory.now())}
        </span>
      )}
    </button>
  );
}
