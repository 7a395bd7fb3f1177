import type { IncomingMessage, ServerResponse } from 'node:http';
import type { LocalSlack } from './context.ts';
import type { StoredFile } from './files.ts';
import { send, sendBytes } from './http.ts';
import { mimetypeOf } from './methods/wire-file.ts';
import { strikeAfter, strikeFirst } from './strike.ts';

/**
 * Answers a file's private addresses. Whoever has no right to it is sent to the page to sign in, which answers 200
 * with HTML; so is a token without `files:read`.
 * @see https://docs.slack.dev/reference/objects/file-object#authentication
 * @see https://github.com/slackapi/deno-slack-sdk/issues/285
 */
export async function sendPrivateFile(
  slack: LocalSlack,
  id: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const fault = slack.faults.take('download');
  if (await strikeFirst(slack, fault, response)) return;
  const path = request.url ?? '/';
  const isAllowed =
    request.headers.authorization === `Bearer ${slack.tokens.bot}` && slack.scopes().includes('files:read');
  const file = slack.files.find(id);
  if (!isAllowed || (file && !canRead(slack, file))) {
    const location = `${slack.origin()}/?redir=${encodeURIComponent(path)}`;
    return send(response, 302, 'text/html; charset=utf-8', '', { location, 'x-slack-meta': '?;acl_fail' });
  }
  if (!strikeAfter(fault, response)) sendFile(slack, file, response);
}

/** Whether the app can see it: its own, handed in with its form, or shared where it is. */
export function canRead(slack: LocalSlack, file: StoredFile): boolean {
  const { botUser } = slack.seed.app;
  if (file.user === botUser || slack.files.isHandedIn(file.id)) return true;
  return slack.ledger
    .messages()
    .some(
      ({ channel, files }) =>
        files.some(({ id }) => id === file.id) && slack.ledger.isMember(channel, botUser),
    );
}

/** Sends the file to somebody who may have it; 404 where there is none, or its bytes were given up. */
export function sendFile(slack: LocalSlack, file: StoredFile | undefined, response: ServerResponse): void {
  const bytes = file && slack.files.bytesOf(file.id);
  if (!file || !bytes) {
    send(response, 404, 'text/plain', 'no such file');
    return;
  }
  // As an attachment, so that a file of HTML is never run as a page of this address.
  sendBytes(response, bytes, {
    'content-type': mimetypeOf(file),
    'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`,
    'x-content-type-options': 'nosniff',
  });
}

/** Where those are sent who ask for a file without the right to it. */
export function signInPage(team: string): string {
  return `<!DOCTYPE html><html lang="en-US"><head><meta charset="utf-8"><title>Slack</title></head><body><h1>Sign in to ${team}</h1><p><a href="/">Open the local Slack</a></p></body></html>`;
}
