import { afterEach, describe, expect, it } from 'vitest';
import { systemClock } from '../../src/clock.ts';
import type { StoredMessage } from '../../src/demo/slack/ledger.ts';
import { createStory } from '../../src/demo/story.ts';
import { addService } from '../../src/demo/world/add-service.ts';
import { populate } from '../../src/demo/world/populate.ts';
import { createWorld } from '../../src/demo/world.ts';
import { type Stage, type StageGiven, start } from '../harness.ts';

let stage: Stage | undefined;

async function aStage(given?: StageGiven): Promise<Stage> {
  stage = await start(given);
  return stage;
}

afterEach(async () => {
  await stage?.stop();
  stage = undefined;
});

const oneService = {
  build: (world: Parameters<typeof addService>[0]) => void addService(world, { name: 'web' }),
};

describe.each(['socket', 'http'] as const)('/snail status in %s mode', (mode) => {
  it('tells the reference story: the new revision fails while the old one serves', async () => {
    const story = createStory({ clock: systemClock });
    const { ask } = await aStage({ mode, worlds: [story.world] });
    const overview = await ask('/snail status');
    expect(overview.ephemeralTo).toBe('U0ALICE01');
    const [title, first] = overview.text.split('\n');
    expect(title).toMatch(/^Status · 10 services: .*1 stalled.* · prod-eu$/);
    expect(first).toMatch(/enhanced-ml/);
    const card = await ask('/snail status enhanced-ml');
    expect(card.text).toMatch(/STALLED enhanced-ml · prod-eu · rev 15 \d\/2, rev 14 2\/2/);
    expect(card.text).toMatch(/HTTP \/health on the traffic port/);
    expect(card.text).toMatch(/Task failed ELB health checks/);
    const cause = "rev 15 fails the load balancer's check: GET /health answers 404, expected 200";
    expect(card.text.split('\n')[1]).toContain(cause);
    expect((await ask('/snail status')).text).toContain(cause);
    expect((await ask('/snail')).text).toMatch(/2 of 10 services need a look:\n🟠 stalled: .*enhanced-ml/);
    expect(card.text).toContain('(service, deployments, events)');
  });

  it('refreshes in place, shares to the channel, and opens a card from the menu', async () => {
    const { ask, next, slack, world } = await aStage({ mode, ...oneService });
    const card = await ask('/snail status web');
    expect(card.text).toContain('HEALTHY web');
    for (const service of world.services.values()) service.runningCount = 0;
    await slack.click('refresh-status', card);
    const refreshed = await slack.waitFor(({ text }) => text.includes('UNHEALTHY web'));
    expect(refreshed.ts).toBe(card.ts);
    const seen = slack.messages();
    await slack.click('share-status', refreshed);
    const shared = await slack.waitFor(
      (message) => message.ephemeralTo === undefined && message.text.includes('web'),
    );
    expect(shared.channel).toBe(card.channel);
    expect((await next([...seen, shared])).text).toContain('Shared');
    expect(shared.text).toMatch(/\nShared by alice\.$/);
    expect(shared.pings).toEqual([]);
    expect(JSON.stringify(shared.blocks)).not.toContain('share-status');
    const overview = await ask('/snail status');
    const before = slack.messages();
    await slack.click('open-service', overview, { option: 'prod-eu:prod/web' });
    expect((await next(before)).text).toContain('web · prod-eu');
  });
});

describe('the same words elsewhere', () => {
  it('are answered in a thread by mention, privately', async () => {
    const { ask, slack } = await aStage(oneService);
    const said = await slack.say('what is up?');
    const threadTs = said.kind === 'message' ? said.message.ts : '';
    const answer = await ask('@snail status web', { threadTs });
    expect(answer).toMatchObject({ threadTs, ephemeralTo: 'U0ALICE01' });
    expect(answer.text).toContain('HEALTHY web');
  });

  it('are answered in a direct message', async () => {
    const { ask } = await aStage(oneService);
    const answer = await ask('status web', { channel: 'direct' });
    expect(answer.text).toContain('HEALTHY web');
    expect(answer.ephemeralTo).toBeUndefined();
  });

  it('are shown on the Home tab', async () => {
    const { slack } = await aStage(oneService);
    await slack.openHome();
    await expect.poll(() => JSON.stringify(slack.home())).toContain('prod/web');
  });
});

