import type { Change, PageMessage, PageView, Workspace } from './protocol.ts';

/** Everything the page shows: what the local Slack told, and what it said only to this page. */
export interface Scene {
  readonly workspace: Workspace;
  /** Open modals, the top one last. */
  readonly modals: readonly PageView[];
  /** Why the top modal was not taken, by block id. */
  readonly errors: Readonly<Record<string, string>>;
  /** How many messages came into each channel while another one was open. */
  readonly unread: Readonly<Record<string, number>>;
}

/** Who speaks when Slack itself has something to say. */
export const SLACKBOT = 'USLACKBOT';

/** The scene for a workspace just fetched; what Slack itself said before stays readable. */
export function sceneOf(workspace: Workspace, before?: Scene): Scene {
  const said = before?.workspace.messages.filter((message) => message.user === SLACKBOT) ?? [];
  const kept = said.filter((notice) => !workspace.messages.some((message) => isSame(message, notice)));
  const messages = [...workspace.messages, ...kept].sort((a, b) => Number(a.ts) - Number(b.ts));
  return {
    workspace: { ...workspace, messages },
    // Those still open are told again on every new connection.
    modals: [],
    errors: {},
    unread: before?.unread ?? {},
  };
}

/** The scene after a change. `open` is the channel the person is looking at. */
export function applyChange(scene: Scene, change: Change, open: string | undefined, now: Date): Scene {
  const { workspace } = scene;
  switch (change.kind) {
    case 'message':
      return withMessage(scene, change.message, open);
    case 'removed':
      return {
        ...scene,
        workspace: {
          ...workspace,
          messages: workspace.messages.filter((message) => !isSame(message, change)),
        },
      };
    case 'notice':
      return withMessage(
        scene,
        noticeMessage({ ...change, channel: whereShown(scene, change.channel, open) }, now),
        open,
      );
    case 'home':
      return { ...scene, workspace: { ...workspace, home: change.view } };
    case 'modals':
      return { ...scene, modals: change.views, errors: {} };
    case 'modal-errors':
      return { ...scene, errors: change.errors };
  }
}

/** The channel counts as read. */
export function readChannel(scene: Scene, channel: string): Scene {
  return { ...scene, unread: { ...scene.unread, [channel]: 0 } };
}

function withMessage(scene: Scene, message: PageMessage, open: string | undefined): Scene {
  const { workspace, unread } = scene;
  const known = workspace.messages.some((other) => isSame(other, message));
  const messages = known
    ? workspace.messages.map((other) => (isSame(other, message) ? message : other))
    : [...workspace.messages, message];
  const news = !known && message.channel !== open && message.user !== workspace.me;
  return {
    ...scene,
    workspace: { ...workspace, messages },
    unread: news ? { ...unread, [message.channel]: (unread[message.channel] ?? 0) + 1 } : unread,
  };
}

/** What belongs to no channel, as the answer to a modal opened from Home, is shown where the person looks. */
function whereShown({ workspace }: Scene, channel: string, open: string | undefined): string {
  const ids = workspace.channels.map(({ id }) => id);
  return [channel, open].find((id) => id !== undefined && ids.includes(id)) ?? ids[0] ?? channel;
}

function noticeMessage(
  { channel, text, threadTs }: { channel: string; text: string; threadTs?: string },
  now: Date,
): PageMessage {
  return {
    channel,
    ts: (now.getTime() / 1000).toFixed(6),
    threadTs,
    user: SLACKBOT,
    text,
    blocks: [],
    broadcast: false,
    ephemeral: true,
    edited: false,
    files: [],
    attachments: [],
  };
}

function isSame(a: { channel: string; ts: string }, b: { channel: string; ts: string }): boolean {
  return a.channel === b.channel && a.ts === b.ts;
}
