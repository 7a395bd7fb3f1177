import type { IncomingMessage, ServerResponse } from 'node:http';
import { messageOf } from '../content.ts';
import type { LocalSlack } from '../context.ts';
import { canRead } from '../file-addresses.ts';
import type { StoredFile } from '../files.ts';
import { readBody, send } from '../http.ts';
import { type Json, jsonList, textOf } from '../json.ts';
import { Refusal } from '../refusal.ts';
import { strikeAfter, strikeFirst } from '../strike.ts';
import { channelOf, isBotIn, type MethodCall, type Methods } from './method.ts';
import { wireFile } from './wire-file.ts';

/** Files in three steps: an address, the bytes, and sharing. @see https://docs.slack.dev/messaging/working-with-files */
export const fileMethods: Methods = {
  'files.getUploadURLExternal': { scopes: ['files:write'], run: getUploadUrl },
  'files.completeUploadExternal': { scopes: ['files:write'], run: complete },
  'files.info': { scopes: ['files:read'], run: info },
};

function getUploadUrl({ args, slack }: MethodCall): Json {
  const name = args.need('filename');
  const length = Number(args.need('length'));
  if (!Number.isInteger(length) || length <= 0) throw new Refusal('invalid_arguments');
  const { id } = slack.files.announce({ name, user: slack.seed.app.botUser });
  return { upload_url: `${slack.origin()}/upload/${id}`, file_id: id };
}

/** Takes the bytes of `POST /upload/<id>`, plain or as a form. */
export async function takeUpload(
  slack: LocalSlack,
  id: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const bytes = await readBody(request);
  if (!slack.files.find(id)) return send(response, 404, 'text/plain', 'no such upload');
  const fault = slack.faults.take('upload');
  if (await strikeFirst(slack, fault, response)) return;
  slack.files.fill(id, await contentOf(bytes, request.headers['content-type'] ?? ''));
  if (strikeAfter(fault, response)) return;
  send(response, 200, 'text/plain', `OK - ${bytes.length}`);
}

async function contentOf(bytes: Buffer, contentType: string): Promise<Buffer> {
  if (!contentType.startsWith('multipart/form-data')) return bytes;
  const body = new Uint8Array(bytes);
  const form = await new Response(body, { headers: { 'content-type': contentType } }).formData();
  const [first] = [...form.values()];
  if (typeof first === 'string') return Buffer.from(first);
  return first ? Buffer.from(await first.arrayBuffer()) : Buffer.alloc(0);
}

/** The message appears a little after the answer, as Slack looks at every file first. */
function complete({ args, slack }: MethodCall): Json {
  const asked = jsonList(args.json('files', 'invalid_arguments'));
  if (asked.length === 0) throw new Refusal('invalid_arguments');
  const files = asked.map((one): StoredFile => {
    const file = slack.files.find(textOf(one, 'id'));
    if (file?.user !== slack.seed.app.botUser) throw new Refusal('file_not_found');
    return slack.files.entitle(file.id, textOf(one, 'title') || file.name);
  });
  const share = shareOf({ args, slack }, files);
  if (share) setImmediate(share);
  return { files: files.map((file) => wireFile(slack, file)) };
}

function shareOf({ args, slack }: MethodCall, files: readonly StoredFile[]): (() => void) | undefined {
  const channelId = args.text('channel_id');
  if (channelId === undefined) return undefined;
  const channel = channelOf(slack, channelId);
  if (!isBotIn(slack, channel)) throw new Refusal('not_in_channel');
  const threadTs = args.text('thread_ts');
  if (threadTs !== undefined && !slack.ledger.find(channel.id, threadTs))
    throw new Refusal('thread_not_found');
  const text = args.text('initial_comment') ?? '';
  const content = { text, blocks: [], attachments: [], metadata: undefined, loose: false };
  return () => {
    const where = {
      channel: channel.id,
      ts: slack.ledger.nextTs(),
      user: slack.seed.app.botUser,
      threadTs,
      files,
    };
    slack.ledger.add(messageOf(content, where));
  };
}

function info({ args, slack }: MethodCall): Json {
  const file = slack.files.find(args.need('file'));
  if (!file || !canRead(slack, file)) throw new Refusal('file_not_found');
  return { file: wireFile(slack, file), content: file.content, comments: [] };
}
