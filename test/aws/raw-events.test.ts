import { afterEach, expect, it } from 'vitest';
import { createClients } from '../../src/aws/clients.ts';
import { readEvents } from '../../src/aws/raw-events.ts';
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
