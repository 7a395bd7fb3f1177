import { describe, expect, it } from 'vitest';
import type { Deploy, DeployOutcome, Deploys } from '../../src/deployment/deploys.ts';
import { deploysMessage } from '../../src/views/deploys.ts';
import { fitMessage } from '../../src/views/fit.ts';
import { aRevision, aService, denied, minutesAgo, NOW } from '../given.ts';

function aDeploy(given: Partial<Deploy> = {}): Deploy {
  return {
    id: 'd1',
    revision: aRevision(14),
    images: [{ container: 'app', image: '1.dkr.ecr/web:1.4.2', digest: `sha256:${'ab12'.repeat(16)}` }],
    startedAt: minutesAgo(60),
    endedAt: minutesAgo(57),
    outcome: { kind: 'succeeded' },
    strategy: 'rolling',
    bakeTimeMs: 0,
    registeredBy: undefined,
    again: undefined,
    ...given,
  };
}

function said(deploys: readonly Deploy[], given: Partial<Deploys> = {}) {
  const all: Deploys = {
    ref: aService().ref,
    service: aService(),
    ...{ from: 'history', deploys, page: 1, pages: 1, total: deploys.length, older: false, gaps: [] },
    ...given,
  };
  return deploysMessage(all, {
    now: NOW,
    defaultEnv: 'prod-eu',
    sources: ['ecs:ListServiceDeployments just now'],
  });
}

