import { Avatar } from './avatar.tsx';
import { userName } from './directory.tsx';
import type { PageChannel, Workspace } from './protocol.ts';
import type { Scene } from './scene.ts';

/** What the middle of the page shows. */
export type Open = { readonly kind: 'channel'; readonly id: string } | { readonly kind: 'home' };

/** The left edge: the workspace, its channels, the direct message with the bot, and the bot's Home tab. */
export function Rail(props: {
  readonly scene: Scene;
  readonly open: Open;
  readonly onOpen: (open: Open) => void;
}) {
  const { scene, open, onOpen } = props;
  const { workspace, unread } = scene;
  const entry = (channel: PageChannel) => (
    <Entry
      key={channel.id}
      name={channel.name}
      mark={channel.kind === 'channel' ? '#' : '@'}
      current={open.kind === 'channel' && open.id === channel.id}
      unread={unread[channel.id] ?? 0}
      onOpen={() => onOpen({ kind: 'channel', id: channel.id })}
    />
  );
  return (
    <nav className="rail" aria-label="Workspace">
      <div className="rail-team">{workspace.team.name}</div>
      <h2>Channels</h2>
      {workspace.channels.filter((channel) => channel.kind === 'channel').map(entry)}
      <h2>Direct messages</h2>
      {workspace.channels.filter((channel) => channel.kind === 'direct').map(entry)}
      <h2>Apps</h2>
      <Entry
        name="App Home"
        mark="⌂"
        current={open.kind === 'home'}
        unread={0}
        onOpen={() => onOpen({ kind: 'home' })}
      />
      <Me workspace={workspace} />
    </nav>
  );
}

function Entry(props: {
  readonly name: string;
  readonly mark: string;
  readonly current: boolean;
  readonly unread: number;
  readonly onOpen: () => void;
}) {
  const { unread } = props;
  return (
    <button
      type="button"
      className={unread > 0 ? 'entry unread' : 'entry'}
      aria-current={props.current ? 'page' : undefined}
      onClick={props.onOpen}
    >
      <span className="entry-mark" aria-hidden="true">
        {props.mark}
      </span>
      <span className="entry-name">{props.name}</span>
      {unread > 0 && (
        <span className="entry-count">
          {unread}
          <span className="unseen"> unread</span>
        </span>
      )}
    </button>
  );
}

function Me({ workspace }: { readonly workspace: Workspace }) {
  const name = userName({ ...workspace, now: () => new Date(0) }, workspace.me);
  return (
    <div className="rail-me">
      <Avatar id={workspace.me} name={name} isApp={false} small />
      <span>You are {name}</span>
    </div>
  );
}
