import { createServer } from 'node:http';
import { addService } from '../../src/demo/world/add-service.ts';
import type { SimulatedLogStream } from '../../src/demo/world/log-shapes.ts';
import type { World } from '../../src/demo/world.ts';
import type { LogLine } from '../../src/tailing/log-line.ts';
import type { LogPage } from '../../src/tailing/log-page.ts';
import type { LogQuery, LogSource } from '../../src/tailing/log-source.ts';
import { PLENTY } from './given-aws.ts';

/** Where tests of reading begin. */
export const ZERO = new Date('2026-03-04T02:00:00Z');
export const GROUP = '/ecs/web';
/** Rates that never make anybody wait for lines. */
export const FAST = { rates: PLENTY, logsIn: {} };

export function afterZero(ms: number): Date {
  return new Date(ZERO.getTime() + ms);
}

export function aQuery(
  given: Partial<Omit<LogQuery, 'source'>> & { source?: Partial<LogSource> } = {},
): LogQuery {
  const { source, ...rest } = given;
  return {
    sinceAt: ZERO,
    untilAt: undefined,
    pattern: undefined,
    ...rest,
    source: { container: 'web', group: GROUP, region: undefined, streamPrefix: 'ecs/web/', ...source },
  };
}

/** A service `web` with one task; its stream. */
export function webStream(world: World): SimulatedLogStream {
  addService(world, { name: 'web', desired: 1 });
  const [stream] = world.logGroups.get(GROUP)?.streams.values() ?? [];
  if (!stream) throw new Error('the simulated service has no stream');
  return stream;
}

export function texts(lines: readonly LogLine[]): readonly string[] {
  return lines.map(({ text }) => text);
}

export async function allLines(pages: AsyncIterable<LogPage>): Promise<readonly LogLine[]> {
  const lines: LogLine[] = [];
  for await (const page of pages) lines.push(...page.lines);
  return lines;
}

/** An emulator that answers every call with what `answer` makes of its input, in raw bytes. */
export async function startEmulator(answer: (input: Record<string, unknown>) => Buffer | object | number) {
  const calls: Record<string, unknown>[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(Buffer.from(chunk));
    const input: Record<string, unknown> = JSON.parse(Buffer.concat(chunks).toString() || '{}');
    calls.push(input);
    const answered = answer(input);
    const refused = typeof answered === 'number';
    const body = refused ? { __type: 'InvalidParameterException', message: 'no' } : answered;
    response
      .writeHead(refused ? answered : 200, { 'content-type': 'application/x-amz-json-1.1' })
      .end(Buffer.isBuffer(body) ? body : JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return {
    calls,
    endpoint: `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`,
    stop: () => void server.close().closeAllConnections?.(),
  };
}
