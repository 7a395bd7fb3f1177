import { describe, expect, it } from 'vitest';
import { shareStatus } from '../../src/actions/share-status.ts';
import { aCall, clock, fakeEstate, fakeWatches } from '../fakes.ts';
import { aRef, aSighting } from '../given.ts';

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
      { estate, clock, watches, outbox },
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
    await shareStatus.run({ estate, clock, watches, outbox }, { ...aCall({ place }), value: 'web' });
    expect(sent).toMatchObject([{ reply: { channel: 'C1', ts: '9.9' } }]);
  });

  it('puts what the message had to cut into the thread as a file', async () => {
    const { estate } = fakeEstate(
      Array.from({ length: 60 }, (_, at) => aSighting({ of: { ref: aRef(`web-${at}`) } })),
    );
    const { outbox, sent } = fakeOutbox();
    await shareStatus.run({ estate, clock, watches, outbox }, { ...aCall(), value: '' });
    expect(sent).toMatchObject([{ post: 'C1' }, { file: 'status.txt', root: { channel: 'C1', ts: '1.1' } }]);
  });
});
