import { describe, expect, it } from 'vitest';
import { health } from '../../src/commands/health.ts';
import { UserError } from '../../src/errors.ts';
import { aCall } from '../fakes.ts';
import { aSighting } from '../given.ts';
import { aLens } from '../given-lens.ts';

const inUs = aSighting({ of: { ref: { env: 'prod-us', cluster: 'prod', name: 'api' } } });

describe('health', () => {
  it('answers for the one service named', async () => {
    const { message } = await health.run(aLens(aSighting(), inUs), aCall({ words: ['web'] }));
    expect(message.text).toMatch(/^🟢 HEALTHY prod\/web/);
  });

  it.each([
    [{}, 'prod/web', 'api'],
    [{ env: 'PROD-US' }, 'prod-us:prod/api', 'prod/web'],
  ])(
    'answers for every service of an environment with %j, the default one unless told',
    async (options, its, others) => {
      const { message } = await health.run(aLens(aSighting(), inUs), aCall({ words: [], options }));
      expect(message.text).toContain(its);
      expect(message.text).not.toContain(others);
    },
  );

  it.each([
    [{ words: ['nothing-like-it'] }],
    [{ words: ['web', 'api'] }],
    [{ words: [], options: { env: 'nowhere' } }],
  ])('says what is wrong with %j', async (call) => {
    await expect(health.run(aLens(), aCall(call))).rejects.toThrow(UserError);
  });
});
