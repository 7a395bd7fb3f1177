import { describe, expect, it, vi } from 'vitest';
import { anEar, type BothSides, bothSides, deliver, says } from './both-sides.ts';

/** A shortcut on a message in #ops, as Slack delivers it. */
function shortcutOn({ server }: BothSides, message: object, given: object = {}): object {
  const { me, team } = server.seed;
  return {
    type: 'message_action',
    callback_id: 'add-to-operation',
    trigger_id: '1.2.3',
    message_ts: '7.7',
    message: { type: 'message', user: 'U0BORIS01', ts: '7.7', ...message },
    user: { id: me, name: 'alice', team_id: team.id },
    channel: { id: 'C0OPS0001', name: 'ops' },
    team: { id: team.id, domain: team.domain },
    ...given,
  };
}

describe('a shortcut on a message', () => {
  it('is acknowledged, and heard with the message as Slack has it, who used it and where', async () => {
    const ear = anEar();
    const both = await bothSides(ear, { kind: 'http' });
    const text = '<@U0BORIS01> says the &lt;index&gt; is cold';
    expect(await deliver(both, shortcutOn(both, { text }))).toBe('');
    await vi.waitFor(() => expect(ear.pointers).toHaveLength(1));
    expect(ear.pointers).toMatchObject([
      {
        shortcutId: 'add-to-operation',
        text,
        ts: '7.7',
        person: { id: both.server.seed.me, kind: 'member' },
        place: { channel: 'C0OPS0001', thread: undefined, kind: 'channel', team: both.server.seed.team.id },
      },
    ]);
  });

  it.each([
    ['a reply', { thread_ts: '5.5' }, '5.5'],
    ['a root with replies', { thread_ts: '7.7' }, undefined],
  ])('on %s knows the thread', async (_, message, thread) => {
    const ear = anEar();
    const both = await bothSides(ear, { kind: 'http' });
    await deliver(both, shortcutOn(both, message));
    await vi.waitFor(() => expect(ear.pointers).toHaveLength(1));
    expect(ear.pointers[0]).toMatchObject({ text: '', place: { thread } });
  });

  it.each(['socket', 'http'] as const)(
    'opens a form, whose place is that of the message (%s)',
    async (kind) => {
      const form = { id: 'add-entry', title: 'Add', submit: 'Add', blocks: [], state: '' } as const;
      const ear = anEar({ pointed: async (_, reply) => reply.open?.(form) });
      const { server } = await bothSides(ear, { kind });
      const root = await server.say('what is wrong?');
      if (root.kind !== 'message') throw new Error('not said');
      const said = await server.say('disk is full', { user: 'boris', threadTs: root.message.ts });
      if (said.kind !== 'message') throw new Error('not said');
      await server.useShortcut({ callbackId: 'add-to-operation', ts: said.message.ts });
      await vi.waitFor(() => expect(server.modals()).toHaveLength(1));
      await server.submit(server.modals()[0]?.id ?? '', {});
      await vi.waitFor(() => expect(ear.forms).toHaveLength(1));
      expect(ear.forms).toMatchObject([{ place: { channel: 'C0OPS0001', thread: root.message.ts } }]);
    },
  );

  it('is answered privately where the message is', async () => {
    const ear = anEar({ pointed: (_, reply) => reply.answer(says('kept')) });
    const both = await bothSides(ear, { kind: 'http' });
    await deliver(both, shortcutOn(both, { text: 'x' }));
    expect(await both.server.waitFor(({ text }) => text === 'kept')).toMatchObject({
      channel: 'C0OPS0001',
      ephemeralTo: both.server.seed.me,
    });
  });

  it('is heard once when Slack delivers it twice', async () => {
    const ear = anEar();
    const both = await bothSides(ear, { kind: 'http' });
    await Promise.all([deliver(both, shortcutOn(both, {})), deliver(both, shortcutOn(both, {}))]);
    await deliver(both, shortcutOn(both, {}, { trigger_id: '4.5.6', callback_id: 'another' }));
    await vi.waitFor(() => expect(ear.pointers.map(({ shortcutId }) => shortcutId)).toContain('another'));
    expect(ear.pointers).toHaveLength(2);
  });
});
