import { describe, expect, it } from 'vitest';
import { lensAgain } from '../../src/ask/lens-again.ts';
import { UserError } from '../../src/errors.ts';
import { aLens, LENS_PLACE } from '../given-lens.ts';

const asked = { place: LENS_PLACE, freshness: { maxAgeMs: 0 } };

describe('a button that looks again', () => {
  it.each([
    ['health prod-eu:prod/web', /^🟢 HEALTHY prod\/web/],
    ['health --env prod-eu', /^Health · 1 service/],
    ['health', /^Health · 1 service/],
    ['deploys prod-eu:prod/web', /^Deployments of prod\/web/],
    ['deploys prod-eu:prod/web --page 7', /^Deployments of prod\/web/],
  ])('%s', async (value, says) => {
    expect((await lensAgain(aLens(), value, asked)).message.text).toMatch(says);
  });

  it.each([
    ['', 'from another time'],
    ['status prod-eu:prod/web', 'from another time'],
    ['health prod-eu:prod/gone', 'not there any more'],
    ['health --env nowhere', 'no environment'],
    ['deploys prod-eu:prod/web --page x', 'is no page'],
  ])('"%s" says what is wrong', async (value, says) => {
    await expect(lensAgain(aLens(), value, asked)).rejects.toThrow(UserError);
    await expect(lensAgain(aLens(), value, asked)).rejects.toThrow(says);
  });
});
