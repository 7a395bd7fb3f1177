import type { ECSClient } from '@aws-sdk/client-ecs';

/** A time as text, as Python writes it too: with a blank, or without a zone, which is then UTC. In a string its quotes would be escaped. */
const WRITTEN = /("\w+At": ?)"(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d:\d\d(?:\.\d+)?)(Z|[+-]\d\d:?\d\d)?"/g;
/** How such a time begins, with and without a blank. */
const BEGINNINGS = ['At":"', 'At": "'];

/**
 * Lets a client read times that are written as text. ECS writes numbers; some stand-ins write ISO 8601, of which
 * the SDK would throw the whole answer away. Answers without such times pass as they are.
 */
export function readsWrittenTimes(client: ECSClient): ECSClient {
  client.middlewareStack.add(
    (next) => async (args) => {
      const result = await next(args);
      const { response } = result;
      if (!hasBody(response)) return result;
      const body = await bytesOf(response.body);
      return { ...result, response: Object.assign(response, { body: withNumbers(body) }) };
    },
    // Low: between the SDK's own reading and the wire.
    { name: 'readsWrittenTimes', step: 'deserialize', priority: 'low' },
  );
  return client;
}

/** The same answer with those times as ECS writes them: seconds since 1970. */
export function withNumbers(body: Uint8Array): Uint8Array {
  const bytes = Buffer.from(body.buffer, body.byteOffset, body.byteLength);
  if (!BEGINNINGS.some((beginning) => bytes.includes(beginning))) return body;
  const text = bytes.toString().replace(WRITTEN, (whole, name: string, day: string, time: string, zone) => {
    const ms = Date.parse(`${day}T${time}${zone ?? 'Z'}`);
    return Number.isNaN(ms) ? whole : `${name}${ms / 1000}`;
  });
  return new Uint8Array(Buffer.from(text));
}

function hasBody(response: unknown): response is { readonly body: AsyncIterable<Uint8Array> } {
  if (typeof response !== 'object' || response === null || !('body' in response)) return false;
  const { body } = response;
  return typeof body === 'object' && body !== null && Symbol.asyncIterator in body;
}

async function bytesOf(body: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of body) chunks.push(chunk);
  return Buffer.concat(chunks);
}
