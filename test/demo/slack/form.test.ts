import { describe, expect, it } from 'vitest';
import type { Json } from '../../../src/demo/slack/json.ts';
import { clientOf, refusalOf, startedBolt, startedSlack } from './started.ts';

const plain = (text: string) => ({ type: 'plain_text' as const, text });
const option = (value: string) => ({ text: plain(value), value });
const input = (block_id: string, element: Json, over: Json = {}) => ({
  type: 'input',
  block_id,
  label: plain(block_id),
  element: { action_id: 'value', ...element },
  ...over,
});

const file = input('file', { type: 'file_input', filetypes: ['md', 'txt'], max_files: 1 });
const name = input('name', { type: 'plain_text_input', min_length: 2, max_length: 5 });

/** An open form of alice's, and what the app gets of it. */
async function openForm(...blocks: readonly Json[]) {
  const slack = await startedSlack();
  const got: Json[] = [];
  let trigger_id = '';
  await startedBolt(slack, 'socket', (app) => {
    app.command('/snail', async ({ ack, command }) => {
      trigger_id = command.trigger_id;
      await ack();
    });
    app.view('form', async ({ ack, view }) => {
      got.push(view.state.values as unknown as Json);
      await ack();
    });
  });
  await slack.say('/snail');
  const view = { type: 'modal', callback_id: 'form', title: plain('Form'), submit: plain('Save'), blocks };
  const open = () => clientOf(slack).views.open({ trigger_id, view: view as never });
  return { slack, got, open };
}

const text = (value: string) => ({ name: { value: { type: 'plain_text_input', value } } });

