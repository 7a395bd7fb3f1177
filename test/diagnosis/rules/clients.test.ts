import { describe, expect, it } from 'vitest';
import { diagnoses } from '../given-trouble.ts';
import { tellsApart } from '../pairs.ts';
import { around, front, ruleBefore } from '../scenarios/clients.ts';
import { calm } from '../scene.ts';

/** Lets clients in on these ports alone. */
function opened(...ports: readonly number[]) {
  return around((made) => {
    const group = made.world.network.securityGroups.get(front(made).balancer.securityGroups[0] ?? '');
    if (group)
      group.ipPermissions = ports.map((port) => ({
        ipProtocol: 'tcp',
        fromPort: port,
        toPort: port,
        cidrs: ['10.0.0.0/8'],
      }));
  });
}

/** No subnet of the load balancer has a way to the internet. */
function inside(scheme: 'internet-facing' | 'internal') {
  return around((made) => {
    front(made).balancer.scheme = scheme;
    for (const table of made.world.network.routeTables.values())
      table.routes = table.routes.filter(({ gatewayId }) => !gatewayId?.startsWith('igw-'));
  });
}

describe('requests', () => {
  tellsApart([
    {
      fact: 'whether the rule before takes the same paths',
      one: around((made) => ruleBefore(made, ['/*'])),
      other: around((made) => ruleBefore(made, ['/shop/*'])),
      are: ['listener-rule-misrouted', null],
    },
    {
      fact: 'whether the rule before is for another host alone',
      one: around((made) => ruleBefore(made, ['/*'])),
      other: around((made) => ruleBefore(made, ['/*'], ['shop.example.com'])),
      are: ['listener-rule-misrouted', null],
    },
    {
      fact: 'whether the group has a weight',
      one: around((made) => {
        front(made).own.weight = 0;
      }),
      other: around((made) => {
        front(made).own.weight = 1;
      }),
      are: ['listener-rule-misrouted', null],
    },
    {
      fact: 'which port is closed: the one that leads to the service, or the one that only redirects',
      one: opened(80),
      other: opened(443),
      are: ['alb-not-reachable', null],
    },
    {
      fact: 'whether the load balancer is for the internet at all',
      one: inside('internet-facing'),
      other: inside('internal'),
      are: ['alb-not-reachable', null],
    },
  ]);
});

describe('a service that is well', () => {
  const ask = diagnoses();

  it('stays so where its listeners may not be read, and says what is missing', async () => {
    const { data } = await ask(calm(), ({ fault }) => fault('elasticloadbalancing:DescribeRules', 'denied'));
    expect(data).toMatchObject({ verdict: 'healthy', rootCause: null, ruledOut: [] });
    expect(data.notChecked.map(({ permission }) => permission)).toEqual([
      'elasticloadbalancing:DescribeRules',
    ]);
  });

  it('is known to be out of reach by what can be read of two things', async () => {
    const { data } = await ask(opened(80)(), ({ fault }) => fault('ec2:DescribeSubnets', 'denied'));
    expect(data.rootCause).toBe('alb-not-reachable');
    expect(data.notChecked.map(({ permission }) => permission)).toEqual(['ec2:DescribeSubnets']);
  });

  it('is asked about nothing further where no load balancer leads to it', async () => {
    const lonely = around((made) => {
      made.group.loadBalancerArns = [];
    });
    const { stage } = await ask(lonely());
    const asked = Object.keys(stage.aws.calls).filter((call) => !call.startsWith('ecs:'));
    expect(asked.sort()).toEqual([
      'elasticloadbalancing:DescribeTargetGroups',
      'elasticloadbalancing:DescribeTargetHealth',
    ]);
  });

  it('costs some ten calls more behind one, and names what it looked at', async () => {
    const { data, stage } = await ask(calm());
    const sum = Object.values(stage.aws.calls).reduce((total, each) => total + each, 0);
    expect(sum).toBeLessThan(22);
    expect(data.looked).toEqual(expect.arrayContaining(['listeners and their rules', 'security groups']));
  });
});
