import type { IncomingMessage, ServerResponse } from 'node:http';

/** Slack takes files of 1 GB; a stand-in that keeps them in memory takes 32 MB. */
export const MOST_BYTES = 32 * 1024 * 1024;
const LOOPBACK = /^(?:127\.0\.0\.1|localhost|\[::1\])(?::\d+)?$/;

/**
 * Whether the request was addressed to this machine by name. A page from elsewhere that reaches us through
 * a DNS name of its own, pointed at loopback, is refused.
 */
export function isLocal(request: IncomingMessage): boolean {
  const origin = request.headers.origin;
  const hosts = [
    request.headers.host ?? '',
    origin === undefined ? 'localhost' : origin.replace(/^https?:\/\//, ''),
  ];
  return hosts.every((host) => LOOPBACK.test(host));
}

/** The whole body; throws when it is larger than 32 MB or the connection breaks. */
export async function readBody(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of request) {
    const bytes = Buffer.isBuffer(part) ? part : Buffer.from(String(part));
    size += bytes.length;
    if (size > MOST_BYTES) throw new Error('request body larger than 32 MB');
    parts.push(bytes);
  }
  return Buffer.concat(parts);
}

/** Answers with JSON. */
export function sendJson(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): void {
  send(response, status, 'application/json; charset=utf-8', JSON.stringify(body), headers);
}

/** Answers with a body of the given type. */
export function send(
  response: ServerResponse,
  status: number,
  contentType: string,
  body: string,
  headers: Readonly<Record<string, string>> = {},
): void {
  if (response.destroyed || response.headersSent) return;
  response.writeHead(status, { 'content-type': contentType, 'cache-control': 'no-store', ...headers });
  response.end(body);
}

/** Answers 200 with bytes, their type among the headers. */
export function sendBytes(
  response: ServerResponse,
  bytes: Buffer,
  headers: Readonly<Record<string, string>>,
): void {
  if (response.destroyed || response.headersSent) return;
  response.writeHead(200, { 'cache-control': 'no-store', 'content-length': bytes.length, ...headers });
  response.end(bytes);
}
