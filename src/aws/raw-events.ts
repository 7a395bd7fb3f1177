import {
  type CloudWatchLogsClient,
  type FilteredLogEvent,
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
      page = await pageIn(await textOf(response.body));
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

/** AWS writes a page without blanks, its events first. */
const BEGINNING = '{"events":[';
const BETWEEN = '},{"';
/** A page may be some megabytes; so much of it is read in a millisecond. */
const PART_CHARACTERS = 200_000;

/** Reads a long page part by part, as others have their turn in between; one written otherwise in one go. */
export async function pageIn(text: string): Promise<RawEvents> {
  await deepBreath();
  if (text.length <= PART_CHARACTERS || !text.startsWith(BEGINNING)) return JSON.parse(text);
  try {
    return await pageInParts(text);
  } catch (error) {
    // It was cut where no event ends, behind the last of them or in what a log line says.
    if (error instanceof SyntaxError) return JSON.parse(text);
    throw error;
  }
}

/** @throws SyntaxError where a part is no list of events; in a string the characters between two would be escaped */
async function pageInParts(text: string): Promise<RawEvents> {
  const events: FilteredLogEvent[] = [];
  let from = BEGINNING.length;
  for (;;) {
    const end = text.indexOf(BETWEEN, from + PART_CHARACTERS) + 1;
    if (end === 0) break;
    const part: readonly FilteredLogEvent[] = JSON.parse(`[${text.slice(from, end)}]`);
    for (const event of part) events.push(event);
    from = end + 1;
    await deepBreath();
  }
  const last: RawEvents = JSON.parse(BEGINNING + text.slice(from));
  return { ...last, events: [...events, ...(last.events ?? [])] };
}

async function textOf(body: AsyncIterable<Uint8Array>): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of body) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}
