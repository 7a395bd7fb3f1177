import { describe, expect, it } from 'vitest';
import { type HealthDeps, healthAnswer, healthOverview } from '../../src/ask/health-answer.ts';
import type { Sighting } from '../../src/deployment/sighting.ts';
import { UpstreamError } from '../../src/errors.ts';
import { createRedactor } from '../../src/redaction/redact.ts';
import { aFailedTask, someEvidence } from '../diagnosis/given-evidence.ts';
import { clock, fakeEstate } from '../fakes.ts';
import {
  aContainerDefinition,
  aRevision,
  aSighting,
  aTarget,
  aTargetGroup,
  aTask,
  aTaskDefinition,
  denied,
  known,
  NOW,
} from '../given.ts';

const CHANNEL = { channel: 'C1', thread: undefined, kind: 'channel', team: 'T1' } as const;
const TERMINAL = { ...CHANNEL, kind: 'terminal' } as const;
const NOW_ONLY = { maxAgeMs: 0 };

function deps(
  sighting: Sighting,
  given: { readonly withheld?: string; readonly lines?: readonly string[] } = {},
) {
  const asked = { lines: 0 };
  const { estate } = fakeEstate([sighting], {
    logs: {
      ...fakeEstate([]).estate.logs,
      sources: async () => ({
        sources: [
          {
            group: '/ecs/web',
            region: undefined,
            prefix: 'ecs/app/',
            streams: undefined,
            container: 'app',
          } as never,
        ],
        notReadable: [],
        task: undefined,
        gaps: [],
      }),
      newest: async (_, { sinceAt }) => {
        asked.lines += 1;
        if (given.lines === undefined)
          throw new UpstreamError('read lines', 'denied', { permission: 'logs:FilterLogEvents' });
        const lines = given.lines.map(
          (text, nth) => ({ at: NOW, id: `${nth}`, stream: 'ecs/app/a1b2', text }) as never,
        );
        return { lines, searchedSinceAt: sinceAt, more: false };
      },
    },
  });
  const all: HealthDeps = {
    ...{ estate, clock, redact: createRedactor([]), sleep: () => new Promise(() => {}) },
    linesWithheld: async () => given.withheld,
  };
  return { all, asked };
}

/** Revision 15 fails the load balancer's check on a path that its program does not know. */
const failing: Sighting = {
  ...someEvidence({ stopped: [aFailedTask()] }).sighting,
  tasks: known([aTask({ revision: aRevision(14) })]),
  definitions: known([
    aTaskDefinition({
      revision: aRevision(15),
      containers: [
        aContainerDefinition({
          ports: [5000],
          healthCheck: {
            command: ['check', '--token=hunter2hunter2hunter2', '--password', 'hunter2hunter2'],
            ...{ intervalMs: 30_000, timeoutMs: 5000, retries: 3, startPeriodMs: 0 },
          },
        }),
      ],
    }),
  ]),
  targetGroups: [
    {
      ...aTargetGroup([aTarget({ state: 'unhealthy', reason: 'Target.ResponseCodeMismatch' })]),
      check: known({
        ...{
          arn: 'a',
          protocol: 'HTTP',
          port: 'traffic-port',
          path: '/health',
          matcher: '200',
          attached: true,
        },
        ...{ intervalMs: 30_000, timeoutMs: 5000, healthyThreshold: 5, unhealthyThreshold: 2 },
      }),
    },
  ],
};

describe('the health of one service', () => {
  it('reads the lines of what fails, for the paths that are served', async () => {
    const { all } = deps(failing, { lines: ['INFO routes: GET /, POST /predict'] });
    const { data } = await healthAnswer(all, failing.ref, { freshness: NOW_ONLY, place: CHANNEL });
    expect(data).toMatchObject({
      lints: expect.arrayContaining([expect.objectContaining({ id: 'hc-path-mismatch' })]),
      notRead: [],
    });
  });

  it('reads none where nothing fails', async () => {
    const { all, asked } = deps(aSighting(), { lines: [] });
    const { data } = await healthAnswer(all, aSighting().ref, { freshness: NOW_ONLY, place: CHANNEL });
    expect(asked.lines).toBe(0);
    expect(data).toMatchObject({ verdict: 'healthy', notRead: [] });
  });

  it.each([
    ['may not be read', CHANNEL, undefined, 'logs:FilterLogEvents', 1],
    [
      'are withheld from a channel',
      CHANNEL,
      'this channel is shared with other organisations',
      'this channel is shared',
      0,
    ],
    [
      'are withheld from channels, in a terminal',
      TERMINAL,
      'this channel is shared with other organisations',
      'logs:FilterLogEvents',
      1,
    ],
  ])('says so where lines %s, and the rest all the same', async (_, place, withheld, said, reads) => {
    const { all, asked } = deps(failing, withheld === undefined ? {} : { withheld });
    const { message, nothingRead } = await healthAnswer(all, failing.ref, { freshness: NOW_ONLY, place });
    expect(message.text).toContain(said);
    expect(message.text).toContain('[Target.ResponseCodeMismatch]');
    expect(asked.lines > 0).toBe(reads > 0);
    expect(nothingRead).toBe(false);
  });

  it('shows no secret of a command or a line', async () => {
    const { all } = deps(failing, { lines: ['password=hunter2hunter2 GET /ok 200'] });
    const answer = await healthAnswer(all, failing.ref, { freshness: NOW_ONLY, place: CHANNEL });
    expect(answer.message.text).toContain('begins with neither CMD nor CMD-SHELL');
    expect(JSON.stringify(answer)).not.toContain('hunter2hunter2');
  });

  it('says that nothing was read of a service that cannot be', async () => {
    const unread = aSighting({ service: denied('ecs:DescribeServices'), tasks: denied('ecs:ListTasks') });
    const { nothingRead, message } = await healthAnswer(deps(unread).all, unread.ref, {
      freshness: NOW_ONLY,
      place: CHANNEL,
    });
    expect(nothingRead).toBe(true);
    expect(message.text).toContain('needs ecs:DescribeServices');
  });
});

describe('the health of an environment', () => {
  it('is a line for each of its services', async () => {
    const { all } = deps(failing);
    const { message } = await healthOverview(all, { env: 'prod-eu', freshness: NOW_ONLY, place: CHANNEL });
    expect(message.text).toMatch(/^Health · 1 service: /);
  });
});