describe('what a channel watches', () => {
  it('is noted with who is on call by name, which pings nobody', async () => {
    const { ask } = await aStage(oneService);
    const person = await ask('/snail watch web --on-call @boris');
    expect(person.text).toContain('On call: boris.');
    const group = await ask('/snail watch web --on-call S0ONCALL1');
    expect(group.text).toContain('Changed.\nOn call: @on-call.');
    expect((await ask('/snail watch')).text).toContain('prod/web · on call: @on-call');
    expect([person.pings, group.pings]).toEqual([[], []]);
  });

  it('says at once where the bot cannot post, as does a share, which says how to mend it', async () => {
    const { ask, slack, next } = await aStage(oneService);
    const answer = await ask('/snail watch web', { channel: 'random' });
    expect(answer.text).toContain(
      'I am not in this channel, so I cannot post alerts here: type /invite @Snail Trail.',
    );
    const card = await ask('/snail status web', { channel: 'random' });
    const seen = slack.messages();
    await slack.click('share-status', card);
    expect((await next(seen)).text).toBe(
      'I am not in this channel, so I cannot post here. Type `/invite @Snail Trail`, then try again.',
    );
  });

  it('is what its status shows, until it is let go', async () => {
    const { ask } = await aStage({ build: (world) => void populate(world, { services: 3 }) });
    expect((await ask('/snail watch service-0002')).text).toContain('now watches');
    expect((await ask('/snail status')).text).toMatch(/^Status · 1 service/);
    expect((await ask('/snail')).text).toContain('The one service this channel watches');
    expect((await ask('/snail unwatch service-0002')).text).toContain('no longer watches');
    expect((await ask('/snail status')).text).toMatch(/^Status · 3 services/);
  });
});

describe('a service truthfully shown', () => {
  it.each<[string, Parameters<typeof addService>[1], RegExp]>([
    ['behind no load balancer', { name: 'web', targetGroups: [] }, /targets: behind no load balancer/],
    [
      'behind two target groups',
      { name: 'web', targetGroups: ['public', 'internal'] },
      /targets: public:[\s\S]*targets: internal:/,
    ],
    ['scaled to zero', { name: 'web', desired: 0 }, /IDLE web[\s\S]*scaled to zero/],
    [
      'as a daemon',
      { name: 'web', scheduling: 'DAEMON', launchType: 'EC2' },
      /daemon: one task per container instance/,
    ],
    ['under an external controller', { name: 'web', controller: 'EXTERNAL' }, /external controller/],
    [
      'with blue/green deployments',
      { name: 'web', strategy: 'BLUE_GREEN', targetGroups: ['blue', 'green'] },
      /blue-green strategy/,
    ],
  ])('%s', async (_, plan, words) => {
    const { ask } = await aStage({ build: (world) => void addService(world, plan) });
    expect((await ask('/snail status web')).text).toMatch(words);
  });
});

describe('environments', () => {
  it('stand apart: a broken one is a gap beside the other', async () => {
    const clock = systemClock;
    const eu = createWorld({ clock });
    const us = createWorld({ clock, region: 'us-east-1', account: '999900001111' });
    addService(eu, { name: 'web' });
    addService(us, { name: 'web' });
    const environments = [
      { alias: 'prod-eu', region: 'eu-central-1' },
      { alias: 'prod-us', region: 'us-east-1' },
    ];
    const { ask, aws } = await aStage({ worlds: [eu, us], config: { environments } });
    expect((await ask('/snail status prod-us:web')).text).toMatch(/HEALTHY web · prod-us[\s\S]*us-east-1/);
    aws.faults.add({ operation: '*', kind: 'expired', region: 'us-east-1' });
    const overview = await ask('/snail status --all');
    expect(overview.text).toContain('healthy: prod/web');
    expect(overview.text.split('\n')[0]).toMatch(/prod-us/);
    expect((await ask('/snail status web')).text).toContain('HEALTHY web · prod-eu');
  });
});

/** More target groups than fit in one burst of AWS's budget, so that target health comes in a second form. */
const twelve: StageGiven = { build: (world) => void populate(world, { services: 12 }) };
const ALL_TWELVE = /^Status · 12 services: 12 healthy/;

