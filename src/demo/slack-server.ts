import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import type { Clock } from '../clock.ts';
import { press, type Use, type Used } from './slack/clicking.ts';
import { createNotices, type LocalSlack, type Notice, type Tokens } from './slack/context.ts';
import { type Carrier, createCourier, type Receipt } from './slack/delivery.ts';
import { sendEvent } from './slack/events.ts';
import { createFaults, type Faults } from './slack/faults.ts';
import { createFiles, type StoredFile } from './slack/files.ts';
import { isLocal, send } from './slack/http.ts';
import { createHttpDelivery } from './slack/http-delivery.ts';
import type { Json } from './slack/json.ts';
import { createLedger, type Ledger, type StoredMessage } from './slack/ledger.ts';
import { authMethods } from './slack/methods/auth.ts';
import { chatMethods } from './slack/methods/chat.ts';
import { conversationMethods } from './slack/methods/conversations.ts';
import { fileMethods } from './slack/methods/files.ts';
import { peopleMethods } from './slack/methods/people.ts';
import { reactionMethods } from './slack/methods/reactions.ts';
import { viewMethods } from './slack/methods/views.ts';
import { close, openHome, type Submitted, submit } from './slack/modals.ts';
import { createPageApi } from './slack/page-api.ts';
import { createRates } from './slack/rates.ts';
import { createResponseUrls } from './slack/response-urls.ts';
import { route } from './slack/routes.ts';
import { pickShortcut } from './slack/shortcuts.ts';
import { createSocketMode, type SocketMode } from './slack/socket-mode.ts';
import { createTriggers } from './slack/triggers.ts';
import { type Said, type } from './slack/typing.ts';
import { upload } from './slack/uploads.ts';
import { createViews, type StoredView } from './slack/views.ts';
import { waitForMessage } from './slack/waiting.ts';
import { type Calls, createWebApi } from './slack/web-api.ts';
import { SEED, type Seed } from './slack/workspace.ts';

/**
 * Who types where. Names (`boris`, `ops`) and ids both do; `direct` is the person's direct message with the
 * bot. The page's person in #ops unless told.
 */
export interface Whereabouts {
  readonly user?: string;
  readonly channel?: string;
  readonly threadTs?: string;
}

/** A file of somebody's machine. */
export interface NamedFile {
  readonly name: string;
  readonly content: string | Uint8Array;
}

/** A stand-in for Slack on this machine: Web API, Socket Mode, signed HTTP and a page to look at. */
export interface SlackServer {
  /** Address of the Web API, for `SLACK_API_URL`; known once started. */
  readonly url: string;
  /** Address of the page; known once started. */
  readonly pageUrl: string;
  readonly tokens: Tokens;
  readonly seed: Seed;
  /** What the bot called. */
  readonly calls: Calls;
  readonly faults: Faults;
  readonly socket: Pick<SocketMode, 'connections' | 'disconnect' | 'drop'>;
  /** Who is where; for tests that move people or the bot. */
  readonly ledger: Ledger;
  /** Listens on 127.0.0.1, on any free port unless told. */
  start(options?: { readonly port?: number }): Promise<void>;
  stop(): Promise<void>;
  /** Switches from Socket Mode to signed requests to this address, after Slack's challenge. */
  deliverTo(url: string): Promise<void>;
  /** Types into a composer; resolves when the app has acknowledged or Slack has given up. */
  say(text: string, where?: Whereabouts): Promise<Said>;
  /** Sends a file as a composer does, with words if there are any; resolves as `say` does. */
  sendFile(file: NamedFile & Whereabouts & { readonly text?: string }): Promise<Said>;
  /** Uses one of the app's shortcuts on a message; rejects where there is no such shortcut or message. */
  useShortcut(
    use: { readonly callbackId: string; readonly ts: string } & Pick<Whereabouts, 'user' | 'channel'>,
  ): Promise<Used>;
  /** Uses a button, select or other element; rejects where the person has none such. */
  click(
    actionId: string,
    on: Use['in'],
    how?: Partial<Pick<Use, 'user' | 'blockId' | 'option' | 'used'>>,
  ): Promise<Used>;
  /**
   * Submits an open modal with `view.state.values`; what is left out is as the form began. The files of an input
   * for files are what `attach` returned: `{ type: 'file_input', files: [slack.attach({ name, content })] }`.
   */
  submit(viewId: string, values: Json, user?: string): Promise<Submitted>;
  /** A file of the person, to be handed in with a form. */
  attach(file: NamedFile & { readonly user?: string }): StoredFile;
  closeModal(viewId: string, user?: string): Promise<void>;
  openHome(user?: string): Promise<void>;
  /** A person's open modals, the top one last. */
  modals(user?: string): readonly StoredView[];
  home(user?: string): StoredView | undefined;
  /** Sends the app any event, in the Events API's envelope. */
  event(event: Json): Promise<Receipt>;
  /** Messages a person can see, or all; oldest first. */
  messages(where?: Pick<Whereabouts, 'user' | 'channel'>): readonly StoredMessage[];
  /** What Slack itself told people, oldest first. */
  notices(): readonly Notice[];
  /** The first message that satisfies, now or within the time; throws with what is there otherwise. */
  waitFor(predicate: (message: StoredMessage) => boolean, timeoutMs?: number): Promise<StoredMessage>;
  /** From now on the bot token has these scopes. */
  setScopes(scopes: readonly string[]): void;
  /** Deletes a message as a person does in Slack; throws where there is none. */
  deleteMessage(channel: string, ts: string): void;
  /** Archives a channel: it can be read, and nothing is posted or edited there. */
  archive(channel: string): void;
  unarchive(channel: string): void;
  /** Removes the bot from a channel. */
  kick(channel: string): void;
  /** From now on more than one post a second and channel is refused. */
  enforceRates(on: boolean): void;
}

