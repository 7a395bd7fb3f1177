import { describe, expect, it } from 'vitest';
import type { Container } from '../../../src/deployment/service.ts';
import { exitRules } from '../../../src/diagnosis/rules/exits.ts';
import { known } from '../../given.ts';
import { aFailedTask, someEvidence, someSettings } from '../given-evidence.ts';
import { exited } from '../given-failures.ts';
import { diagnoses } from '../given-trouble.ts';
import { tellsApart } from '../pairs.ts';
import type { Scene } from '../scene.ts';

const OOM = 'OutOfMemoryError: Container killed due to memory usage';

describe('containers that end', () => {
  tellsApart([
    {
      fact: 'whether noise beside them explains as much',
      one: withNoise(exited(1, ['Error: boom'])),
      other: withNoise(exited(1, [], OOM)),
      are: ['app-startup-crash', 'oom-killed'],
    },
    {
      fact: 'the exit code: an error, or none',
      one: exited(1),
      other: exited(0),
      are: ['app-startup-crash', 'process-exited-zero'],
    },
    {
      fact: 'the exit code: an error, or a signal',
      one: exited(1),
      other: exited(139),
      are: ['app-startup-crash', 'native-crash'],
    },
    {
      fact: 'the exit code: an error, or nothing to run',
      one: exited(1),
      other: exited(127),
      are: ['app-startup-crash', 'entrypoint-not-found'],
    },
    {
      fact: 'a line about a file system',
      one: exited(1, ['Error: boom']),
      other: exited(1, ["Error: EROFS: read-only file system, open '/x'"]),
      are: ['app-startup-crash', 'readonly-filesystem'],
    },
    {
      fact: 'a line about the processor',
      one: exited(255, ['Error: boom']),
      other: exited(255, ['exec /app: exec format error']),
      are: ['app-startup-crash', 'image-architecture-mismatch'],
    },
  ]);
});

const ask = diagnoses();

describe('what is said of a container that ended', () => {
  it.each([
    [
      [
        'INFO up',
        'npm error Missing script: "start"',
        'npm error To see a list of scripts, run:',
        'npm error   npm run',
      ],
      'npm error Missing script: "start"',
    ],
    [['Error: old', 'INFO try again', 'Error: boom', '    at main.js:1:1'], 'Error: boom'],
  ])('is what the first line of its last error says: %j', async (lines, said) => {
    const { data } = await ask(exited(1, lines)());
    expect(data.says).toBe(`container web ended with exit code 1, 90 s after it started: “${said}”`);
  });
});

/** What ECS writes now and then, and nobody needs to mind. */
function withNoise(build: () => Scene) {
  return () => {
    const scene = build();
    scene.say('operations are being throttled. Will try again later.');
    return scene;
  };
}

describe('a container beside the program whose image ECS does not tell', () => {
  const rule = exitRules.find(({ id }) => id === 'essential-sidecar-exited');
  const ended = (name: string, exitCode: number): Container => ({
    name,
    image: undefined,
    imageDigest: undefined,
    lastStatus: 'stopped',
    health: 'unknown',
    exitCode,
    reason: undefined,
  });
  const task = aFailedTask({
    stopCode: 'EssentialContainerExited',
    stoppedReason: 'Essential container in task exited',
    containers: [ended('app', 143), ended('otel', 1)],
  });

  it.each([
    ['is to blame where the definition has it', 'otel', 'confirmed'],
    ['is ECS’s own where no definition has it', 'app', 'nothing'],
  ])('%s', (_, name, kind) => {
    const settings = known([someSettings(15, { name })], 'ecs:DescribeTaskDefinition');
    expect(rule?.examine(someEvidence({ stopped: [task], settings })).kind).toBe(kind);
  });
});
