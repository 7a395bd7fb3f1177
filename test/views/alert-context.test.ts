import { describe, expect, it } from 'vitest';
import { alertContextMessage } from '../../src/views/alert-context.ts';
import { aPastDeployment, aSighting, aTargetGroup, aTask, denied, known, minutesAgo } from '../given.ts';
import { aContext, fits, HOSTILE, offences } from './alert-cases.ts';
import { ids, MISMATCH } from './cases.ts';

function text(given: Parameters<typeof aContext>[0] = {}): string {
  return alertContextMessage(aContext(given)).text;
}

describe('the first reply', () => {
  it('tells what fails on which task, both checks, what stopped, what changed, the last errors, and what is missing', () => {
    expect(text()).toMatchInlineSnapshot(`
      "🔎 What I found: rev 15 fails the load balancer's check: GET /health answers 404, expected 200 [Target.ResponseCodeMismatch]
      failing: task b1000000 rev 15 10.0.3.10:5000 unhealthy: the application answered with a code that does not pass [Target.ResponseCodeMismatch] Health checks failed with these codes: [404]
      balancer: web-tg: HTTP /health on the traffic port, expects 200, every 30 s, time-out 5 s, unhealthy after 3
      container: rev 15 app: true, every 30 s, time-out 5 s, unhealthy after 3
      stopped: 2× Task failed ELB health checks in target group web-tg [c1000000 c2000000], last 5 min ago
      revision: rev 14 → rev 15, rolling out since 4 Mar 02:19 UTC
        app health check is new
      last errors:
      02:58:00 app b1000000 Error: no route for /health
      could not be read:
      prod-eu: alarms unknown – needs cloudwatch:DescribeAlarms"
    `);
  });

  it('has the facts in boxes, in which nothing is marked up', () => {
    const { blocks } = alertContextMessage(aContext());
    expect(blocks.map(({ type }) => type)).toEqual([
      'section',
      'rich_text',
      'section',
      'rich_text',
      'section',
      'context',
    ]);
    expect(JSON.stringify(blocks[1])).toContain('failing     task b1000000 rev 15 10.0.3.10:5000');
    expect(JSON.stringify(blocks[3])).toContain('02:58:00 app b1000000 Error: no route for /health');
  });

  it('names tasks whose container fails its own check', () => {
    const containers = aTask().containers.map((each) => ({ ...each, health: 'unhealthy' as const }));
    const tasks = known([aTask({ ...ids('f1'), health: 'unhealthy', containers }), aTask()]);
    expect(text({ sighting: aSighting({ tasks }), failing: undefined })).toContain(
      '\nfailing: task f1000000 rev 14 container app unhealthy\n',
    );
  });

  it('does not call failing what is at its first checks', () => {
    const starting = { ...MISMATCH, state: 'initial' as const, reason: 'Elb.InitialHealthChecking' };
    const targetGroups = [aTargetGroup([starting])];
    const shown = text({ sighting: aSighting({ targetGroups }), failing: undefined, gaps: [] });
    expect(shown).toMatch(/\nfailing: no task and no target fails at this moment\nstarting: .* initial: /);
  });

  it('groups stopped tasks by what ended them, with the exit code', () => {
    const container = { ...aTask().containers[0]!, exitCode: 1 };
    const stopped = known(
      ['e1', 'e2'].map((start) =>
        aTask({
          ...ids(start),
          stoppedAt: minutesAgo(2),
          stopCode: 'EssentialContainerExited',
          stoppedReason: 'Essential container in task exited',
          containers: [container],
        }),
      ),
    );
    expect(text({ sighting: aSighting({ stopped }) })).toContain(
      'stopped: 2× Essential container in task exited: app exit code 1 [e1000000 e2000000], last 2 min ago',
    );
  });

  it('says since when the revision is the same', () => {
    const history = known([aPastDeployment()]);
    expect(text({ sighting: aSighting({ history }) })).toContain(
      'revision: rev 14 since 3 Mar 17:10 UTC: no newer one was rolled out',
    );
  });

  it('never takes what could not be read for well', () => {
    const sighting = aSighting({
      service: denied('ecs:DescribeServices'),
      tasks: denied('ecs:DescribeTasks'),
      targetGroups: [aTargetGroup(denied('elasticloadbalancing:DescribeTargetHealth'))],
    });
    const errors = denied('logs:FilterLogEvents');
    expect(text({ sighting, errors, failing: undefined, gaps: [] })).toMatchInlineSnapshot(`
      "🔎 What I found at 03:00 UTC
      not known: service unknown – needs ecs:DescribeServices
        tasks unknown – needs ecs:DescribeTasks
        target health of web-tg unknown – needs elasticloadbalancing:DescribeTargetHealth
      balancer: web-tg: check settings not read
      container: check settings not read
      revision: not known whether it changed
      errors: error lines unknown – needs logs:FilterLogEvents"
    `);
  });

  it('says that no error line was found, rather than nothing', () => {
    expect(text({ errors: known([]) })).toContain('\nerrors: no error line was found');
  });

  it('shows the last lines of a failing task where no line tells of an error, and calls them so', () => {
    const line = { at: minutesAgo(1), task: 'b1000000ffff', container: 'app', text: '"GET /health" 404' };
    const shown = text({ errors: known([]), lastLines: [line] });
    expect(shown).toContain(
      '\nno error line was found; the last lines of a failing task:\n02:59:00 app b1000000 "GET /health" 404',
    );
    expect(shown).not.toContain('errors: no error line');
    expect(text({ lastLines: [line] })).not.toContain('GET /health" 404');
    expect(text({ errors: denied('logs:FilterLogEvents'), lastLines: [line] })).not.toContain('last lines');
  });

  it('shows the newest errors and counts the others', () => {
    const errors = known(
      Array.from({ length: 20 }, (_, at) => ({
        at: minutesAgo(20 - at),
        task: undefined,
        container: 'app',
        text: `error ${at}`,
      })),
    );
    const shown = text({ errors });
    expect(shown).toContain('last errors:\n… 12 earlier\n02:52:00 app error 12\n');
    expect(shown).toContain('error 19');
    expect(shown).not.toContain('error 11');
  });

  it('lets no log line, reason or gap call, link or leave its box', () => {
    const target = { ...MISMATCH, description: HOSTILE, reason: undefined };
    const message = alertContextMessage(
      aContext({
        sighting: aSighting({ targetGroups: [aTargetGroup([target])] }),
        failing: { ...aContext().failing!, said: HOSTILE },
        errors: known([]),
        lastLines: [{ at: minutesAgo(1), task: HOSTILE, container: HOSTILE, text: HOSTILE }],
        gaps: [{ env: HOSTILE, subject: HOSTILE, unknown: denied(HOSTILE) }],
      }),
    );
    expect(offences(message)).toEqual([]);
    expect(JSON.stringify(message)).not.toContain('\\u202e');
    expect(JSON.stringify(message)).not.toContain('\u202e');
  });

  it('fits into Slack, however much fails', () => {
    const targets = Array.from({ length: 200 }, () => ({ ...MISMATCH, description: 'x'.repeat(500) }));
    const errors = known(
      Array.from({ length: 50 }, () => ({
        at: minutesAgo(1),
        task: undefined,
        container: 'app',
        text: 'x'.repeat(5000),
      })),
    );
    expect(
      fits(
        alertContextMessage(
          aContext({ errors, sighting: aSighting({ targetGroups: [aTargetGroup(targets)] }) }),
        ),
      ),
    ).toBe(true);
  });
});
