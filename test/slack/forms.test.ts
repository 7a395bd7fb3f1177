import { describe, expect, it, vi } from 'vitest';
import type { Reply } from '../../src/slack/heard.ts';
import { actions, button } from '../../src/views/message.ts';
import type { Modal } from '../../src/views/modal.ts';
import { anEar, bothSides, deliver, type RecordingEar, says } from './both-sides.ts';

const label = { type: 'plain_text', text: 'Which?' } as const;
const FORM: Modal = {
  id: 'add-entry',
  title: 'Add',
  submit: 'Add',
  blocks: [
    { type: 'input', block_id: 'text', label, element: { type: 'plain_text_input', action_id: 'value' } },
    {
      ...{ type: 'input', block_id: 'owner', label, optional: true },
      element: { type: 'users_select', action_id: 'value' },
    },
  ],
  state: 'phase 2\nand "more"',
};
const FILLED = {
  text: { value: { type: 'plain_text_input', value: 'Restart the indexer' } },
  owner: { value: { type: 'users_select', selected_user: null } },
};
const opens = (_: unknown, reply: Reply) => reply.open?.(FORM) ?? Promise.resolve();
const thanks = (_: unknown, reply: Reply) => reply.answer(says('added'));

/** A form that is open before the page's person, after `/snail task` in a place. */
async function anOpenForm(ear: RecordingEar, channel: string, kind: 'socket' | 'http' = 'socket') {
  const both = await bothSides(ear, { kind });
  await both.server.say('/snail task', { channel });
  await vi.waitFor(() => expect(both.server.modals()).toHaveLength(1));
  return { ...both, viewId: both.server.modals()[0]?.id ?? '' };
}

describe.each(['socket', 'http'] as const)('a form that is sent over %s', (kind) => {
  it('is closed, heard with its state and where it was asked for, and answered there privately', async () => {
    const ear = anEar({ heard: opens, submitted: thanks });
    const { server, viewId } = await anOpenForm(ear, 'ops', kind);
    expect(await server.submit(viewId, FILLED)).toEqual({ kind: 'taken' });
    expect(server.modals()).toEqual([]);
    const answer = await server.waitFor(({ text }) => text === 'added');
    expect(answer).toMatchObject({ channel: 'C0OPS0001', ephemeralTo: server.seed.me });
    expect(ear.forms).toMatchObject([
      {
        formId: 'add-entry',
        state: 'phase 2\nand "more"',
        person: { id: server.seed.me, kind: 'member' },
        place: { channel: 'C0OPS0001', thread: undefined, kind: 'channel', team: server.seed.team.id },
      },
    ]);
    expect(ear.forms[0]?.values).toEqual({ text: 'Restart the indexer' });
    expect(ear.forms[0]?.files).toEqual({});
  });

  it('stays open with what is wrong beside its inputs, and is not heard before that is mended', async () => {
    const complaints = ({ values }: { values: Readonly<Record<string, string>> }) =>
      values.text?.includes('indexer') ? {} : { text: 'Which service?' };
    const ear = anEar({ heard: opens, complaints, submitted: thanks });
    const { server, viewId } = await anOpenForm(ear, 'ops', kind);
    const wrong = { text: { value: { type: 'plain_text_input', value: 'Restart' } } };
    expect(await server.submit(viewId, wrong)).toEqual({
      kind: 'errors',
      errors: { text: 'Which service?' },
    });
    expect(server.modals()).toHaveLength(1);
    expect(ear.forms).toEqual([]);
    expect(await server.submit(viewId, FILLED)).toEqual({ kind: 'taken' });
    await vi.waitFor(() => expect(ear.forms).toHaveLength(1));
  });

  it('is heard once when Slack delivers it twice', async () => {
    const ear = anEar({ heard: opens, submitted: thanks });
    const { server, slack, viewId } = await anOpenForm(ear, 'ops', kind);
    server.faults.add({ on: 'delivery', effect: { kind: 'duplicate' } });
    await server.submit(viewId, FILLED);
    await slack.stop();
    expect(ear.forms).toHaveLength(1);
  });
});

