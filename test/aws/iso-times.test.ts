import { DescribeServicesCommand } from '@aws-sdk/client-ecs';
import { afterEach, describe, expect, it } from 'vitest';
import { createClients } from '../../src/aws/clients.ts';
import { withNumbers } from '../../src/aws/iso-times.ts';
import { QUICK } from './given-aws.ts';
import { startEmulator } from './given-logs.ts';

let emulator: Awaited<ReturnType<typeof startEmulator>> | undefined;

afterEach(() => emulator?.stop());

const AT = new Date('2026-03-04T03:00:00.500Z');

describe('times of a stand-in', () => {
  it.each([
    '2026-03-04T03:00:00.5Z',
    '2026-03-04 03:00:00.500000+00:00',
    '2026-03-04T03:00:00.500000',
    1772593200.5,
  ])('are read as AWS’s own: %s', async (createdAt) => {
    emulator = await startEmulator(() => ({ services: [{ serviceName: 'web', createdAt }], failures: [] }));
    const credentials = { accessKeyId: 'AKIATEST000000000000', secretAccessKey: 'test' };
    const config = { endpoint: emulator.endpoint, credentials };
    const { ecs } = createClients({ alias: 'prod', region: 'eu-west-1' }, config, QUICK);
    const { services } = await ecs.send(new DescribeServicesCommand({ services: ['web'] }));
    expect(services?.[0]?.createdAt).toEqual(AT);
  });

  it('are left alone in what others say', () => {
    const said = JSON.stringify({ message: '{"createdAt":"2026-03-04T03:00:00Z"}', createdAt: 'soon' });
    expect(Buffer.from(withNumbers(Buffer.from(said))).toString()).toBe(said);
  });
});
