import { describe, expect, it } from 'vitest';
import { deploysAnswer, pageTyped } from '../../src/ask/deploys-answer.ts';
import type { DeployReads } from '../../src/deployment/deployment-record.ts';
import { UserError } from '../../src/errors.ts';
import { createRedactor } from '../../src/redaction/redact.ts';
import { clock, fakeEstate } from '../fakes.ts';
import { aPastDeployment, aRevision, aService, aSighting, denied, known } from '../given.ts';

function answer(reads: Partial<DeployReads>, page = 1) {
  const { estate } = fakeEstate([aSighting()], {
    deploys: async (ref) => ({
      ...{ ref, service: known(aService()), listed: known({ all: [], more: false }) },
      ...{ records: undefined, revisions: undefined, registrations: undefined },
      ...reads,
    }),
  });
  return deploysAnswer({ estate, clock, redact: createRedactor([]) }, aSighting().ref, {
    page,
    freshness: { maxAgeMs: 0 },
  });
}

const listed = known({
  all: [
    aPastDeployment({
      status: 'rollback-successful',
      statusReason: 'token=ghp_abcdefghijklmnopqrstuvwxyz0123456789',
      revision: aRevision(8),
    }),
  ],
  more: false,
});

describe('the deployments of a service', () => {
  it('are words for people and data for programs', async () => {
    const { message, data, nothingRead } = await answer({ listed });
    expect(message.text).toContain('🟠 rev 8 rolled back');
    expect(message.text).toContain('ecs:DescribeServices (service, history) just now');
    expect(data).toMatchObject({ from: 'history', page: 1, deploys: [{ outcome: { kind: 'rolled-back' } }] });
    expect(nothingRead).toBe(false);
  });

  it('show no secret of a reason', async () => {
    const answered = await answer({ listed });
    expect(JSON.stringify(answered)).not.toContain('ghp_abcdefghijklmnopqrstuvwxyz0123456789');
  });

  it('are what the service says where the history is throttled', async () => {
    const throttled = {
      kind: 'unknown',
      why: 'throttled',
      detail: 'could not list the deployments: AWS is throttling',
    } as const;
    const { message, data } = await answer({ listed: throttled });
    expect(data).toMatchObject({ from: 'events', deploys: [{ revision: { number: 14 } }] });
    expect(message.text).toContain('could not list the deployments: AWS is throttling');
  });

  it('are nothing of a service that is gone', async () => {
    const gone = {
      kind: 'unknown',
      why: 'not-found',
      detail: 'could not find service web: it was deleted',
    } as const;
    const { message, nothingRead } = await answer({ service: gone, listed: gone });
    expect(nothingRead).toBe(true);
    expect(message.text).toContain('it was deleted');
    expect((await answer({ service: denied('ecs:DescribeServices'), listed })).nothingRead).toBe(false);
  });
});

describe('a page', () => {
  it.each([
    [undefined, 1],
    ['3', 3],
  ])('%s is page %d', (typed, page) => expect(pageTyped(typed)).toBe(page));

  it.each(['0', '-1', 'two', '99999', ''])('"%s" is none', (typed) =>
    expect(() => pageTyped(typed)).toThrow(UserError),
  );
});
