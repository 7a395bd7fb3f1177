import { expect, it } from 'vitest';
import { openHealth } from '../../src/actions/open-health.ts';
import { serviceKey } from '../../src/deployment/ref.ts';
import { aRef } from '../given.ts';
import { aLens } from '../given-lens.ts';
import { aUse } from '../operation-scene.ts';

it('opens the checks of the chosen service beside the list', async () => {
  const { answer, show } = await openHealth.run(aLens(), aUse(serviceKey(aRef())));
  expect(answer.message.text).toMatch(/HEALTHY prod\/web · /);
  expect(show).toBe('beside');
});

it.each(['prod-eu:prod/gone', ''])('survives the old or forged value "%s"', async (value) => {
  await expect(openHealth.run(aLens(), aUse(value))).rejects.toThrow('not there any more');
});
