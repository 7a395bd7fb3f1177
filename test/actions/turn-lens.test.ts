import { describe, expect, it } from 'vitest';
import { turnLens } from '../../src/actions/turn-lens.ts';
import { UserError } from '../../src/errors.ts';
import { aLens } from '../given-lens.ts';
import { aUse } from '../operation-scene.ts';

describe('turn-lens', () => {
  it.each([
    ['health prod-eu:prod/web', /HEALTHY prod\/web/],
    ['deploys prod-eu:prod/web --page 2', /^Deployments of prod\/web/],
  ])('shows %s instead', async (value, says) => {
    const { answer, show } = await turnLens.run(aLens(), aUse(value));
    expect(answer.message.text).toMatch(says);
    expect(show).toBe('instead');
  });

  it('is for everybody who may look, and refuses what it does not know', async () => {
    expect(turnLens.role).toBe('viewer');
    await expect(turnLens.run(aLens(), aUse('logs prod-eu:prod/web'))).rejects.toThrow(UserError);
  });
});
