import { describe, expect, it } from 'vitest';
import { taskOf } from '../../src/aws/task-shapes.ts';

describe('taskOf', () => {
  it('knows the host ports of a task in bridge mode, each once', () => {
    const networkBindings = [
      { bindIP: '0.0.0.0', containerPort: 5000, hostPort: 32_768, protocol: 'tcp' as const },
      { bindIP: '::', containerPort: 5000, hostPort: 32_768, protocol: 'tcp' as const },
    ];
    const task = taskOf({ taskArn: 'arn:aws:ecs:x:1:task/prod/abc', containers: [{ networkBindings }] });
    expect(task).toMatchObject({ id: 'abc', hostPorts: [32_768], privateIp: undefined });
  });

  it('finds the address of a task with its own network interface', () => {
    const details = [{ name: 'privateIPv4Address', value: '10.0.1.10' }];
    const task = taskOf({ attachments: [{ type: 'ElasticNetworkInterface', details }] });
    expect(task).toMatchObject({ privateIp: '10.0.1.10', hostPorts: [] });
  });
});
