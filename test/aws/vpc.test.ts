import { expect, it } from 'vitest';
import type { AwsCall } from '../../src/aws/caller.ts';
import type { LaterClients } from '../../src/aws/clients.ts';
import { openVpc } from '../../src/aws/vpc.ts';

/** More tables than AWS gives at once: without the last the subnets in it would seem to have no way out. */
it('reads the route tables of a VPC to their end', async () => {
  const asked: string[] = [];
  const answers = [
    { RouteTables: [{ RouteTableId: 'rtb-1' }], NextToken: 'more' },
    { RouteTables: [{ RouteTableId: 'rtb-2', Associations: [{ SubnetId: 'subnet-1' }] }] },
  ];
  const clients = { shared: { region: 'eu-central-1' }, kept: (client: unknown) => client };
  const vpc = openVpc(clients as unknown as LaterClients, async <T>({ action }: AwsCall<T>) => {
    asked.push(action);
    return answers[asked.length - 1] as T;
  });
  expect((await vpc.routeTables('vpc-1')).map(({ id, subnets }) => [id, subnets])).toEqual([
    ['rtb-1', []],
    ['rtb-2', ['subnet-1']],
  ]);
  expect(asked).toEqual(['ec2:DescribeRouteTables', 'ec2:DescribeRouteTables']);
});
