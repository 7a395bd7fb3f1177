import { describe, expect, it } from 'vitest';
import { assessContainers, containerTally } from '../../src/deployment/container-health.ts';
import type { Sighting } from '../../src/deployment/sighting.ts';
import { aDefinition, aRevision, aService, aSighting, aTask, known } from '../given.ts';

const unknownTask = () => aTask({ health: 'unknown' });
const twoUnknown = known([unknownTask(), unknownTask()]);

function assess(sighting: Sighting, moving = false): readonly string[] {
  const service = sighting.service.kind === 'known' ? sighting.service.value : aService();
  return assessContainers(containerTally(sighting), service, { moving, beside: [] }).map(
    ({ kind, reason }) => `${kind}: ${reason}`,
  );
}

describe('assessContainers', () => {
  it('waits for checks that are defined and have not decided', () => {
    const definitions = known([aDefinition(14, { checked: true })]);
    expect(assess(aSighting({ tasks: twoUnknown, definitions }))).toEqual([
      'settling: container health: 2 of 2 not decided yet',
    ]);
  });

  it('waits for nothing where no check is defined', () => {
    const definitions = known([aDefinition(14, { checked: false })]);
    expect(assess(aSighting({ tasks: twoUnknown, definitions }))).toEqual([]);
  });

  it('ignores the check of a container that is not essential, as ECS does', () => {
    const checked = aDefinition(14, { checked: true });
    const containers = checked.containers.map((each) => ({ ...each, essential: false }));
    const sighting = aSighting({ tasks: twoUnknown, definitions: known([{ ...checked, containers }]) });
    expect(containerTally(sighting)).toMatchObject({ value: { unchecked: 2, undecided: 0 } });
  });

  it('takes no result for what it is where the task definitions were not read: no evidence', () => {
    const sighting = aSighting({ tasks: twoUnknown });
    expect(containerTally(sighting)).toMatchObject({ value: { healthy: 0, undecided: 0, unclear: 2 } });
    expect(assess(sighting)).toEqual([]);
  });

  it('judges each task by its own revision', () => {
    const tasks = known([unknownTask(), aTask({ health: 'unknown', revision: aRevision(15) })]);
    const definitions = known([aDefinition(14, { checked: false }), aDefinition(15, { checked: true })]);
    expect(containerTally(aSighting({ tasks, definitions }))).toMatchObject({
      value: { unchecked: 1, undecided: 1 },
    });
  });

  it('does not trust an empty list beside a count of two', () => {
    expect(assess(aSighting({ tasks: known([]) }))).toEqual([
      'unknown: ECS counts 2 running tasks but lists 0',
    ]);
  });

  it('knows that the list lags behind while tasks come and go', () => {
    const sighting = aSighting({ tasks: known([aTask()]) });
    expect(assess(sighting, true)).toEqual(['settling: ECS counts 2 running tasks but lists 1']);
    const scalingOut = aSighting({ of: { desiredCount: 4, pendingCount: 2 }, tasks: known([aTask()]) });
    expect(assess(scalingOut)[0]).toMatch(/^settling/);
  });
});
