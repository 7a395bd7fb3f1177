import { describe, expect, it } from 'vitest';
import { diagnosisOf } from '../../src/ask/diagnose-answer.ts';
import { UpstreamError } from '../../src/errors.ts';
import { createRedactor } from '../../src/redaction/redact.ts';
import { diagnoses, WEB } from '../diagnosis/given-trouble.ts';
import { breakDown, calm, rollOut, type Scene } from '../diagnosis/scene.ts';
import { fakeBlackBox } from '../fake-store.ts';
import { clock, fakeEstate } from '../fakes.ts';
import { aSighting } from '../given.ts';

const ask = diagnoses();

/** A rollout that fails its path, with something to read from every API that a diagnosis asks. */
function failing(): Scene {
  const scene = calm({ command: ['node', 'server.js'] });
  rollOut(scene, {
    changes: { command: ['node', 'other.js'] },
    target: {
      state: 'unhealthy',
      reason: 'Target.ResponseCodeMismatch',
      description: 'Health checks failed with these codes: [404]',
    },
    stopped: {
      stopCode: 'ServiceSchedulerInitiated',
      stoppedReason: 'Task failed ELB health checks in (target-group web-tg)',
      exitCode: 143,
    },
    events: [
      '(task 0f1e2d3c) (port 8080) is unhealthy in (target-group web-tg) due to (reason Health checks failed with these codes: [404])',
    ],
    lines: ['"GET /health HTTP/1.1" 404 "ELB-HealthChecker/2.0"'],
  });
  return scene;
}

/** A task that reaches nothing, so that its network is looked at. */
function unreached(): Scene {
  const scene = calm();
  rollOut(scene, {
    unstarted: true,
    unpulled: true,
    stopped: {
      stopCode: 'TaskFailedToStart',
      stoppedReason: 'CannotPullContainerError: dial tcp 10.0.0.1:443: i/o timeout',
    },
  });
  return scene;
}

describe('a diagnosis without one of its permissions', () => {
  it.each([
    ['ecs:ListTasks', 'drift-command-changed'],
    ['ecs:DescribeTasks', 'drift-command-changed'],
    ['ecs:DescribeTaskDefinition', 'hc-path-mismatch'],
    ['ecs:ListServiceDeployments', 'drift-command-changed'],
    ['ecs:DescribeServiceRevisions', 'drift-command-changed'],
    ['ecs:DescribeServiceDeployments', 'drift-command-changed'],
    ['elasticloadbalancing:DescribeTargetGroups', 'drift-command-changed'],
    ['elasticloadbalancing:DescribeTargetHealth', 'drift-command-changed'],
    ['logs:FilterLogEvents', 'drift-command-changed'],
  ])('%s names the cause from the rest, and the permission', async (permission, rootCause) => {
    const { data } = await ask(failing(), ({ fault }) => fault(permission, 'denied'));
    expect(data).toMatchObject({ verdict: 'confirmed', rootCause });
    expect(data.notChecked.map((each) => each.permission)).toContain(permission);
  });

  it.each([
    'ec2:DescribeSubnets',
    'ec2:DescribeRouteTables',
    'ec2:DescribeVpcEndpoints',
    'ec2:DescribeSecurityGroups',
  ])('%s does not blame what could not be looked at', async (permission) => {
    const { data } = await ask(unreached(), ({ fault }) => fault(permission, 'denied'));
    expect(data).toMatchObject({ verdict: 'insufficient-evidence', rootCause: null });
    expect(data.notChecked.map((each) => each.permission)).toContain(permission);
  });

  it('ec2:DescribeNetworkAcls is missed by nobody on the way out', async () => {
    const { data } = await ask(unreached(), ({ fault }) => fault('ec2:DescribeNetworkAcls', 'denied'));
    expect(data.notChecked).toEqual([]);
  });

  it('ecs:DescribeServices says that nothing was seen', async () => {
    const { data } = await ask(failing(), ({ fault }) => fault('ecs:DescribeServices', 'denied'));
    expect(data).toMatchObject({ verdict: 'insufficient-evidence', rootCause: null });
    expect(data.notChecked.map((each) => each.permission)).toContain('ecs:DescribeServices');
  });
});