describe('a form', () => {
  it('comes with every input, those nobody touched as they began', async () => {
    const { slack, got, open } = await openForm(
      input('kind', { type: 'static_select', options: [option('a')], initial_option: option('a') }),
      input('how', { type: 'radio_buttons', options: [option('b')] }, { optional: true }),
      input('who', { type: 'users_select', initial_user: 'U0BORIS01' }),
      input('day', { type: 'datepicker', initial_date: '2026-12-01' }),
      input('boxes', { type: 'checkboxes', options: [option('c')] }, { optional: true }),
      input('words', { type: 'plain_text_input', multiline: true }, { optional: true }),
      { ...file, optional: true },
      name,
    );
    const { view } = await open();
    expect(await slack.submit(view?.id ?? '', text('web'))).toEqual({ kind: 'taken' });
    expect(got).toEqual([
      {
        kind: { value: { type: 'static_select', selected_option: option('a') } },
        how: { value: { type: 'radio_buttons', selected_option: null } },
        who: { value: { type: 'users_select', selected_user: 'U0BORIS01' } },
        day: { value: { type: 'datepicker', selected_date: '2026-12-01' } },
        boxes: { value: { type: 'checkboxes', selected_options: [] } },
        words: { value: { type: 'plain_text_input', value: null } },
        file: { value: { type: 'file_input', files: [] } },
        ...text('web'),
      },
    ]);
  });

  it('hands files in, which the app may read from then on', async () => {
    const { slack, got, open } = await openForm(file);
    const { view } = await open();
    const attached = slack.attach({ name: 'tracker.md', content: '# Move' });
    await slack.submit(view?.id ?? '', { file: { value: { type: 'file_input', files: [attached] } } });
    const [handed] = (got[0] as { file: { value: { files: Record<string, string>[] } } }).file.value.files;
    expect(handed).toMatchObject({ id: attached.id, name: 'tracker.md', filetype: 'markdown', size: 6 });
    const response = await fetch(handed?.url_private_download ?? '', {
      headers: { authorization: `Bearer ${slack.tokens.bot}` },
    });
    expect(await response.text()).toBe('# Move');
  });

  it.each([
    ['nothing', [], 'Please complete this required field.'],
    ['two files where one is asked for', ['a.md', 'b.md'], 'Please add one file only.'],
    ['another type', ['a.png'], 'a.png is not of a type that can be added: md, txt.'],
  ])('is not sent with %s', async (_, names, complaint) => {
    const { slack, got, open } = await openForm(file);
    const { view } = await open();
    const files = names.map((one) => slack.attach({ name: one, content: 'x' }));
    const values = { file: { value: { type: 'file_input', files } } };
    expect(await slack.submit(view?.id ?? '', values)).toEqual({
      kind: 'errors',
      errors: { file: complaint },
    });
    expect(got).toEqual([]);
    expect(slack.modals()).toHaveLength(1);
  });

  it('takes files of 10 MB and no more', async () => {
    const { slack, open } = await openForm(file);
    const { view } = await open();
    const submit = (size: number) => {
      const files = [slack.attach({ name: 'a.md', content: new Uint8Array(size) })];
      return slack.submit(view?.id ?? '', { file: { value: { type: 'file_input', files } } });
    };
    const most = 10 * 1024 * 1024;
    expect(await submit(most + 1)).toEqual({
      kind: 'errors',
      errors: { file: 'a.md is larger than 10 MB.' },
    });
    expect(await submit(most)).toEqual({ kind: 'taken' });
  });

  it.each([
    ['', 'Please complete this required field.'],
    ['a', 'Please enter at least 2 characters.'],
    ['abcdef', 'Please enter no more than 5 characters.'],
  ])('is not sent with the text %j', async (value, complaint) => {
    const { slack, open } = await openForm(name);
    const { view } = await open();
    expect(await slack.submit(view?.id ?? '', text(value))).toEqual({
      kind: 'errors',
      errors: { name: complaint },
    });
  });

  it.each([
    ['block', { elsewhere: { value: { type: 'plain_text_input', value: 'x' } } }],
    ['option', { kind: { value: { type: 'static_select', selected_option: option('b') } } }],
    ['file', { file: { value: { type: 'file_input', files: [{ id: 'F0NOWHERE' }] } } }],
  ])('cannot be filled in with a %s that is not there', async (what, values) => {
    const { slack, got, open } = await openForm(
      input('kind', { type: 'static_select', options: [option('a')] }, { optional: true }),
      { ...file, optional: true },
    );
    const { view } = await open();
    await expect(slack.submit(view?.id ?? '', values)).rejects.toThrow(`no ${what}`);
    expect(got).toEqual([]);
  });

  it('hands no file in that Slack does not take', async () => {
    const { slack, open } = await openForm(file);
    const { view } = await open();
    const picture = slack.attach({ name: 'a.png', content: 'x' });
    await slack.submit(view?.id ?? '', { file: { value: { type: 'file_input', files: [picture] } } });
    const info = clientOf(slack).files.info({ file: picture.id });
    expect(await refusalOf(info)).toMatchObject({ error: 'file_not_found' });
  });

  it.each(['static_select', 'radio_buttons'])(
    'cannot begin with what is no option of its %s',
    async (type) => {
      const { open } = await openForm(
        input('kind', { type, options: [option('a')], initial_option: option('b') }),
      );
      expect(await refusalOf(open())).toEqual({
        error: 'invalid_arguments',
        messages: [
          '[ERROR] must match one of the options [json-pointer:/view/blocks/0/element/initial_option]',
        ],
      });
    },
  );

  it('alone takes files: a message does not', async () => {
    const slack = await startedSlack();
    const post = clientOf(slack).chat.postMessage({
      channel: 'C0OPS0001',
      text: 'x',
      blocks: [file as never],
    });
    expect(await refusalOf(post)).toMatchObject({ error: 'invalid_blocks' });
  });

  it("does not take somebody else's file", async () => {
    const { slack, open } = await openForm(file);
    const { view } = await open();
    const files = [slack.attach({ user: 'boris', name: 'a.md', content: 'x' })];
    const submitted = slack.submit(view?.id ?? '', { file: { value: { type: 'file_input', files } } });
    await expect(submitted).rejects.toThrow('U0ALICE01 has no file');
  });

  it('that takes files needs files:read', async () => {
    const { slack, open } = await openForm(file);
    slack.setScopes(['commands', 'im:history']);
    expect(await refusalOf(open())).toMatchObject({ error: 'missing_scope' });
  });
});
