import { expect, it } from 'vitest';
import { FIX } from '../../src/demo/story/enhanced-ml-fix.ts';
import { createStory } from '../../src/demo/story.ts';
import { NOW } from '../given.ts';

it('the alarm for unhealthy hosts rings until the fix is rolled out, and the other one never', () => {
  const clock = { now: () => NOW, sleep: async () => {} };
  const { world, advance } = createStory({ clock });
  const states = () => [...world.alarms.values()].map(({ name, state }) => `${name} ${state}`);
  expect(states()).toEqual(['enhanced-ml-unhealthy-hosts ALARM', 'enhanced-ml-latency OK']);
  advance(new Date(NOW.getTime() + FIX.completedS * 1000));
  expect(states()).toEqual(['enhanced-ml-unhealthy-hosts ALARM', 'enhanced-ml-latency OK']);
  advance(new Date(NOW.getTime() + (FIX.completedS + 60) * 1000));
  expect(states()).toEqual(['enhanced-ml-unhealthy-hosts OK', 'enhanced-ml-latency OK']);
});
