import { describe, expect, it } from 'vitest';
import { addTargetGroup, registerTarget } from '../../src/demo/world/add-target-group.ts';
import { isWayInOpen } from '../../src/diagnosis/way-in.ts';
import { someEvidence } from './given-evidence.ts';
import { taskGroup, unhealthy } from './given-failures.ts';
import { diagnoses } from './given-trouble.ts';
import type { Scene } from './scene.ts';

const ask = diagnoses();
const LINES = ['Listening on port 8080'];

function shut(scene: Scene): void {
  taskGroup(scene).ipPermissions = [];
}

/** A load balancer of the same service that is let in, whose group passes. */
function besideOneThatPasses({ world, service, tasks }: Scene): void {
  const other = addTargetGroup(world, { name: 'web-internal', loadBalancer: 'a-first' });
  service.loadBalancers.unshift({ targetGroupArn: other.arn, containerName: 'web', containerPort: 8080 });
  for (const task of tasks) registerTarget(other, task, 8080);
}

/** The load balancer of the failing group is no longer let in; the others are. */
function shutForItsOwn(scene: Scene): void {
  const [arn = ''] = scene.group.loadBalancerArns;
  const own = scene.world.loadBalancers.get(arn)?.securityGroups ?? [];
  const group = taskGroup(scene);
  group.ipPermissions = group.ipPermissions.filter(
    ({ groups = [] }) => !groups.some((id) => own.includes(id)),
  );
}

describe('the way in to the tasks', () => {
  it('is that of the load balancer whose targets fail, where another one is let in', async () => {
    const build = unhealthy('Request timed out', LINES, (scene) => {
      besideOneThatPasses(scene);
      shutForItsOwn(scene);
    });
    const { data } = await ask(build());
    expect(data).toMatchObject({ verdict: 'confirmed', rootCause: 'sg-alb-to-task-blocked' });
  });

  it('is blocked twice where it is: neither is said to be open', async () => {
    const build = unhealthy('Request timed out', LINES, (scene) => {
      shut(scene);
      for (const acl of scene.world.network.acls.values())
        acl.entries = acl.entries.filter(({ egress }) => !egress);
    });
    const { data } = await ask(build());
    expect(data.mechanism).toBe('sg-alb-to-task-blocked');
    expect(data.contributing.map(({ id }) => id)).toEqual(['nacl-blocked']);
    expect(data.ruledOut.find(({ id }) => id === 'nlb-client-ip-sg')?.because).toMatch(
      /is a load balancer of type application$/,
    );
  });

  it('is said to be open by no ACL that was not read', async () => {
    const { data } = await ask(unhealthy('Request timed out', LINES)(), ({ fault }) =>
      fault('ec2:DescribeNetworkAcls', 'denied'),
    );
    expect(data.ruledOut.map(({ id }) => id)).not.toContain('nacl-blocked');
    expect(data.notChecked.map(({ permission }) => permission)).toEqual(['ec2:DescribeNetworkAcls']);
  });

  it('is neither open nor blocked where nothing was read of it', () => {
    expect(isWayInOpen(someEvidence())).toBeUndefined();
  });
});
