import { describe, expect, it } from 'vitest';
import { doctor } from '../../src/commands/doctor.ts';
import { aCall, clock, fakeEstate } from '../fakes.ts';

const { estate } = fakeEstate([]);

describe('doctor', () => {
  it('prints the tree of all parts, failures with what to do', async () => {
    const self = {
      configuration: () => [{ title: 'mode', outcome: 'ok' as const, detail: 'Socket Mode' }],
      slack: async (channel: string | undefined) => [
        {
          title: 'membership',
          outcome: 'fail' as const,
          detail: `not in ${channel}`,
          fix: '/invite @Snail Trail',
        },
      ],
      database: async () => [{ title: 'database', outcome: 'skip' as const, detail: 'not asked' }],
    };
    const { message } = await doctor.run({ doctor: self, estate, clock }, aCall());
    expect(message.text.split('\n')).toEqual([
      '🔴 1 of 5 checks failed · prod-eu, prod-us · 3 OK, 1 FAIL, 1 SKIP',
      'Configuration',
      '  OK   mode: Socket Mode',
      'Slack',
      '  FAIL membership: not in C1',
      '       -> /invite @Snail Trail',
      'AWS prod-eu (eu-central-1)',
      '  OK   ecs:ListClusters in prod-eu: 1 cluster',
      'AWS prod-us (us-east-1)',
      '  OK   ecs:ListClusters in prod-us: 1 cluster',
      'Database',
      '  SKIP database: not asked',
      'As of 03:00:00 UTC.',
    ]);
  });
});
