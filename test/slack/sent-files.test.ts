import { describe, expect, it, vi } from 'vitest';
import { anEar, bothSides } from './both-sides.ts';

const TRACKER = { name: 'tracker.md', content: '# Tracker' };
/** As Slack writes the event, where the local one has no way to bring it about. */
const EVENT = {
  ...{ type: 'message', subtype: 'file_share', channel_type: 'im', channel: 'D0ALICE01' },
  ...{ user: 'U0ALICE01', text: 'op import', ts: '1.1', event_ts: '1.1' },
};

describe.each(['socket', 'http'] as const)('a direct message with a file over %s', (kind) => {
  it('is heard with it, and the file can be read', async () => {
    const ear = anEar();
    const { server } = await bothSides(ear, { kind });
    await server.sendFile({ ...TRACKER, channel: 'direct', text: 'op import' });
    await vi.waitFor(() => expect(ear.all).toHaveLength(1));
    expect(ear.all).toMatchObject([
      { via: 'direct', text: 'op import', files: [{ name: 'tracker.md', size: 9 }] },
    ]);
    expect(new TextDecoder().decode(await ear.all[0]?.files[0]?.read(1000))).toBe('# Tracker');
  });

  it('is heard without words, and nothing is downloaded for nobody', async () => {
    const ear = anEar();
    const { server } = await bothSides(ear, { kind });
    server.faults.add({ on: 'download', effect: { kind: 'status', status: 403 }, times: 1 });
    await server.sendFile({ ...TRACKER, channel: 'direct' });
    await vi.waitFor(() => expect(ear.all).toMatchObject([{ text: '', files: [{ name: 'tracker.md' }] }]));
    // The fault still waits: this is the first download.
    await expect(ear.all[0]?.files[0]?.read(1000)).rejects.toMatchObject({ permission: 'files:read' });
  });

  it('cannot be read without files:read, and the error names that', async () => {
    const ear = anEar();
    const { server } = await bothSides(ear, { kind });
    server.setScopes(server.seed.scopes.filter((scope) => scope !== 'files:read'));
    await server.sendFile({ ...TRACKER, channel: 'direct' });
    await vi.waitFor(() => expect(ear.all).toHaveLength(1));
    await expect(ear.all[0]?.files[0]?.read(1000)).rejects.toMatchObject({
      kind: 'denied',
      permission: 'files:read',
    });
  });

  it('may be without a subtype; edits are no words', async () => {
    const ear = anEar();
    const { server } = await bothSides(ear, { kind });
    await server.event({ ...EVENT, subtype: 'message_changed' });
    await server.event({ ...EVENT, subtype: undefined, files: [{ id: 'F1', name: 'tracker.md' }] });
    await vi.waitFor(() => expect(ear.all).toHaveLength(1));
    expect(ear.all).toMatchObject([{ text: 'op import', files: [{ name: 'tracker.md' }] }]);
  });

  it('from the bot itself or another bot is not heard', async () => {
    const ear = anEar();
    const { server } = await bothSides(ear, { kind });
    await server.event({ ...EVENT, user: server.seed.app.botUser, files: [{ id: 'F1' }] });
    await server.event({ ...EVENT, bot_id: 'B0OTHER', files: [{ id: 'F1' }] });
    await server.say('hello', { channel: 'direct' });
    await vi.waitFor(() => expect(ear.all.map(({ text }) => text)).toContain('hello'));
    expect(ear.all).toHaveLength(1);
  });
});

describe('a mention with a file', () => {
  it('is heard with it', async () => {
    const ear = anEar();
    const { server } = await bothSides(ear);
    await server.sendFile({ ...TRACKER, text: '@Snail Trail op import' });
    await vi.waitFor(() =>
      expect(ear.all).toMatchObject([{ via: 'mention', text: 'op import', files: [{ name: 'tracker.md' }] }]),
    );
  });
});
