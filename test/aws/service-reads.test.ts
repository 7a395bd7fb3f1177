import { describe, expect, it } from 'vitest';
import type { Ecs, ServicesAsked } from '../../src/aws/ecs.ts';
import { createServiceReads } from '../../src/aws/service-reads.ts';
import { aService } from '../given.ts';
import { FIVE_SECONDS, knownIn, movedClock, NOW_ONLY } from './given-aws.ts';

/** An ECS with these services, all of team payments. */
function given(names: readonly string[], deleted: readonly string[] = []) {
  const asked: (ServicesAsked & { readonly names: readonly string[] })[] = [];
  const ecs: Pick<Ecs, 'services'> = {
    services: async (_, wanted, { withTags = false, ticket } = {}) => {
      asked.push({ names: wanted, withTags, ...(ticket ? { ticket } : {}) });
      const here = wanted.filter((name) => names.includes(name));
      const tags = new Map([['team', 'payments']]);
      return {
        byName: new Map(here.map((name) => [name, aService()])),
        deleted: new Set(wanted.filter((name) => deleted.includes(name))),
        tags: new Map(withTags ? here.map((name) => [name, tags]) : []),
      };
    },
  };
  const clock = movedClock();
  return { reads: createServiceReads({ ecs, clock }), asked, clock };
}

const TEN = Array.from({ length: 10 }, (_, nth) => `service-${nth}`);

describe('the reads of services', () => {
  it('ask for tags only where tags are wanted, and with the lane of whoever wants them', async () => {
    const { reads, asked } = given(['web']);
    await Promise.all(reads.services('prod', ['web'], NOW_ONLY).values());
    await Promise.all(reads.tags('prod', ['web'], { maxAgeMs: 0, lane: 'routine' }).values());
    expect(asked).toEqual([
      { names: ['web'], withTags: false, ticket: { lane: 'urgent' } },
      { names: ['web'], withTags: true, ticket: { lane: 'routine' } },
    ]);
  });

  it('ask for ten at a time', async () => {
    const { reads, asked } = given(TEN);
    await Promise.all(reads.tags('prod', [...TEN, 'another'], NOW_ONLY).values());
    expect(asked.map(({ names }) => names.length)).toEqual([10, 1]);
  });

  it('take the services from an answer about their tags', async () => {
    const { reads, asked } = given(['web']);
    const [tags] = await Promise.all(reads.tags('prod', ['web'], FIVE_SECONDS).values());
    expect(knownIn(tags).get('team')).toBe('payments');
    const [service] = await Promise.all(reads.services('prod', ['web'], FIVE_SECONDS).values());
    expect(service?.kind).toBe('known');
    expect(asked).toHaveLength(1);
  });

  it('tell a service that was deleted from one that nobody knows, and the same name in another cluster apart', async () => {
    const { reads } = given(['web'], ['old']);
    const read = reads.services('prod', ['old', 'never', 'web'], FIVE_SECONDS);
    expect(await read.get('old')).toMatchObject({
      why: 'not-found',
      detail: 'could not find service prod/old: it was deleted',
    });
    expect(await read.get('never')).toMatchObject({
      detail: expect.stringContaining('knows no such service'),
    });
    expect((await read.get('web'))?.kind).toBe('known');
    expect(await reads.tags('other', ['old'], FIVE_SECONDS).get('old')).toMatchObject({
      detail: expect.stringContaining('other/old'),
    });
  });
});
