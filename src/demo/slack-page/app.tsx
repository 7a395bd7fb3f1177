import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { Clock } from '../../clock.ts';
import type { Api } from './api.ts';
import { ChannelView } from './channel.tsx';
import { type Directory, DirectoryProvider, userName } from './directory.tsx';
import { UploadProvider, useNoStrayDrops } from './files.tsx';
import { HomeView } from './home.tsx';
import { ShortcutsProvider } from './message-tools.tsx';
import { Modals } from './modal.tsx';
import type { Click, Say, Shortcut } from './protocol.ts';
import { type Open, Rail } from './rail.tsx';
import { applyChange, readChannel, type Scene, sceneOf } from './scene.ts';
import { ThreadView } from './thread.tsx';

/** The whole page. */
export function App({ api, clock }: { readonly api: Api; readonly clock: Clock }) {
  const [open, setOpen] = useState<Open>();
  const [thread, setThread] = useState<{ readonly channel: string; readonly ts: string }>();
  const [trouble, setTrouble] = useState<string>();
  // While the Home tab is open, no channel is being read.
  const openId = open?.kind === 'home' ? '' : open?.id;
  const { scene, setScene, connected } = useScene(api, clock, openId);
  const directory = useNames(scene, clock);
  useNoStrayDrops();
  const offered = scene?.workspace.shortcuts;
  const attempt = useCallback((done: Promise<unknown>): Promise<boolean> => {
    setTrouble(undefined);
    return done.then(
      () => true,
      (error: unknown) => {
        setTrouble(error instanceof Error ? error.message : String(error));
        return false;
      },
    );
  }, []);
  const onClick = useCallback((click: Click) => void attempt(api.click(click)), [api, attempt]);
  const openThread = useCallback((channel: string, ts: string) => setThread({ channel, ts }), []);
  const onSay = (say: Say) => attempt(api.say(say));
  const shortcuts = useMemo(
    () => ({
      offered: offered ?? [],
      use: (shortcut: Shortcut) => void attempt(api.shortcut(shortcut)),
    }),
    [offered, api, attempt],
  );
  const upload = useCallback(
    async (file: File) => {
      const uploaded = api.upload(file);
      return (await attempt(uploaded)) ? uploaded : undefined;
    },
    [api, attempt],
  );
  if (!scene || !directory) return <p className="waiting">Connecting to the local Slack…</p>;

  const { workspace } = scene;
  const shown: Open = open ?? { kind: 'channel', id: workspace.channels[0]?.id ?? '' };
  const channel = workspace.channels.find((other) => shown.kind === 'channel' && other.id === shown.id);
  const threadChannel = workspace.channels.find((other) => other.id === thread?.channel);

  function show(next: Open): void {
    setOpen(next);
    setThread(undefined);
    if (next.kind === 'home') void attempt(api.openHome());
    else setScene((before) => before && readChannel(before, next.id));
  }

  return (
    <DirectoryProvider value={directory}>
      <ShortcutsProvider value={shortcuts}>
        <UploadProvider value={upload}>
          <div className={thread ? 'page with-thread' : 'page'}>
            <Rail scene={scene} open={shown} onOpen={show} />
            {channel && (
              <ChannelView
                channel={channel}
                workspace={workspace}
                onClick={onClick}
                onSay={onSay}
                onThread={openThread}
              />
            )}
            {shown.kind === 'home' && (
              <HomeView view={workspace.home} bot={userName(directory, workspace.bot)} onClick={onClick} />
            )}
            {thread && threadChannel && (
              <ThreadView
                channel={threadChannel}
                root={thread.ts}
                workspace={workspace}
                onClick={onClick}
                onSay={onSay}
                onClose={() => setThread(undefined)}
              />
            )}
          </div>
          <Modals
            views={scene.modals}
            errors={scene.errors}
            onClick={onClick}
            onSubmit={(submit) => void attempt(api.submit(submit))}
            onClose={(submit) => void attempt(api.close(submit))}
          />
          {!connected && (
            <div className="toast" role="status">
              The line to the local Slack is down. Reconnecting…
            </div>
          )}
          {trouble && (
            <div className="toast toast-wrong" role="alert">
              {trouble}
            </div>
          )}
        </UploadProvider>
      </ShortcutsProvider>
    </DirectoryProvider>
  );
}

/** The names stay the same value while only messages come, so that what is drawn with them is not drawn anew. */
function useNames(scene: Scene | undefined, clock: Clock): Directory | undefined {
  const { users, groups, channels, me } = scene?.workspace ?? {};
  return useMemo(
    () =>
      users && groups && channels && me !== undefined
        ? { users, groups, channels, me, now: clock.now }
        : undefined,
    [users, groups, channels, me, clock],
  );
}

/** The scene as the local Slack tells it, from the first answer on. */
function useScene(api: Api, clock: Clock, open: string | undefined) {
  const [scene, setScene] = useState<Scene>();
  const [connected, setConnected] = useState(true);
  const openNow = useRef(open);
  openNow.current = open;
  useEffect(() => {
    const openIn = (known: Scene) => openNow.current ?? known.workspace.channels[0]?.id;
    return api.listen({
      loaded: (workspace) => {
        setConnected(true);
        setScene((before) => sceneOf(workspace, before));
      },
      changed: (change) =>
        setScene((before) => before && applyChange(before, change, openIn(before), clock.now())),
      lost: () => setConnected(false),
    });
  }, [api, clock]);
  return { scene, setScene, connected };
}