/** Creates a local Slack; nothing listens until `start`. */
export function createSlackServer(options: {
  readonly clock: Clock;
  readonly seed?: Seed;
  /** Scopes of the bot token; the seed's, which are the app manifest's, unless told. */
  readonly scopes?: readonly string[];
  readonly enforceRates?: boolean;
}): SlackServer {
  const { clock, seed = SEED } = options;
  const ledger = createLedger(seed, clock);
  const faults = createFaults();
  const socket = createSocketMode({ appId: seed.app.id, sleep: clock.sleep });
  let scopes = options.scopes ?? seed.scopes;
  let carrier: Carrier = socket;
  let port: number | undefined;
  const origin = () => {
    if (port === undefined) throw new Error('the local Slack is not started');
    return `http://127.0.0.1:${port}`;
  };
  const slack: LocalSlack = {
    clock,
    seed,
    ledger,
    faults,
    courier: createCourier({ clock, faults, carrier: () => carrier }),
    rates: createRates(clock, options.enforceRates ?? false),
    triggers: createTriggers(clock, ledger),
    responseUrls: createResponseUrls(clock, ledger),
    views: createViews(),
    notices: createNotices(),
    files: createFiles({ clock, nextId: () => ledger.nextId('F') }),
    tokens: newTokens(seed.app.id),
    scopes: () => scopes,
    origin,
  };
  const page = createPageApi(slack);
  const api = createWebApi(slack, {
    ...authMethods(() => `${origin().replace('http', 'ws')}/link?${socket.ticket()}`),
    ...chatMethods,
    ...conversationMethods,
    ...peopleMethods,
    ...viewMethods,
    ...reactionMethods,
    ...fileMethods,
  });
  const server = createServer((request, response) => {
    route({ slack, api, page, socket }, request, response).catch((error: unknown) => {
      send(response, 500, 'text/plain', String(error));
    });
  });
  server.on('upgrade', (request, duplex, head) => {
    if (isLocal(request)) socket.upgrade(request, duplex, head);
    else duplex.destroy();
  });

  const userId = (given = seed.me) => seed.users.find((user) => user.name === given)?.id ?? given;
  const channelId = (given = 'ops', user = userId()) => {
    if (given === 'direct') return ledger.directWith(user).id;
    const name = given.replace(/^#/, '');
    return ledger.channels().find((one) => one.kind !== 'direct' && one.name === name)?.id ?? given;
  };

  return {
    get url() {
      return `${origin()}/api/`;
    },
    get pageUrl() {
      return `${origin()}/`;
    },
    tokens: slack.tokens,
    seed,
    calls: api.calls,
    faults,
    socket,
    ledger,
    async start({ port: wanted = 0 } = {}) {
      await new Promise<void>((resolve, reject) => {
        server.once('error', reject);
        server.listen(wanted, '127.0.0.1', resolve);
      });
      const address = server.address();
      port = typeof address === 'object' ? address?.port : undefined;
    },
    async stop() {
      slack.courier.stop();
      page.stop();
      await socket.stop();
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
    },
    async deliverTo(url) {
      const http = createHttpDelivery({ url, signingSecret: slack.tokens.signingSecret, clock });
      await http.verify();
      carrier = http;
    },
    say(text, where = {}) {
      const user = userId(where.user);
      return type(slack, { text, user, channel: channelId(where.channel, user), threadTs: where.threadTs });
    },
    sendFile({ name, content, text = '', ...where }) {
      const user = userId(where.user);
      const files = [upload(slack, { user, name, content })];
      const channel = channelId(where.channel, user);
      return type(slack, { text, user, channel, threadTs: where.threadTs, files });
    },
    useShortcut({ callbackId, ts, ...where }) {
      const user = userId(where.user);
      return pickShortcut(slack, { user, channel: channelId(where.channel, user), ts, callbackId });
    },
    click: (actionId, on, how = {}) => press(slack, { ...how, in: on, actionId, user: userId(how.user) }),
    submit: (viewId, values, user) => submit(slack, userId(user), viewId, values),
    attach: ({ user, ...file }) => upload(slack, { user: userId(user), ...file }),
    closeModal: (viewId, user) => close(slack, userId(user), viewId, {}),
    openHome: (user) => openHome(slack, userId(user)),
    modals: (user) => slack.views.stack(userId(user)),
    home: (user) => slack.views.home(userId(user)),
    event: (event) => sendEvent(slack, event),
    messages({ user, channel } = {}) {
      return ledger.messages().filter((message) => {
        const isVisible = user === undefined || [undefined, userId(user)].includes(message.ephemeralTo);
        return isVisible && (channel === undefined || message.channel === channelId(channel, userId(user)));
      });
    },
    notices: () => slack.notices.all(),
    waitFor: (predicate, timeoutMs = 5000) => waitForMessage(ledger, predicate, timeoutMs),
    setScopes(wanted) {
      scopes = wanted;
    },
    deleteMessage(channel, ts) {
      const message = ledger.find(channelId(channel), ts);
      if (!message || message.isDeleted) throw new Error(`there is no message ${ts} in ${channel}`);
      ledger.remove(message);
    },
    archive: (channel) => ledger.setArchived(channelId(channel), true),
    unarchive: (channel) => ledger.setArchived(channelId(channel), false),
    kick: (channel) => ledger.leave(channelId(channel), seed.app.botUser),
    enforceRates: (on) => slack.rates.enforce(on),
  };
}

function newTokens(appId: string): Tokens {
  const secret = () => randomBytes(12).toString('hex');
  return {
    bot: `xoxb-1-2-${secret()}`,
    app: `xapp-1-${appId}-3-${secret()}`,
    signingSecret: randomBytes(16).toString('hex'),
  };
}
