/** What the local Slack tells its page. `GET /page/state` answers a Workspace; `GET /page/events` is an SSE stream of Change. */
export interface Workspace {
  readonly team: { readonly id: string; readonly name: string };
  readonly users: readonly { readonly id: string; readonly name: string; readonly isBot: boolean }[];
  readonly groups: readonly { readonly id: string; readonly handle: string; readonly name: string }[];
  /** The person the page is opened as. */
  readonly me: string;
  /** User id of the bot; direct messages with it have their own channel. */
  readonly bot: string;
  readonly channels: readonly PageChannel[];
  /** All messages the person may see, oldest first, ephemeral ones included. */
  readonly messages: readonly PageMessage[];
  readonly home: PageView | undefined;
  readonly commands: readonly {
    readonly command: string;
    readonly description: string;
    readonly usageHint: string;
  }[];
  /** What can be done with a message, by its menu. */
  readonly shortcuts: readonly {
    readonly callbackId: string;
    readonly name: string;
    readonly description: string;
  }[];
}

export interface PageChannel {
  readonly id: string;
  readonly name: string;
  readonly kind: 'channel' | 'direct';
}

export interface PageMessage {
  readonly channel: string;
  readonly ts: string;
  /** Root's ts, for a reply. */
  readonly threadTs: string | undefined;
  /** A reply that is shown in the channel as well. */
  readonly broadcast: boolean;
  readonly user: string;
  readonly text: string;
  readonly blocks: readonly unknown[];
  /** Only the person can see it. */
  readonly ephemeral: boolean;
  readonly edited: boolean;
  readonly files: readonly PageFile[];
  /** Colour bars of legacy attachments. */
  readonly attachments: readonly {
    readonly color?: string;
    readonly blocks?: readonly unknown[];
    readonly text?: string;
  }[];
}

/** A file shared with a message; all of it is at `/page/files/<id>`. */
export interface PageFile {
  readonly id: string;
  readonly name: string;
  /** Of the whole file, in bytes. */
  readonly size: number;
  /** How many lines the whole file has. */
  readonly lines: number;
  /** Of a text the beginning, or all of it where it is short; empty for what is no text. */
  readonly content: string;
}

/** A modal or the Home tab. */
export interface PageView {
  readonly id: string;
  readonly type: 'modal' | 'home';
  readonly callbackId: string;
  readonly title: string;
  readonly submit: string | undefined;
  readonly close: string | undefined;
  readonly blocks: readonly unknown[];
}

export type Change =
  | { readonly kind: 'message'; readonly message: PageMessage }
  | { readonly kind: 'removed'; readonly channel: string; readonly ts: string }
  | { readonly kind: 'home'; readonly view: PageView }
  /** The stack of open modals, the top one last; empty when none is open. */
  | { readonly kind: 'modals'; readonly views: readonly PageView[] }
  | { readonly kind: 'modal-errors'; readonly errors: Readonly<Record<string, string>> }
  /** What Slack itself would say to the person, for example that a command timed out. */
  | {
      readonly kind: 'notice';
      readonly channel: string;
      readonly text: string;
      /** Root's ts, where it is said in a thread. */
      readonly threadTs?: string;
    };

/** POST /page/say: typed into the composer. A text that begins with a slash is a command (not allowed in threads). */
export interface Say {
  readonly channel: string;
  readonly threadTs?: string;
  readonly text: string;
  /** Ids of uploaded files that are sent along; the text may be empty then. */
  readonly files?: readonly string[];
}

/**
 * A file the person uploaded: `POST /page/upload?name=<name>` with its bytes answers `{ ok, id }`. An input for
 * files holds them as `files`.
 */
export interface Uploaded {
  readonly id: string;
  readonly name: string;
  /** In bytes. */
  readonly size: number;
}

/** POST /page/shortcut: a shortcut was picked from a message's menu. */
export interface Shortcut {
  readonly channel: string;
  readonly ts: string;
  readonly callbackId: string;
}

/** POST /page/click: a button or select was used in a message, a modal or the Home tab. */
export interface Click {
  readonly in: { readonly channel: string; readonly ts: string } | { readonly viewId: string };
  readonly blockId: string;
  readonly actionId: string;
  /** The element as it stands in the block, for type and value. */
  readonly element: Readonly<Record<string, unknown>>;
  /** For selects: the chosen option. */
  readonly selectedOption?: Readonly<Record<string, unknown>>;
}

/** POST /page/submit and /page/close: a modal's end. `values` is Slack's `view.state.values`. */
export interface Submit {
  readonly viewId: string;
  readonly values: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}
