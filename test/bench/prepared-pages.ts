import { once } from 'node:events';
import { createServer } from 'node:http';
import { answerParent } from './parent.ts';
import { sampleLine } from './sample-lines.ts';

/** What a page of FilterLogEvents holds at most. */
const MOST_EVENTS = 10_000;
const MOST_BYTES = 1_048_576;
const EVENT_BYTES = 26;
const BEGAN_AT = Date.parse('2026-03-04T03:00:00Z');

/** Answers every call with pages that were written beforehand, so that reading them is all that is measured. */
const pages: Buffer[] = [];

answerParent({
  async start({ lines }: { readonly lines: number }) {
    prepare(lines);
    const server = createServer((request, response) => {
      const body: Buffer[] = [];
      request.on('data', (chunk: Buffer) => body.push(chunk));
      request.once('end', () => {
        const { nextToken = '0' } = JSON.parse(Buffer.concat(body).toString());
        response
          .writeHead(200, { 'content-type': 'application/x-amz-json-1.1' })
          .end(pages[Number(nextToken)]);
      });
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    return {
      endpoint: `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`,
      pages: pages.length,
    };
  },
});

function prepare(lines: number): void {
  let events: object[] = [];
  let bytes = 0;
  for (let nth = 0; nth < lines; nth += 1) {
    const message = sampleLine(nth);
    const size = Buffer.byteLength(message) + EVENT_BYTES;
    if (events.length === MOST_EVENTS || bytes + size > MOST_BYTES) {
      write(events, true);
      events = [];
      bytes = 0;
    }
    events.push(eventOf(nth, message));
    bytes += size;
  }
  write(events, false);
}

function eventOf(nth: number, message: string): object {
  const timestamp = BEGAN_AT + nth;
  return {
    eventId: `3${String(timestamp).padStart(15, '0')}${String(nth).padStart(40, '0')}`,
    logStreamName: `ecs/web/${nth % 2 === 0 ? '1a2b' : '3c4d'}0123456789abcdef0123456789ab`,
    timestamp,
    ingestionTime: timestamp + 500,
    message,
  };
}

function write(events: readonly object[], more: boolean): void {
  const nextToken = more ? String(pages.length + 1) : undefined;
  pages.push(Buffer.from(JSON.stringify({ events, searchedLogStreams: [], nextToken })));
}
