import { createContext, useContext } from 'react';
import { Menu } from './blocks/menu.tsx';
import type { Shortcut, Workspace } from './protocol.ts';
import { Sign } from './signs.tsx';

/** The app's shortcuts on messages, and how one is used. */
export interface Shortcuts {
  readonly offered: Workspace['shortcuts'];
  use(shortcut: Shortcut): void;
}

const Context = createContext<Shortcuts>({ offered: [], use: () => {} });

/** Offers the shortcuts on every message inside. */
export const ShortcutsProvider = Context.Provider;

/** What can be done with a message, shown while one points at it. */
export function MessageTools(props: {
  readonly channel: string;
  readonly ts: string;
  readonly onThread: (() => void) | undefined;
}) {
  const { channel, ts, onThread } = props;
  const { offered, use } = useContext(Context);
  if (!onThread && offered.length === 0) return null;
  return (
    <div className="message-tools">
      {onThread && (
        <button type="button" aria-label="Reply in thread" title="Reply in thread" onClick={onThread}>
          <Sign name="bubble" />
        </button>
      )}
      {offered.length > 0 && (
        <Menu
          label="More message actions"
          items={offered.map(({ callbackId, name }) => ({ key: callbackId, label: name }))}
          onChoose={(callbackId) => use({ channel, ts, callbackId })}
        />
      )}
    </div>
  );
}