describe('the answer to a form', () => {
  it('that was asked for in a direct message is an ordinary message there', async () => {
    const ear = anEar({ heard: opens, submitted: thanks });
    const { server, viewId } = await anOpenForm(ear, 'direct');
    await server.submit(viewId, FILLED);
    expect(await server.waitFor(({ text }) => text === 'added')).toMatchObject({
      channel: 'D0ALICE01',
      ephemeralTo: undefined,
    });
    expect(ear.forms).toMatchObject([{ place: { kind: 'direct' } }]);
  });

  it('that was asked for where the bot is not comes by direct message', async () => {
    const { server, viewId } = await anOpenForm(anEar({ heard: opens, submitted: thanks }), 'random');
    server.faults.add({ on: 'chat.postEphemeral', effect: { kind: 'error', word: 'channel_not_found' } });
    await server.submit(viewId, FILLED);
    expect(await server.waitFor(({ text }) => text === 'added')).toMatchObject({ channel: 'D0ALICE01' });
  });

  it('that was asked for in a thread comes in that thread', async () => {
    const ear = anEar({ clicked: opens, submitted: thanks });
    const { server, slack } = await bothSides(ear);
    const root = await slack.outbox.post('C0OPS0001', says('root'));
    const card = await slack.outbox.reply(root, says('card', actions(button('show-help', 'Add', ''))));
    await server.click('show-help', card);
    await vi.waitFor(() => expect(server.modals()).toHaveLength(1));
    await server.submit(server.modals()[0]?.id ?? '', FILLED);
    expect(await server.waitFor(({ text }) => text === 'added')).toMatchObject({ threadTs: root.ts });
  });

  it('that was asked for on the Home tab comes by direct message', async () => {
    const ear = {
      ...anEar({ clicked: opens, submitted: thanks }),
      home: async (_: unknown, reply: Reply) =>
        void (await reply.answer(says('home', actions(button('show-help', 'Add', ''))))),
    };
    const { server } = await bothSides(ear);
    await server.openHome();
    await vi.waitFor(() => expect(server.home()).toBeDefined());
    await server.click('show-help', { viewId: server.home()?.id ?? '' });
    await vi.waitFor(() => expect(server.modals()).toHaveLength(1));
    await server.submit(server.modals()[0]?.id ?? '', FILLED);
    expect(await server.waitFor(({ text }) => text === 'added')).toMatchObject({ channel: 'D0ALICE01' });
    expect(ear.forms).toMatchObject([{ place: { kind: 'direct', thread: undefined } }]);
  });
});

describe('what was filled in', () => {
  /** Sends a form as Slack does, with any state. */
  async function submitted(values: object, view: object = {}) {
    const told: string[][] = [];
    const ear = anEar({
      complaints: ({ files }) => {
        told.push([...files]);
        return {};
      },
    });
    const both = await bothSides(ear, { kind: 'http' });
    await deliver(both, {
      type: 'view_submission',
      team: { id: both.server.seed.team.id, domain: 'snail' },
      user: { id: both.server.seed.me, name: 'alice', team_id: both.server.seed.team.id },
      trigger_id: '1.2.3',
      view: { type: 'modal', callback_id: 'import-operation', state: { values }, ...view },
    });
    await vi.waitFor(() => expect(ear.forms).toHaveLength(1));
    return { form: ear.forms[0], told };
  }

  it('is told by the names of the inputs, whatever they are', async () => {
    const { form } = await submitted({
      text: { value: { type: 'plain_text_input', value: ' as it is ' } },
      blank: { value: { type: 'plain_text_input', value: '  ' } },
      kind: { value: { type: 'static_select', selected_option: { value: 'blocker' } } },
      due: { value: { type: 'datepicker', selected_date: '2026-03-04' } },
      odd: { value: { type: 'of-another-time', thing: { x: 1 } } },
    });
    expect(form?.values).toEqual({ text: ' as it is ', kind: 'blocker', due: '2026-03-04' });
    expect(form?.files).toEqual({});
  });

  it('has its files, of which complaints are asked by the names of their inputs', async () => {
    const { form, told } = await submitted({
      tracker: { value: { type: 'file_input', files: [{ id: 'F1', name: 'tracker.md', size: 9 }] } },
      another: { value: { type: 'file_input', files: [] } },
    });
    expect(form?.files).toMatchObject({ tracker: [{ name: 'tracker.md', size: 9 }] });
    expect(Object.keys(form?.files ?? {})).toEqual(['tracker']);
    expect(told).toEqual([['tracker']]);
  });

  it.each([{}, { private_metadata: '' }, { private_metadata: 'not ours' }, { private_metadata: '[1]\nx' }])(
    'in a form that is not ours (%j) belongs between the person and the bot',
    async (view) => {
      const { form } = await submitted({}, view);
      expect(form).toMatchObject({ state: '', place: { kind: 'direct', channel: 'U0ALICE01' } });
    },
  );
});
