import { expect, it } from 'vitest';
import { judge } from '../../src/deployment/verdict.ts';
import { fitMessage } from '../../src/views/fit.ts';
import { homeMessage } from '../../src/views/home.ts';
import { LIMITS } from '../../src/views/limits.ts';
import { overviewMessage } from '../../src/views/overview.ts';
import { aRef, aSighting, IN_CHANNEL, NOW } from '../given.ts';

const scope = {
  title: 'every service that can be listed',
  environments: ['prod-eu'],
  defaultEnv: 'prod-eu',
  value: '',
  now: NOW,
  place: IN_CHANNEL,
  alerts: [],
};
const judgedOf = (count: number) =>
  Array.from({ length: count }, (_, nth) => {
    const sighting = aSighting({ of: { ref: aRef(`web-${nth}`) } });
    return { sighting, verdict: judge(sighting, NOW) };
  });
const actionsIn = (message: object) =>
  [...JSON.stringify(message).matchAll(/"action_id":"([\w-]+)"/g)].map(([, id]) => id);

it('is the overview without what needs a channel', () => {
  const home = homeMessage(judgedOf(2), [], scope);
  expect(home.text).toBe(overviewMessage(judgedOf(2), [], scope).text);
  expect(new Set(actionsIn(home))).toEqual(new Set(['open-service']));
});

it('says how to get at what it leaves out, within what a tab may hold', () => {
  const home = homeMessage(judgedOf(300), [], scope);
  expect(JSON.stringify(home.blocks)).toContain('its card arrives under *Messages*');
  expect(fitMessage(home, LIMITS.blocksPerView).blocks.length).toBeLessThanOrEqual(LIMITS.blocksPerView);
});
