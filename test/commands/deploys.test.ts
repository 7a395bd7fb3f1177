import { describe, expect, it } from 'vitest';
import { deploys } from '../../src/commands/deploys.ts';
import { UserError } from '../../src/errors.ts';
import { aCall } from '../fakes.ts';
import { aLens } from '../given-lens.ts';

describe('deploys', () => {
  it('answers for the service named, by what is left where the history may not be read', async () => {
    const { message, data } = await deploys.run(aLens(), aCall({ words: ['web'] }));
    expect(message.text).toMatch(/^Deployments of prod\/web/);
    expect(message.text).toContain('needs ecs:ListServiceDeployments');
    expect(data).toMatchObject({
      service: { name: 'web' },
      from: 'events',
      deploys: [{ revision: { number: 14 } }],
    });
  });

  it.each([
    [{ words: [] }],
    [{ words: ['web', 'api'] }],
    [{ words: ['nothing-like-it'] }],
    [{ words: ['web'], options: { page: 'last' } }],
  ])('says what is wrong with %j', async (call) => {
    await expect(deploys.run(aLens(), aCall(call))).rejects.toThrow(UserError);
  });
});
