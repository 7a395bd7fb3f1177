import { useEffect, useRef, useState } from 'react';
import { dayName, isSameDay, sentAt } from './blocks/dates.ts';
import { useDirectory } from './directory.tsx';
import { MessageView } from './message.tsx';
import type { Click, PageMessage } from './protocol.ts';

/** Messages of one person within this time stand together under one name. */
const TOGETHER_MS = 5 * 60_000;
/** This near to the end, in pixels, the reader counts as reading the newest. */
const NEAR_END_PX = 60;

/** Messages, oldest first. Follows the newest unless the reader has scrolled up. */
export function MessageList(props: {
  readonly label: string;
  /** What to do where nothing was said yet. */
  readonly hint?: string;
  readonly messages: readonly PageMessage[];
  /** Replies by the ts of their root. */
  readonly threads?: ReadonlyMap<string, readonly PageMessage[]>;
  /** What stands between the first message and the others. */
  readonly underFirst?: string;
  readonly onClick: (click: Click) => void;
  readonly onThread?: (ts: string) => void;
}) {
  const { messages, threads, onThread } = props;
  const { now } = useDirectory();
  const list = useRef<HTMLDivElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const following = useRef(true);
  const last = useRef({ top: 0, height: 0 });
  const [behind, setBehind] = useState(false);

  // Not only a message moves the end: so do a picture, an unfolded file, a narrower window.
  useEffect(() => {
    const watcher = new ResizeObserver(() => {
      if (!list.current) return;
      last.current.height = list.current.scrollHeight;
      if (following.current) list.current.scrollTo({ top: list.current.scrollHeight });
    });
    for (const box of [list.current, content.current]) if (box) watcher.observe(box);
    return () => watcher.disconnect();
  }, []);

  const count = messages.length;
  const known = useRef(count);
  useEffect(() => {
    if (count > known.current && !following.current) setBehind(true);
    known.current = count;
  }, [count]);

  function toEnd(): void {
    list.current?.scrollTo({ top: list.current.scrollHeight });
  }

  function onScroll(): void {
    const box = list.current;
    if (!box) return;
    const isNearEnd = box.scrollHeight - box.scrollTop - box.clientHeight < NEAR_END_PX;
    // What grows or shrinks leaves the reader far from the end, too; only who goes up by hand wants to stay there.
    const wentUp = box.scrollTop < last.current.top && box.scrollHeight === last.current.height;
    last.current.top = box.scrollTop;
    if (isNearEnd) following.current = true;
    else if (wentUp) following.current = false;
    if (isNearEnd) setBehind(false);
  }

  return (
    <div className="list-frame">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable with the keyboard */}
      <div ref={list} className="list" role="log" aria-label={props.label} tabIndex={0} onScroll={onScroll}>
        <div ref={content} className="list-end">
          {props.hint !== undefined && count === 0 && <p className="empty">{props.hint}</p>}
          {messages.map((message, index) => {
            const before = messages[index - 1];
            const replies = threads?.get(message.ts);
            const newDay = !before || !isSameDay(sentAt(before.ts), sentAt(message.ts));
            return (
              <div key={message.ts}>
                {newDay && (
                  <div className="day">
                    <span>{dayName(sentAt(message.ts), now())}</span>
                  </div>
                )}
                <MessageView
                  message={message}
                  compact={!newDay && standTogether(before, message)}
                  onClick={props.onClick}
                  {...(replies && { replies })}
                  {...(onThread && { onThread })}
                />
                {index === 0 && props.underFirst !== undefined && (
                  <div className="reply-count">{props.underFirst}</div>
                )}
              </div>
            );
          })}
        </div>
      </div>
      {behind && (
        <button type="button" className="newest" onClick={toEnd}>
          New messages ↓
        </button>
      )}
    </div>
  );
}

function standTogether(before: PageMessage, message: PageMessage): boolean {
  const apart = sentAt(message.ts).getTime() - sentAt(before.ts).getTime();
  return before.user === message.user && before.ephemeral === message.ephemeral && apart < TOGETHER_MS;
}
