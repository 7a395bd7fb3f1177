import { describe, expect, it } from 'vitest';
import { judgeDefinition } from '../../../src/verification/judges/definition.ts';
import { aContainerDefinition, aRevision, aTaskDefinition, denied, known } from '../../given.ts';
import { aRolling } from '../../given-checks.ts';
import { aLook } from './given-looked.ts';

const fourteen = aTaskDefinition();
const fifteen = aTaskDefinition({
  revision: aRevision(15),
  containers: [aContainerDefinition({ image: 'registry.example/web:15' })],
});

function judged(path: string, value: string, given: Parameters<typeof aLook>[0] = {}) {
  return judgeDefinition({ kind: 'task-definition', service: 'web', path, value }, aLook(given));
}

describe('what runs', () => {
  it.each([
    ['revision', '14', {}, 'verified', 'revision of web is 14'],
    ['revision', '15', {}, 'refuted', 'revision of web:14 is 14, not 15'],
    ['app.image', 'registry.example/web:14', {}, 'verified', 'app.image of web is'],
    ['healthCheck.retries', '3', {}, 'refuted', 'healthCheck.retries of app in web:14 is not set'],
    ['api.image', 'x', {}, 'refuted', 'there is no container api'],
    [
      'revision',
      '15',
      { definitions: denied('ecs:DescribeTaskDefinition') },
      'unverifiable',
      'needs ecs:Describe',
    ],
    ['revision', '14', { definitions: undefined }, 'unverifiable', 'was not asked for'],
    ['revision', '14', { definitions: known([]) }, 'unverifiable', 'not every task definition'],
  ] as const)('%s = %s', (path, value, given, kind, reason) => {
    const verification = judged(path, value, given);
    expect(verification.kind).toBe(kind);
    expect(verification.reason).toContain(reason);
  });

  it('is unclear where more than one container could be meant', () => {
    const two = aTaskDefinition({
      containers: [aContainerDefinition(), aContainerDefinition({ name: 'b' })],
    });
    expect(judged('image', 'x', { definitions: known([two]) }).kind).toBe('unverifiable');
  });

  it('counts as long as its tasks run, be it the older revision', () => {
    const rolling = { of: aRolling(), definitions: known([fifteen, fourteen]) };
    expect(judged('revision', '15', rolling)).toMatchObject({
      kind: 'refuted',
      reason: 'revision of web:14 is 14, not 15',
    });
    expect(judged('logDriver', 'awslogs', rolling).kind).toBe('verified');
  });

  it('is quoted as AWS has it', () => {
    const [evidence] = judged('app.image', 'x').evidence;
    expect(evidence).toMatchObject({
      source: 'ecs:DescribeTaskDefinition',
      subject: 'image of app in web:14',
      value: 'registry.example/web:14',
    });
  });
});
