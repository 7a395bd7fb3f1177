import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CallAws } from '../../src/aws/caller.ts';
import { createListeners } from '../../src/aws/listeners.ts';
import { type AwsServer, createAwsServer } from '../../src/demo/aws-server.ts';
import { addService } from '../../src/demo/world/add-service.ts';
import type { SimulatedLoadBalancer } from '../../src/demo/world/elb-shapes.ts';
import { createWorld } from '../../src/demo/world.ts';
import { clientsOf, standingClock } from '../demo/aws-clients.ts';

const call: CallAws = ({ send }) => send(new AbortController().signal);
let aws: AwsServer;
let balancer: SimulatedLoadBalancer;
let listeners: ReturnType<typeof createListeners>;

beforeEach(async () => {
  const clock = standingClock('2026-03-04T03:00:00Z');
  const world = createWorld({ clock });
  for (const name of ['web', 'shop']) addService(world, { name });
  const [made] = world.loadBalancers.values();
  if (!made) throw new Error('the world has no load balancer');
  balancer = made;
  aws = createAwsServer({ worlds: [world], clock });
  listeners = createListeners(clientsOf(await aws.start()).elb, call);
});
afterEach(() => aws.stop());

describe('a load balancer', () => {
  it('tells its rules in the order in which they are tried, whatever order AWS lists them in', async () => {
    const https = balancer.listeners.find(({ protocol }) => protocol === 'HTTPS');
    const [first] = https?.rules ?? [];
    if (first) Object.assign(first, { priority: '100', weight: 0, hosts: ['web.example.com'] });
    const found = await listeners.of(balancer.arn);
    expect(found.map(({ port }) => port)).toEqual([80, 443]);
    expect(found[0]?.rules).toEqual([
      { priority: 'default', conditions: [], forwards: [], action: 'redirect' },
    ]);
    expect(found[1]?.rules.map(({ priority }) => priority)).toEqual(['2', '100', 'default']);
    expect(found[1]?.rules[1]).toEqual({
      priority: '100',
      conditions: [
        { field: 'path-pattern', values: ['/web-tg/*'] },
        { field: 'host-header', values: ['web.example.com'] },
      ],
      forwards: [{ group: expect.stringContaining(':targetgroup/web-tg/'), weight: 0 }],
      action: 'forward',
    });
  });

  it('tells how long it keeps idle connections', async () => {
    expect(await listeners.idleTimeout(balancer.arn)).toBe(60_000);
    balancer.type = 'network';
    expect(await listeners.idleTimeout(balancer.arn)).toBeUndefined();
  });

  it('with very many listeners is not told of in parts', async () => {
    const [one] = balancer.listeners;
    for (let nth = 0; nth < 10; nth++)
      balancer.listeners.push({ ...one!, arn: `${one!.arn}${nth}`, port: 9000 + nth });
    await expect(listeners.of(balancer.arn)).rejects.toMatchObject({ kind: 'unsupported' });
    expect(aws.calls['elasticloadbalancing:DescribeRules']).toBeUndefined();
  });
});
