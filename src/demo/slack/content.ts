import type { Arguments } from './arguments.ts';
import { checkBlocks } from './blocks/check.ts';
import { isJson, type Json } from './json.ts';
import type { Ledger, StoredMessage } from './ledger.ts';
import { reachOf } from './markup.ts';
import { Refusal, refusalWith } from './refusal.ts';

/** Slack's limits on a message as a whole. Characters, unless said otherwise. */
const LIMITS = {
  /** @see https://docs.slack.dev/reference/methods/chat.postMessage#truncating */
  text: 40_000,
  /** @see https://docs.slack.dev/reference/methods/chat.update#errors */
  updatedText: 4000,
  /** Not published; messages with more text in their blocks were seen refused. */
  blockTextTotal: 13_200,
  /** @see https://docs.slack.dev/reference/methods/chat.postMessage#errors */
  attachments: 100,
};

/** What a call says a message should hold; undefined where the argument was left out. */
export interface Content {
  readonly text: string | undefined;
  readonly blocks: readonly Json[] | undefined;
  readonly attachments: readonly Json[] | undefined;
  readonly metadata: Json | undefined;
  /** Names and addresses in `text` become mentions and links. */
  readonly loose: boolean;
}

/** Reads and judges a message's content; refuses it with Slack's words where it breaks a limit. */
export function readContent(args: Arguments, ledger: Ledger, how: 'new' | 'update'): Content {
  const text = args.text('text') ?? args.text('markdown_text');
  if (how === 'update' && (text?.length ?? 0) > LIMITS.updatedText) throw new Refusal('msg_too_long');
  const parse = args.text('parse') ?? (how === 'update' ? 'client' : 'none');
  return {
    text: args.has('text') || args.has('markdown_text') ? (text ?? '').slice(0, LIMITS.text) : undefined,
    blocks: readBlocks(args, ledger),
    attachments: readAttachments(args, ledger),
    metadata: readMetadata(args),
    loose: parse !== 'none' || args.flag('link_names'),
  };
}

/** Refuses a message in which there is nothing to show. */
export function needSomething(content: Content): void {
  const lists = (content.blocks?.length ?? 0) + (content.attachments?.length ?? 0);
  if (!content.text?.trim() && lists === 0) throw new Refusal('no_text');
}

/** A message made of content; the rest is a plain message of the bot. */
export function messageOf(
  content: Content,
  where: Pick<StoredMessage, 'channel' | 'ts' | 'user'> & Partial<StoredMessage>,
): StoredMessage {
  const text = content.text ?? '';
  const blocks = content.blocks ?? [];
  const attachments = content.attachments ?? [];
  return {
    threadTs: undefined,
    metadata: content.metadata,
    files: [],
    ephemeralTo: undefined,
    edited: undefined,
    reactions: [],
    isDeleted: false,
    broadcast: false,
    ...where,
    text,
    blocks,
    attachments,
    ...reachOf({ text, blocks, attachments, loose: content.loose }),
  };
}

function readBlocks(args: Arguments, ledger: Ledger): readonly Json[] | undefined {
  if (!args.has('blocks')) return undefined;
  const value = args.json('blocks', 'invalid_blocks_format');
  if (value === undefined) return [];
  if (!Array.isArray(value) || !value.every(isJson)) throw new Refusal('invalid_blocks_format');
  return soundBlocks(value, ledger, '/blocks', 'invalid_blocks');
}

function soundBlocks(
  blocks: readonly Json[],
  ledger: Ledger,
  pointer: string,
  refusal: 'invalid_blocks' | 'invalid_attachments',
): readonly Json[] {
  const complaints = checkBlocks(blocks, 'message', pointer);
  if (complaints.some((complaint) => complaint.startsWith('only_one_table_allowed'))) {
    throw refusalWith('only_one_table_allowed', complaints);
  }
  if (complaints.length > 0) throw refusalWith(refusal, complaints);
  if (textLength(blocks) > LIMITS.blockTextTotal) throw new Refusal('msg_blocks_too_long');
  return withIds(blocks, ledger);
}

function readAttachments(args: Arguments, ledger: Ledger): readonly Json[] | undefined {
  if (!args.has('attachments')) return undefined;
  const value = args.json('attachments', 'invalid_attachments') ?? [];
  if (!Array.isArray(value) || !value.every(isJson)) throw new Refusal('invalid_attachments');
  if (value.length > LIMITS.attachments) throw new Refusal('too_many_attachments');
  return value.map((attachment: Json, index) => keptAttachment(attachment, index, ledger));
}

/** As Slack keeps it: counted from 1, the colour without its `#`. */
function keptAttachment(attachment: Json, index: number, ledger: Ledger): Json {
  const { color, blocks } = attachment;
  const kept = {
    ...attachment,
    id: index + 1,
    ...(typeof color === 'string' && { color: color.replace(/^#/, '') }),
  };
  if (blocks === undefined) return kept;
  if (!Array.isArray(blocks) || !blocks.every(isJson)) throw new Refusal('invalid_attachments');
  const sound = soundBlocks(blocks, ledger, `/attachments/${index}/blocks`, 'invalid_attachments');
  return { fallback: '[no preview available]', ...kept, blocks: sound };
}

function readMetadata(args: Arguments): Json | undefined {
  if (!args.has('metadata')) return undefined;
  const value = args.json('metadata', 'invalid_metadata_format');
  if (value === undefined) return undefined;
  if (!isJson(value)) throw new Refusal('invalid_metadata_format');
  if (Object.keys(value).length === 0) return value;
  const { event_type: type, event_payload: payload, entities } = value;
  if (entities !== undefined) return value;
  if (typeof type !== 'string' || !/^[\w-]{1,255}$/.test(type) || !isJson(payload)) {
    throw new Refusal('invalid_metadata_format');
  }
  return value;
}

/** Characters people would read in blocks: every text in them, labels and cells included. */
function textLength(value: unknown): number {
  if (Array.isArray(value)) return value.reduce((sum: number, one) => sum + textLength(one), 0);
  if (!isJson(value)) return 0;
  return Object.entries(value).reduce((sum, [key, inner]) => {
    return sum + (key === 'text' && typeof inner === 'string' ? inner.length : textLength(inner));
  }, 0);
}

/** Blocks and their elements with the ids that Slack gives to those that have none. */
export function withIds(blocks: readonly Json[], ledger: Ledger): readonly Json[] {
  return blocks.map((block) => {
    const withBlockId = { ...block, block_id: block.block_id ?? ledger.nextId('B').slice(-5) };
    return Object.fromEntries(
      Object.entries(withBlockId).map(([key, value]) => [key, elementIds(value, ledger)]),
    );
  });
}

const INTERACTIVE =
  /^(?:button|overflow|checkboxes|radio_buttons|datepicker|timepicker|datetimepicker|.*_select|.*_input|icon_button|feedback_buttons)$/;

function elementIds(value: unknown, ledger: Ledger): unknown {
  if (Array.isArray(value)) return value.map((one: unknown) => elementIds(one, ledger));
  if (!isJson(value)) return value;
  if (typeof value.type !== 'string' || !INTERACTIVE.test(value.type)) return value;
  return { ...value, action_id: value.action_id ?? ledger.nextId('A').slice(-5) };
}
