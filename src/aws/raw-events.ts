import {
  type CloudWatchLogsClient,
  FilterLogEventsCommand,
  type FilterLogEventsCommandInput,
  type FilterLogEventsCommandOutput,
} from '@aws-sdk/client-cloudwatch-logs';
import { deepBreath } from '../clock.ts';

/** A page of events, as AWS wrote it. */
export type RawEvents = Pick<FilterLogEventsCommandOutput, 'events' | 'nextToken'>;

/**
 * Asks through the SDK, with its signing, attempts and errors, but reads a good answer without it. Events are
 * strings and numbers, in JSON as in the SDK's words; its walk through the schema for each of them costs more
 * than all the rest of a read.
 */
export async function readEvents(
  client: CloudWatchLogsClient,
  question: FilterLogEventsCommandInput,
  abortSignal: AbortSignal,
): Promise<RawEvents> {
  const command = new FilterLogEventsCommand(question);
  let page: RawEvents | undefined;
  command.middlewareStack.add(
    (next) => async (args) => {
      const result = await next(args);
      const { response } = result;
      if (!isGood(response)) return result;
      const text = await textOf(response.body);
      // A page may be a megabyte and more, and some milliseconds of work each time it is gone through.
      await deepBreath();
      page = JSON.parse(text);
      await deepBreath();
      return { ...result, response: Object.assign(response, { body: NOTHING }) };
    },
    // Low: between the SDK's own reading and the wire.
    { name: 'readEvents', step: 'deserialize', priority: 'low' },
  );
  const answer = await client.send(command, { abortSignal });
  return page ?? answer;
}

const NOTHING = new Uint8Array(Buffer.from('{}'));

function isGood(response: unknown): response is { readonly body: AsyncIterable<Uint8Array> } {
  if (typeof response !== 'object' || response === null) return false;
  if (!('statusCode' in response) || response.statusCode !== 200 || !('body' in response)) return false;
  const { body } = response;
  return typeof body === 'object' && body !== null && Symbol.asyncIterator in body;
}

async function textOf(body: AsyncIterable<Uint8Array>): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of body) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}
