import { describe, expect, it } from 'vitest';
import { taskGroup } from '../given-failures.ts';
import { diagnoses } from '../given-trouble.ts';
import { tellsApart } from '../pairs.ts';
import { around, cpu, slowChecks } from '../scenarios/clients.ts';
import { calm, rollOut, type Scene } from '../scene.ts';

const BUSY = [99, 100, 98, 99, 100, 97];

function busy(percents: readonly number[], change: (made: Scene) => void = () => {}) {
  return around((made) => {
    change(made);
    slowChecks(made);
    cpu(made, ...percents);
  });
}

describe('checks without an answer', () => {
  const ask = diagnoses();

  tellsApart([
    {
      fact: 'how busy the tasks are',
      one: busy(BUSY),
      other: busy([12, 20, 9, 14, 11, 15]),
      are: ['cpu-starved', null],
    },
    {
      fact: 'how long they have been busy: a start takes all of a processor as well',
      one: busy(BUSY),
      other: busy([8, 9, 10, 12, 98, 99]),
      are: ['cpu-starved', null],
    },
    {
      fact: 'whether the load balancer is let in at all',
      one: busy(BUSY),
      other: busy(BUSY, (made) => {
        taskGroup(made).ipPermissions = [];
      }),
      are: ['cpu-starved', 'sg-alb-to-task-blocked'],
    },
  ]);

  it('are said to be unexplained where CloudWatch may not be read, with what would help', async () => {
    const { data } = await ask(busy(BUSY)(), ({ fault }) => fault('cloudwatch:GetMetricData', 'denied'));
    expect(data.rootCause).toBeNull();
    expect(data.notChecked.map(({ permission }) => permission)).toEqual(['cloudwatch:GetMetricData']);
  });

  it('are laid to the smaller processor that the new revision asks for', async () => {
    const made = calm();
    rollOut(made, {
      target: { state: 'unhealthy', reason: 'Target.Timeout', description: 'Request timed out' },
      adjust: (definition) => ({ ...definition, cpu: '128' }),
    });
    cpu(made, ...BUSY);
    const { data } = await ask(made);
    expect(data).toMatchObject({ rootCause: 'drift-resources-lowered', mechanism: 'cpu-starved' });
  });
});