describe('a diagnosis', () => {
  it('calls what is throttled not known, and never well', async () => {
    const scene = calm();
    const { data } = await ask(scene, ({ fault }) => fault('*', 'throttled'));
    expect(data).toMatchObject({ verdict: 'insufficient-evidence', rootCause: null, looked: [] });
  });

  it('asks AWS some dozen times and no more', async () => {
    const { stage } = await ask(failing());
    const calls = Object.values(stage.aws.calls).reduce((sum, each) => sum + each, 0);
    expect(calls).toBeLessThanOrEqual(20);
    expect(stage.aws.calls).not.toHaveProperty('ec2:DescribeSubnets');
    expect(stage.aws.calls).not.toHaveProperty('ecr:DescribeImages');
  });

  it('shows no secret, wherever it came from', async () => {
    const scene = calm({ command: ['app', '--password=hunter2trustno1'] });
    rollOut(scene, {
      changes: {
        command: ['app', '--password=swordfish99'],
        environment: [{ name: 'API_TOKEN', value: 'tok_live_1234567890' }],
      },
      stopped: {
        stopCode: 'EssentialContainerExited',
        stoppedReason: 'Essential container in task exited',
        exitCode: 1,
      },
      lines: ['Error: password=correcthorsebattery is wrong'],
    });
    const { data, message } = await ask(scene);
    const all = JSON.stringify([data, message]);
    for (const secret of ['hunter2trustno1', 'swordfish99', 'tok_live_1234567890', 'correcthorsebattery'])
      expect(all).not.toContain(secret);
  });

  it('reads no lines where they must not be shown, and says so', async () => {
    const { estate } = fakeEstate([aSighting({ of: { runningCount: 0 } })]);
    const deps = {
      estate,
      clock,
      blackBox: fakeBlackBox(),
      redact: createRedactor([]),
      sleep: async () => {},
    };
    const found = await diagnosisOf(deps, aSighting().ref, {
      freshness: { maxAgeMs: 0 },
      withheld: 'log lines are not shown here',
    });
    expect(found.notChecked).toMatchObject([
      { what: 'log lines of failing tasks', unknown: { detail: 'log lines are not shown here' } },
    ]);
  });

  it('says so where what the bot wrote down cannot be read', async () => {
    const { estate } = fakeEstate([aSighting({ of: { runningCount: 0 } })]);
    const list = () => Promise.reject(new UpstreamError('read stopped tasks: no answer', 'unreachable'));
    const blackBox = { ...fakeBlackBox(), list };
    const deps = { estate, clock, blackBox, redact: createRedactor([]), sleep: async () => {} };
    const found = await diagnosisOf(deps, aSighting().ref, { freshness: { maxAgeMs: 0 } });
    expect(found.notChecked.map(({ what }) => what)).toContain('stopped tasks that were kept');
  });

  it('goes by the stopped tasks that the bot wrote down, where ECS has forgotten them', async () => {
    const scene = calm();
    breakDown(scene, {
      stopped: {
        stopCode: 'EssentialContainerExited',
        stoppedReason: 'Essential container in task exited',
        exitCode: 137,
        reason: 'OutOfMemoryError: Container killed due to memory usage',
      },
    });
    const first = await ask(scene);
    const kept = await first.stage.estate.look(WEB, { maxAgeMs: 0 });
    const stopped = kept.stopped?.kind === 'known' ? kept.stopped.value : [];
    for (const [arn, task] of scene.world.tasks) if (task.stoppedAt) scene.world.tasks.delete(arn);
    const records = stopped.map((task) => ({
      ref: WEB,
      task,
      seenAt: scene.clock.now(),
      lines: undefined,
      notRead: undefined,
    }));
    const deps = {
      estate: first.stage.estate,
      clock: scene.clock,
      blackBox: fakeBlackBox(records),
      redact: createRedactor([]),
      sleep: scene.clock.sleep,
    };
    expect(await diagnosisOf(deps, WEB, { freshness: { maxAgeMs: 0 } })).toMatchObject({
      verdict: 'confirmed',
      rootCause: 'oom-killed',
    });
  });
});
