import { expect, it, vi } from 'vitest';
import { seedProof } from '../../src/demo/seed-operation.ts';
import type { StoredMessage } from '../../src/demo/slack/ledger.ts';
import { FIX } from '../../src/demo/story/enhanced-ml-fix.ts';
import { createStory } from '../../src/demo/story.ts';
import { alertWatch, quickClock } from '../alert-stage.ts';
import { start } from '../harness.ts';

vi.setConfig({ testTimeout: 120_000 });

/** What the story's tracker says of its completion. */
const TRACKER = `# Operation Snail Trail

**Overall Progress**: 99% Complete

## Phase 4 Completion Criteria
- [x] Enhanced ML service deployed with correct configuration
- [x] ECS health check configuration fixed
- [x] ALB integration confirmed working
- [x] Container health check path corrected
- [ ] Container health check failures resolved
- [ ] Enhanced ML service accessible from internet through ALB
- [ ] All ML endpoints functional in production
- [ ] Performance monitoring active
- [ ] Security measures implemented
- [ ] End-to-end validation complete
`;

const IN_OPS = { channel: 'C0OPS0001' };
/** As the state of each criterion begins its line. */
const STATES = /^\d+ \S+ (verified|refuted|unverifiable|attested|unchecked)/gm;

/** The story of the demo with its tracker taken in, four criteria bound, and a clock that is put forward to the fix. */
async function aStoryStage() {
  const clock = quickClock();
  const story = createStory({ clock });
  const stage = await start({ clock, worlds: [story.world], beforeAnswer: story.advance });
  /** The private answer: what is announced meanwhile is none. */
  const say = async (text: string) => {
    const seen = new Set(stage.slack.messages().map(({ ts }) => ts));
    await stage.slack.say(text, IN_OPS);
    const isAnswer = (each: StoredMessage) => each.ephemeralTo !== undefined && !seen.has(each.ts);
    return (await stage.slack.waitFor(isAnswer, 15_000)).text;
  };
  await stage.ask(`@Snail Trail op import\n${TRACKER}`, IN_OPS);
  await seedProof(stage.app, stage.slack.seed);
  const states = (text: string) => [...text.matchAll(STATES)].map(([, state]) => state);
  return { ...stage, ...alertWatch(stage.slack), say, states, clock };
}

it('criteria of the story are refuted while revision 15 fails, and verified once the fix is rolled out', async ({
  onTestFinished,
}) => {
  const { clock, posts, said, say, slack, stands, states, stop } = await aStoryStage();
  onTestFinished(stop);

  const before = await say('/snail verify');
  expect(before).toMatch(/^Operation Snail Trail · verified 1\/10 · 3 refuted · 2 attested · 4 unchecked\n/);
  expect(states(before)).toEqual([
    ...['refuted', 'verified', 'attested', 'attested', 'refuted'],
    ...['unchecked', 'unchecked', 'refuted', 'unchecked', 'unchecked'],
  ]);
  expect(before).toMatch(/\n1 ❌ refuted · Enhanced ML .* · the rollout of enhanced-ml:15 is stalled/);
  expect(before).toMatch(/ticked in the tracker as it was taken in by alice (?:\d+ s ago|just now)/);

  expect(await say('/snail status')).toContain('criteria 4/10 · verified 1/10\n');
  const against = await say('/snail contradictions');
  expect(against).toMatch(/^⚠️ 1 statement against reality and 1 contradiction in the tracker of/);
  expect(against).toMatch(
    /line 6: “- \[x\] Enhanced ML service deployed with correct configuration”\n {4}found: the rollout of enhanced-ml:15/,
  );
  expect(await say('/snail evidence 5')).toMatch(
    /\n\d{4}-\d\d-\d\d [\d:]+ UTC {2}ecs:DescribeServices {2}primary deployment of enhanced-ml: enhanced-ml:15 in-progress/,
  );

  const root = await stands(/^🔴 Ticked, but refuted · criterion 1 of Operation Snail Trail/);
  expect(root).toMatchObject({ channel: IN_OPS.channel, pings: [] });
  expect(root.text).toMatch(
    /deployment of enhanced-ml:15 to enhanced-ml: in progress \(ecs:ListServiceDeployments\)/,
  );

  clock.putForward((FIX.completedS + 90) * 1000);
  await said(root, /^🟢 Verified after \d+ min · criterion 1/);
  expect((await stands(/^🟢 Verified/)).ts).toBe(root.ts);
  expect(posts(/criterion 1 of/).filter(({ threadTs, ts }) => !threadTs || threadTs === ts)).toHaveLength(1);

  const after = await say('/snail verify');
  expect(after).toMatch(/^Operation Snail Trail · verified 4\/10 · 2 attested · 4 unchecked\n/);
  expect(await say('/snail contradictions')).toMatch(/^⚠️ 1 contradiction in/);
  expect(await say('/snail status')).toContain('verified 4/10\n');
  const own = slack.messages().filter(({ user }) => user === slack.seed.app.botUser);
  expect(own.flatMap(({ pings }) => pings)).toEqual([]);
});

it('what is typed wrong is pointed at, and what is left out is asked for in a form', async ({
  onTestFinished,
}) => {
  const { say, slack, stop } = await aStoryStage();
  onTestFinished(stop);
  expect(await say('/snail criterion bind 6 http 2OO https://example.com')).toMatch(
    /^The probe has a mistake at word 2 \("2OO"\): a status from 200 to 599 is expected here\./,
  );
  expect(await say('/snail criterion bind 60 service steady web')).toMatch(/60/);
  expect(await say('/snail criterion bind 6 http 200 https://alice:hunter2@example.com')).not.toContain(
    'hunter2',
  );
  expect(await say('/snail criterion bind 6 targets healthy >= 2 enhanced-ml')).toContain(
    '<!-- probe: targets healthy >= 2 enhanced-ml -->'.replaceAll('<', '&lt;').replaceAll('>', '&gt;'),
  );
  expect(await say('/snail criterion unbind 6')).toContain('criterion 6');
  expect(await say('/snail verify 6')).toMatch(/^No probe is bound to criterion 6\./);
  expect(await say('/snail criterion bind 6 http 200 http://169.254.169.254/latest')).toContain(
    'criterion 6',
  );
  expect(await say('/snail verify 6')).toMatch(/unverifiable · .* was not asked: 169\.254\.169\.254 is /);

  await slack.say('/snail criterion bind 5', IN_OPS);
  await expect.poll(() => slack.modals(), { timeout: 15_000 }).toHaveLength(1);
  const [form] = slack.modals();
  const fill = (probe: string) =>
    slack.submit(form?.id ?? '', { probe: { value: { type: 'plain_text_input', value: probe } } });
  expect(await fill('service stedy enhanced-ml')).toMatchObject({
    kind: 'errors',
    errors: { probe: expect.stringMatching(/^The probe has a mistake at word 2 \("stedy"\)/) },
  });
  const seen = slack.messages().length;
  expect(await fill('log absent "Traceback" enhanced-ml 15m')).toEqual({ kind: 'taken' });
  await slack.waitFor(({ text }) => text.includes('log absent'), 15_000);
  expect(slack.messages().length).toBeGreaterThan(seen);
  expect(await say('/snail verify 5')).toMatch(
    /\n5 ✅ verified · .* · no line of enhanced-ml matches "Traceback" in the last 15m/,
  );
});
