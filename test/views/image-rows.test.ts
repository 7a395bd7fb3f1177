import { describe, expect, it } from 'vitest';
import type { Task } from '../../src/deployment/service.ts';
import { imageRows } from '../../src/views/image-rows.ts';
import { aDefinition, aSighting, aTask, denied, known } from '../given.ts';

const definitions = known([aDefinition(14, { checked: false })]);

function imageOf(tasks: readonly Task[]): string | undefined {
  return imageRows(aSighting({ definitions, tasks: known(tasks) }))[0]?.lines[0];
}

function running(digest: string): Task {
  const task = aTask();
  return { ...task, containers: task.containers.map((each) => ({ ...each, imageDigest: digest })) };
}

describe('imageRows', () => {
  it('shows the tag that was asked for and the digest that runs', () => {
    expect(imageOf([aTask()])).toBe('rev 14 registry.example/web:14 sha256:ab12ab12ab12');
    expect(imageOf([])).toBe('rev 14 registry.example/web:14 no task runs it');
  });

  it('says that a tag moved when tasks of one revision run two digests', () => {
    expect(imageOf([running(`sha256:${'a'.repeat(64)}`), running(`sha256:${'b'.repeat(64)}`)])).toBe(
      'rev 14 registry.example/web:14 sha256:aaaaaaaaaaaa and sha256:bbbbbbbbbbbb: the tag moved between tasks',
    );
  });

  it('says what it could not read', () => {
    const sighting = aSighting({ definitions: denied('ecs:DescribeTaskDefinition') });
    expect(imageRows(sighting)[0]?.lines).toEqual(['images unknown – needs ecs:DescribeTaskDefinition']);
    const unread = aSighting({ definitions, tasks: denied('ecs:ListTasks') });
    expect(imageRows(unread)[0]?.lines[0]).toContain('digest not known');
  });
});