describe('the deployments of a service', () => {
  it('say what was asked for, when, for how long, which image, and how it ended', () => {
    const { text } = said([aDeploy({ registeredBy: 'role/ci' })]);
    expect(text).toContain(
      [
        'Deployments of prod/web · 1, newest first · no circuit breaker',
        '🟢 rev 14 succeeded · 4 Mar 02:00 UTC (1 h ago) · took 3 min',
        '      web:1.4.2 @ab12ab12ab12 · registered by role/ci',
      ].join('\n'),
    );
    expect(text).toContain('Who started a deployment is not known');
    expect(text).toContain('ecs:ListServiceDeployments just now');
  });

  const running = {
    kind: 'in-progress',
    stage: undefined,
    tasks: undefined,
    hooks: [],
    productionWeight: undefined,
    failures: 0,
  } as const;

  it.each<[DeployOutcome, Partial<Deploy>, readonly string[]]>([
    [
      { kind: 'failed', reason: 'tasks failed to start' },
      {},
      ['🔴 rev 14 failed', '      tasks failed to start'],
    ],
    [{ kind: 'failed', reason: undefined }, {}, ['      ECS gives no reason']],
    [
      { kind: 'rolled-back', to: aRevision(13), reason: 'the breaker', failures: 3 },
      {},
      ['🟠 rev 14 rolled back to rev 13', '      the breaker · 3 tasks had failed'],
    ],
    [
      { kind: 'rolling-back', to: undefined, reason: 'alarm errors', failures: undefined },
      { endedAt: undefined },
      ['🟠 rev 14 rolling back · since 4 Mar 02:00 UTC · 1 h so far', '      alarm errors'],
    ],
    [
      { kind: 'stopped', reason: undefined, by: aRevision(15) },
      {},
      ['⚪ rev 14 stopped', '      rev 15 took its place before it was done'],
    ],
    [
      { ...running, tasks: { running: 1, requested: 2 }, failures: 4 },
      { endedAt: undefined },
      ['🔵 rev 14 in progress · since 4 Mar 02:00 UTC · 1 h so far', '      1/2 running · 4 failed in a row'],
    ],
    [
      {
        ...running,
        stage: 'BAKE_TIME',
        productionWeight: 100,
        hooks: [
          {
            target: 'function:approve',
            status: 'AWAITING_ACTION',
            expiresAt: new Date(NOW.getTime() + 3_600_000),
          },
        ],
      },
      { endedAt: undefined, bakeTimeMs: 300_000 },
      [
        '      100 % of the traffic',
        '      stage BAKE_TIME: baking: both sets run, and a trouble now still rolls back (5 min)',
        '      hook function:approve waits for somebody to continue it, for 1 h more [AWAITING_ACTION]',
      ],
    ],
    [
      { ...running, stage: 'SOMETHING_NEW' },
      { endedAt: undefined },
      ['      stage SOMETHING_NEW: a stage that I do not know'],
    ],
    [
      { kind: 'task-set', status: 'active', stability: 'stabilizing', tasks: { running: 1, requested: 2 } },
      { endedAt: undefined },
      ['🔵 rev 14 active task set', '      1/2 running · stabilizing'],
    ],
    [
      { kind: 'other', status: 'stop-requested', reason: 'by hand' },
      {},
      ['❔ rev 14 state stop requested', '      by hand'],
    ],
  ])('tell an outcome in words: %j', (outcome, given, lines) => {
    const { text } = said([aDeploy({ outcome, ...given })]);
    for (const line of lines) expect(text).toContain(line);
  });

  it.each<[Partial<Deploy>, string]>([
    [{ again: 'tag-moved' }, 'the same revision again, and its tag stands for another image now'],
    [{ again: 'same-image' }, 'the same revision again'],
    [{ revision: undefined, startedAt: undefined }, '🟢 d1 succeeded · ended 4 Mar 02:03 UTC (57 min ago)'],
    [{ startedAt: undefined, endedAt: undefined }, 'when is not known'],
    [
      { images: [...aDeploy().images, { container: 'b', image: 'b:1', digest: undefined }] },
      'and 1 more image',
    ],
  ])('say what else there is: %j', (given, words) => {
    expect(said([aDeploy(given)]).text).toContain(words);
  });

  it.each<[Parameters<typeof aService>[0], string]>([
    [{ strategy: 'blue-green', bakeTimeMs: 600_000 }, 'blue/green, 10 min bake time'],
    [{ controller: 'code-deploy' }, 'moved by CodeDeploy'],
    [{ controller: 'external' }, 'moved by an external controller'],
    [{ circuitBreaker: { enabled: true, rollback: true } }, 'the circuit breaker rolls back'],
    [{ circuitBreaker: { enabled: true, rollback: false } }, 'the circuit breaker only stops'],
  ])('say how new revisions come in: %j', (of, words) => {
    expect(said([], { service: aService(of) }).text.split('\n')[0]).toContain(words);
  });

  it('say what stands in for a history that may not be read, with the permission', () => {
    const unknown = denied('ecs:ListServiceDeployments');
    const { text } = said([aDeploy()], {
      from: 'events',
      gaps: [{ what: 'the deployment history', unknown }],
    });
    expect(text).toContain('the deployment history unknown – needs ecs:ListServiceDeployments');
    expect(text).toContain('ECS’s history could not be had');
  });

  it('say that CodeDeploy keeps the history of what it moves', () => {
    const service = aService({ controller: 'code-deploy' });
    expect(said([], { from: 'task-sets', service }).text).toContain(
      'CodeDeploy keeps this service’s history',
    );
  });

  it('can be paged from either end, and say where older ones were left', () => {
    const { text, blocks } = said([aDeploy()], { page: 2, pages: 10, total: 100, older: true });
    expect(text).toContain('the newest 100, newest first · page 2 of 10');
    expect(text).toContain('Older ones than these are there and were not read.');
    const values = JSON.stringify(blocks);
    for (const page of [1, 3]) expect(values).toContain(`"deploys prod-eu:prod/web --page ${page}"`);
    expect(JSON.stringify(said([aDeploy()]).blocks)).not.toContain('--page');
  });

  it('fit into one message and let nothing from outside mark up or ping', () => {
    const worst = aDeploy({
      outcome: { kind: 'failed', reason: '<!channel> *loud* '.repeat(100) },
      images: [{ container: 'a', image: `<@U1>${'x'.repeat(400)}:1`, digest: undefined }],
      registeredBy: '<!here>',
    });
    const message = said(Array.from({ length: 10 }, () => worst));
    expect(fitMessage(message).blocks).toEqual(message.blocks);
    expect(JSON.stringify(message.blocks)).not.toMatch(/<[!@](?!date)/);
  });
});
