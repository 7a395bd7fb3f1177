import { describe, expect, it } from 'vitest';
import { shareStatus } from '../../src/actions/share-status.ts';
import type { Overview } from '../../src/deployment/sighting.ts';
import { UpstreamError } from '../../src/errors.ts';
import type { Message } from '../../src/views/message.ts';
import { fakeBlackBox, fakeThreads } from '../fake-store.ts';
import { aCall, clock, fakeEstate, fakeWatches, NO_OPERATION } from '../fakes.ts';
import { aRef, aSighting } from '../given.ts';

const threads = fakeThreads();
const blackBox = fakeBlackBox();

const watches = fakeWatches();

function fakeOutbox() {
  const sent: unknown[] = [];
  const posted = { channel: 'C1', ts: '1.1' };
  return {
    sent,
    outbox: {
      post: async (channel: string, { text }: { text: string }) => {
        sent.push({ post: channel, text: text.split('\n')[0] });
        return posted;
      },
      reply: async (root: unknown, { text }: { text: string }) => {
        sent.push({ reply: root, text: text.split('\n')[0] });
        return posted;
      },
      file: async (root: unknown, { name }: { name: string }) => {
        sent.push({ file: name, root });
      },
    },
  };
}

describe('the share button', () => {
  it('posts the status to the channel and tells the one who clicked', async () => {
    const { estate } = fakeEstate([aSighting()]);
    const { outbox, sent } = fakeOutbox();
    const { answer, show } = await shareStatus.run(
      { estate, clock, ...NO_OPERATION, threads, blackBox, watches, outbox },
      { ...aCall(), value: 'web' },
    );
    expect(sent).toEqual([{ post: 'C1', text: '🟢 HEALTHY web · prod-eu · 2/2 running on rev 14' }]);
    expect(show).toBe('beside');
    expect(answer.message.text).toContain('Shared');
  });

  it('replies in the thread it was clicked in', async () => {
    const { estate } = fakeEstate([aSighting()]);
    const { outbox, sent } = fakeOutbox();
    const place = { ...aCall().place, thread: '9.9' };
    await shareStatus.run(
      { estate, clock, ...NO_OPERATION, threads, blackBox, watches, outbox },
      { ...aCall({ place }), value: 'web' },
    );
    expect(sent).toMatchObject([{ reply: { channel: 'C1', ts: '9.9' } }]);
  });

  it('says who shared it, without a ping, and is not shared again', async () => {
    const { estate } = fakeEstate([aSighting()]);
    const { outbox } = fakeOutbox();
    const shared: Message[] = [];
    const post = async (channel: string, message: Message) => {
      shared.push(message);
      return { channel, ts: '1.1' };
    };
    const person = { ...aCall().person, name: 'Alice Moreau' };
    await shareStatus.run(
      { estate, clock, ...NO_OPERATION, threads, blackBox, watches, outbox: { ...outbox, post } },
      { ...aCall({ person }), value: 'web' },
    );
    expect(shared[0]?.text).toMatch(/\nShared by Alice Moreau\.$/);
    expect(JSON.stringify(shared[0]?.blocks)).not.toContain('share-status');
  });

  it('shares nothing in a direct message, where nobody else is', async () => {
    const { estate } = fakeEstate([aSighting()]);
    const { outbox, sent } = fakeOutbox();
    const place = { ...aCall().place, kind: 'direct' as const };
    const click = { ...aCall({ place }), value: 'web' };
    await expect(
      shareStatus.run({ estate, clock, ...NO_OPERATION, threads, blackBox, watches, outbox }, click),
    ).rejects.toThrow('nobody else');
    expect(sent).toEqual([]);
  });

  it('puts what the message had to cut into the thread as a file', async () => {
    const { estate } = fakeEstate(
      Array.from({ length: 60 }, (_, at) => aSighting({ of: { ref: aRef(`web-${at}`) } })),
    );
    const { outbox, sent } = fakeOutbox();
    await shareStatus.run(
      { estate, clock, ...NO_OPERATION, threads, blackBox, watches, outbox },
      { ...aCall(), value: '' },
    );
    expect(sent).toMatchObject([{ post: 'C1' }, { file: 'status.txt', root: { channel: 'C1', ts: '1.1' } }]);
  });

  it('says that it shared although the file failed, so that nobody shares it twice', async () => {
    const { estate } = fakeEstate(
      Array.from({ length: 60 }, (_, at) => aSighting({ of: { ref: aRef(`web-${at}`) } })),
    );
    const { outbox } = fakeOutbox();
    const file = () => Promise.reject(new UpstreamError('put a file into a thread in C1', 'denied'));
    const { answer } = await shareStatus.run(
      { estate, clock, ...NO_OPERATION, threads, blackBox, watches, outbox: { ...outbox, file } },
      { ...aCall(), value: '' },
    );
    expect(answer.message.text).toBe(
      'Shared. Everybody here sees it now. Only the file could not be attached: could not put a file into a thread in C1.',
    );
  });

  it('answers at once where something is still being read, and shares it when it is there', async () => {
    const pending = { sightings: [], gaps: [] };
    let complete = (_: Overview) => {};
    const { estate } = fakeEstate([aSighting()], {
      overview: async () => ({
        first: pending,
        complete: new Promise((resolve) => {
          complete = resolve;
        }),
      }),
    });
    const { outbox, sent } = fakeOutbox();
    const { answer, show } = await shareStatus.run(
      { estate, clock, ...NO_OPERATION, threads, blackBox, watches, outbox },
      { ...aCall(), value: '' },
    );
    expect(show).toBe('beside');
    expect(answer.message.text).toContain('still being read');
    expect(sent).toEqual([]);
    complete({ sightings: [aSighting()], gaps: [] });
    expect((await answer.later)?.message.text).toContain('Shared.');
    expect(sent).toMatchObject([
      { post: 'C1', text: expect.stringContaining('Status · 1 service: 1 healthy') },
    ]);
  });
});
