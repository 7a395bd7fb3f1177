import { describe, expect, it } from 'vitest';
import { showLens } from '../../src/actions/show-lens.ts';
import { UserError } from '../../src/errors.ts';
import { aLens } from '../given-lens.ts';
import { aUse } from '../operation-scene.ts';

describe('show-lens', () => {
  it.each([
    ['health prod-eu:prod/web', /HEALTHY prod\/web/],
    ['deploys prod-eu:prod/web --page 2', /^Deployments of prod\/web/],
  ])('shows %s beside', async (value, says) => {
    const { answer, show } = await showLens.run(aLens(), aUse(value));
    expect(answer.message.text).toMatch(says);
    expect(show).toBe('beside');
  });

  it('is for everybody who may look, and refuses what it does not know', async () => {
    expect(showLens.role).toBe('viewer');
    await expect(showLens.run(aLens(), aUse('logs prod-eu:prod/web'))).rejects.toThrow(UserError);
  });
});
