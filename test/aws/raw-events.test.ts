import { afterEach, describe, expect, it } from 'vitest';
import { createClients } from '../../src/aws/clients.ts';
import { pageIn, readEvents } from '../../src/aws/raw-events.ts';
import { QUICK } from './given-aws.ts';
import { startEmulator } from './given-logs.ts';

let emulator: Awaited<ReturnType<typeof startEmulator>> | undefined;

afterEach(() => emulator?.stop());

async function read(answer: object | number) {
  emulator = await startEmulator(() => answer);
  const config = {
    endpoint: emulator.endpoint,
    credentials: { accessKeyId: 'AKIATEST000000000000', secretAccessKey: 'test' },
  };
  const clients = createClients({ alias: 'prod', region: 'eu-west-1' }, config, QUICK);
  return readEvents(clients.logs('eu-west-1'), { logGroupName: '/ecs/web' }, AbortSignal.timeout(5000));
}

it('gives the events as AWS wrote them', async () => {
  const events = [{ eventId: '3', logStreamName: 'a/b/c', timestamp: 1, ingestionTime: 2, message: 'é\n' }];
  expect(await read({ events, nextToken: 'on' })).toEqual({ events, nextToken: 'on' });
});

it('leaves a refusal to the SDK', async () => {
  await expect(read(400)).rejects.toMatchObject({ name: 'InvalidParameterException' });
});

/** A page of a megabyte, with what looks like the end of an event in every tenth line. */
function largePage(odd: string) {
  const events = Array.from({ length: 5000 }, (_, nth) => ({
    logStreamName: 'web/app/1a2b3c4d5e6f',
    timestamp: nth,
    message: nth % 10 === 0 ? odd : `é ${nth} ${'x'.repeat(100)}`,
    ingestionTime: nth + 1,
    eventId: `${nth}`,
  }));
  return { events, nextToken: 'on' };
}

describe('a large page', () => {
  it.each(['{"a":{"b":1},{"c":2}', '},{', '"},{"', '}],"events":[{"', '\\'])(
    'is the same read in parts, whatever its lines say: %s',
    async (odd) => {
      const page = largePage(odd);
      expect(await pageIn(JSON.stringify(page))).toEqual(page);
      const spaced = JSON.stringify(page, undefined, 1);
      expect(await pageIn(spaced)).toEqual(page);
    },
  );

  it('is the same with other lists behind its events or before them', async () => {
    const { events, nextToken } = largePage('');
    const searchedLogStreams = Array.from({ length: 9000 }, (_, nth) => ({
      logStreamName: `web/app/${nth}`,
      searchedCompletely: true,
    }));
    for (const page of [
      { events, nextToken, searchedLogStreams },
      { events: events.slice(0, 10), nextToken, searchedLogStreams },
      { searchedLogStreams, events },
      { events: [], searchedLogStreams },
    ])
      expect(await pageIn(JSON.stringify(page))).toEqual(page);
  });

  it('fails as a small one does when it breaks off', async () => {
    const text = JSON.stringify(largePage(''));
    await expect(pageIn(text.slice(0, -100))).rejects.toThrow(SyntaxError);
  });
});