describe('a big estate', () => {
  it('is answered at once, and filled in when target health is there', async () => {
    const { slack, ask, next } = await aStage(twelve);
    const first = await ask('/snail status');
    expect(first.text).toContain('still being read');
    const second: StoredMessage = await next([
      first,
      ...slack.messages().filter(({ ts }) => ts === first.ts),
    ]);
    expect(second.text).toMatch(ALL_TWELVE);
  }, 20_000);

  it('is shown beside the clicked message, which stays as it is, in both forms', async () => {
    const { slack, ask } = await aStage(twelve);
    const menu = await ask('/snail help');
    await slack.click('show-status', menu);
    await slack.waitFor(({ text }) => ALL_TWELVE.test(text), 15_000);
    const [first, ...others] = slack.messages();
    expect(first).toMatchObject({ ts: menu.ts, text: menu.text, blocks: menu.blocks });
    expect(others.map(({ text }) => ALL_TWELVE.test(text))).toEqual([false, true]);
  }, 30_000);

  it('is refreshed in place, in both forms', async () => {
    const { slack, ask, next } = await aStage(twelve);
    const first = await ask('/snail status');
    const card = await next([first]);
    await slack.click('refresh-status', first);
    await slack.waitFor(({ ts, text }) => ts === first.ts && ALL_TWELVE.test(text), 15_000);
    expect(slack.messages().map(({ ts }) => ts)).toEqual([first.ts, card.ts]);
  }, 30_000);

  it('is shared when all of it is there', async () => {
    const { slack, ask, next } = await aStage(twelve);
    const first = await ask('/snail status');
    const second = await next([first]);
    await slack.click('refresh-status', second);
    await slack.click('share-status', second);
    const told = await slack.waitFor(({ text }) => text.startsWith('Shared'), 15_000);
    expect(told.ephemeralTo).toBe('U0ALICE01');
    const shared = slack.messages().filter(({ ephemeralTo }) => ephemeralTo === undefined);
    expect(shared).toHaveLength(1);
    expect(shared[0]?.text).toMatch(ALL_TWELVE);
  }, 30_000);

  it('is shown on the Home tab at once, and again when all of it is there', async () => {
    const { slack, next } = await aStage(twelve);
    const home = () => JSON.stringify(slack.home()?.view ?? '');
    await slack.openHome();
    await expect.poll(home, { timeout: 10_000 }).toContain('still being read');
    await expect.poll(home, { timeout: 15_000 }).toContain('12 services: 12 healthy');
    expect(home()).not.toMatch(/refresh-status|share-status/);
    const seen = slack.messages();
    const view = home();
    await slack.click(
      'open-service',
      { viewId: slack.home()?.id ?? '' },
      { option: 'prod-eu:cluster-1/service-0003' },
    );
    expect(await next(seen)).toMatchObject({ channel: 'D0ALICE01', ephemeralTo: undefined });
    expect(home()).toBe(view);
  }, 30_000);

  it('keeps nobody waiting while many ask for it', async () => {
    const { slack, ask } = await aStage({ build: (world) => void populate(world, { services: 60 }) });
    for (let asked = 0; asked < 9; asked += 1) await slack.say('/snail status');
    await slack.waitFor(({ text }) => text.startsWith('Status'), 10_000);
    await ask('/snail help', { user: 'boris' });
    await slack.waitFor(({ ephemeralTo }) => ephemeralTo === 'U0BORIS01', 5000);
    expect(slack.messages().some(({ text }) => /60 services: 60 healthy/.test(text))).toBe(false);
  }, 30_000);
});

describe('how a service is checked and deployed', () => {
  it('is told by words and by the buttons between the two', async () => {
    const story = createStory({ clock: systemClock });
    const { ask, slack, next } = await aStage({ worlds: [story.world] });
    const health = await ask('/snail health enhanced-ml');
    expect(health.text).toMatch(/STALLED ml-prod\/enhanced-ml · containers: 2 healthy/);
    expect(health.text).toMatch(
      /⚠️ The load balancer asks \/health of enhanced-ml-tg; what the log shows to be served is \//,
    );
    expect(health.text).toMatch(
      /2 tasks of rev 14 [\s\S]*container: healthy \[HEALTHY\]\n +enhanced-ml-tg: healthy/,
    );
    const seen = slack.messages();
    await slack.click('show-lens', health);
    const deploys = await next(seen);
    expect(deploys.text).toMatch(/^Deployments of ml-prod\/enhanced-ml · 5, newest first/);
    expect(deploys.text).toMatch(/🔵 rev 15 in progress[\s\S]*🟢 rev 14 succeeded[\s\S]*⚪ rev 12 stopped/);
    const first = await ask('/snail deploys web');
    expect(first.text).toMatch(/page 1 of 2[\s\S]*🟠 rev 38 rolled back to rev 37/);
    await slack.click('turn-lens', first);
    const second = await slack.waitFor(({ text }) => text.includes('page 2 of 2'));
    expect(second.ts).toBe(first.ts);
    expect((await ask('/snail health')).text).toMatch(
      /^Health · 10 services: .*1 stalled.* · prod-eu\n🟠 stalled: ml-prod\/enhanced-ml/,
    );
  });
});
