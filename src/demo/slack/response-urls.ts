import { randomBytes } from 'node:crypto';
import type { Clock } from '../../clock.ts';
import { argumentsOf } from './arguments.ts';
import { messageOf, needSomething, readContent } from './content.ts';
import type { Json } from './json.ts';
import type { Ledger, StoredMessage } from './ledger.ts';
import { Refusal } from './refusal.ts';

/**
 * A response_url lives for thirty minutes and takes five posts.
 * @see https://docs.slack.dev/interactivity/handling-user-interaction#message_responses
 */
const LIFE_MS = 30 * 60_000;
const MOST_POSTS = 5;

/** What a response_url belongs to. */
export interface Source {
  readonly kind: 'command' | 'click' | 'shortcut';
  readonly user: string;
  readonly channel: string;
  /** The words of the command. */
  readonly typed?: string;
  /** The message that was clicked. */
  readonly message?: StoredMessage;
}

export interface ResponseUrls {
  /** Path of a new address, beginning with a slash. */
  give(source: Source): string;
  /** Posts to one; refused as `expired_url` or `used_url`, or as chat.postMessage would refuse the content. */
  post(path: string, payload: Json): void;
  /** Shows an answer that came with an acknowledgement. It does not count as a post. */
  answer(source: Source, payload: Json): void;
}

export function createResponseUrls(clock: Clock, ledger: Ledger): ResponseUrls {
  const given = new Map<
    string,
    { readonly source: Source; readonly atMs: number; posts: number; echoed: boolean }
  >();
  const bot = ledger.seed.app.botUser;

  function show(source: Source, payload: Json, echo: boolean): void {
    const args = argumentsOf(payload);
    const isPublic = args.text('response_type') === 'in_channel';
    const clicked = source.message && ledger.find(source.message.channel, source.message.ts);
    const replaced = clicked?.isDeleted ? undefined : clicked;
    if (args.flag('delete_original')) {
      if (replaced) ledger.remove(replaced);
      return;
    }
    const content = readContent(args, ledger, 'new');
    if (!isPublic || source.kind !== 'command') needSomething(content);
    if (args.flag('replace_original') && replaced) {
      replace(replaced, content);
      return;
    }
    if (echo && isPublic && source.typed !== undefined) publish(source, source.user, source.typed);
    if (!content.text && !content.blocks?.length && !content.attachments?.length) return;
    ledger.add(
      messageOf(content, {
        channel: source.channel,
        ts: ledger.nextTs(),
        user: bot,
        threadTs: args.text('thread_ts') ?? (isPublic ? undefined : source.message?.threadTs),
        ephemeralTo: isPublic ? undefined : source.user,
      }),
    );
  }

  function replace(old: StoredMessage, content: ReturnType<typeof readContent>): void {
    const edited = old.ephemeralTo === undefined ? { user: bot, ts: ledger.nextTs() } : undefined;
    ledger.replace(messageOf(content, { ...old, edited }));
  }

  function publish(source: Source, user: string, text: string): void {
    const content = { text, blocks: [], attachments: [], metadata: undefined, loose: false };
    ledger.add(messageOf(content, { channel: source.channel, ts: ledger.nextTs(), user }));
  }

  return {
    give(source) {
      const kind = { command: 'commands', click: 'actions', shortcut: 'app-actions' }[source.kind];
      const path = `/${kind}/${ledger.seed.team.id}/${randomBytes(12).toString('hex')}`;
      for (const [old, { atMs }] of given) {
        if (clock.now().getTime() - atMs > LIFE_MS) given.delete(old);
      }
      given.set(path, { source, atMs: clock.now().getTime(), posts: 0, echoed: false });
      return path;
    },
    post(path, payload) {
      const known = given.get(path);
      if (!known || clock.now().getTime() - known.atMs > LIFE_MS) throw new Refusal('expired_url');
      if (known.posts >= MOST_POSTS) throw new Refusal('used_url');
      show(known.source, payload, !known.echoed);
      known.posts += 1;
      known.echoed ||= payload.response_type === 'in_channel';
    },
    answer: (source, payload) => show(source, payload, true),
  };
}
