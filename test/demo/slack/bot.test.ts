import { describe, expect, it } from 'vitest';
import type { SentFile } from '../../../src/slack/heard.ts';
import type { Modal } from '../../../src/views/modal.ts';
import { anEar, bothSides } from '../../slack/both-sides.ts';

const TRACKER = '# Move web\n\n- [ ] first: ümläut\n';
const MOST = 1_000_000;
const plain = (text: string) => ({ type: 'plain_text' as const, text });

const modal: Modal = {
  id: 'import-operation',
  title: 'Import',
  submit: 'Import',
  state: 'enhanced-ml',
  blocks: [
    {
      type: 'input',
      block_id: 'tracker',
      label: plain('Tracker'),
      element: { type: 'file_input', action_id: 'value', filetypes: ['md'], max_files: 1 },
    },
    {
      type: 'input',
      block_id: 'due',
      label: plain('Due'),
      optional: true,
      element: { type: 'datepicker', action_id: 'value', initial_date: '2026-12-04' },
    },
  ],
};

async function textOf(file: SentFile | undefined): Promise<string | undefined> {
  return file && Buffer.from(await file.read(MOST)).toString();
}

describe.each(['socket', 'http'] as const)("the bot's Slack side and the local Slack agree (%s)", (kind) => {
  it('on a file in a direct message', async () => {
    const ear = anEar();
    const { server } = await bothSides(ear, { kind });
    await server.sendFile({ user: 'boris', channel: 'direct', name: 'tracker.md', content: TRACKER });
    await expect.poll(() => ear.all).toHaveLength(1);
    expect(ear.all[0]).toMatchObject({ via: 'direct', text: '', files: [{ name: 'tracker.md', size: 34 }] });
    expect(await textOf(ear.all[0]?.files[0])).toBe(TRACKER);
  });

  it('on a missing scope', async () => {
    const ear = anEar();
    const { server } = await bothSides(ear, { kind });
    server.setScopes(server.seed.scopes.filter((scope) => scope !== 'files:read'));
    await server.sendFile({ channel: 'direct', name: 'tracker.md', content: TRACKER });
    await expect.poll(() => ear.all).toHaveLength(1);
    await expect(textOf(ear.all[0]?.files[0])).rejects.toMatchObject({ name: 'UpstreamError' });
  });

  it('on a form with a file, opened from a shortcut on a message', async () => {
    const ear = anEar({
      complaints: ({ values }) => (values.due === '2020-01-01' ? { due: 'That is over.' } : {}),
      pointed: async (_, reply) => reply.open?.(modal),
    });
    const { server } = await bothSides(ear, { kind });
    const said = await server.say('disk is full', { user: 'boris' });
    const ts = said.kind === 'message' ? said.message.ts : '';
    const callbackId = server.seed.shortcuts[0]?.callbackId ?? '';
    await server.useShortcut({ callbackId, ts });
    await expect.poll(() => server.modals()).toHaveLength(1);
    expect(ear.pointers[0]).toMatchObject({ shortcutId: callbackId, text: 'disk is full', ts });

    const id = server.modals()[0]?.id ?? '';
    const files = [server.attach({ name: 'tracker.md', content: TRACKER })];
    const tracker = { value: { type: 'file_input', files } };
    const due = { value: { type: 'datepicker', selected_date: '2020-01-01' } };
    expect(await server.submit(id, { tracker, due })).toEqual({
      kind: 'errors',
      errors: { due: 'That is over.' },
    });
    expect(await server.submit(id, { tracker })).toEqual({ kind: 'taken' });
    await expect.poll(() => ear.forms).toHaveLength(1);
    const [form] = ear.forms;
    expect(form).toMatchObject({
      formId: 'import-operation',
      state: 'enhanced-ml',
      values: { due: '2026-12-04' },
    });
    expect(await textOf(form?.files.tracker?.[0])).toBe(TRACKER);
  });
});
