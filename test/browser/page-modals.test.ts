import { describe, expect, it } from 'vitest';
import { actions, button, input, modal, option, section } from './given-blocks.ts';
import { aFile } from './page-server.ts';
import { withPage } from './with-page.ts';

const on = withPage();
const nameInput = input('name', 'Name', { type: 'plain_text_input' });

describe('modals', () => {
  it('submits what was filled in, as view.state.values', async () => {
    await on.openModal(
      input('name', 'Name', { type: 'plain_text_input', initial_value: 'Move' }),
      input('kind', 'Kind', { type: 'static_select', options: [option('small'), option('large')] }),
      input('envs', 'Envs', { type: 'multi_static_select', options: [option('prod'), option('test')] }),
      input('owner', 'Owner', { type: 'users_select' }),
      input('place', 'Place', { type: 'conversations_select' }),
      input('how', 'How', { type: 'radio_buttons', options: [option('fast'), option('slow')] }),
      input('boxes', 'Boxes', { type: 'checkboxes', options: [option('one'), option('two')] }),
      input('day', 'Day', { type: 'datepicker' }),
      input('hour', 'Hour', { type: 'timepicker' }),
      input('file', 'File', { type: 'file_input' }),
      input('rest', 'Rest', { type: 'plain_text_input', multiline: true }, { optional: true }),
    );
    const dialog = on.page.getByRole('dialog', { name: 'Import' });
    await dialog.getByRole('textbox', { name: 'Name' }).fill('Move web');
    await dialog.getByRole('combobox', { name: 'Kind' }).selectOption('large');
    await dialog.getByRole('group', { name: 'Envs' }).getByLabel('test').check();
    await dialog.getByRole('combobox', { name: 'Owner' }).selectOption('U2');
    await dialog.getByRole('combobox', { name: 'Place' }).selectOption('C2');
    await dialog.getByRole('radio', { name: 'slow' }).check();
    await dialog.getByRole('checkbox', { name: 'two' }).check();
    await dialog.getByLabel('Day').fill('2026-11-24');
    await dialog.getByLabel('Hour').fill('09:30');
    await dialog.locator('input[type=file]').setInputFiles(aFile('tracker.md', '# tracker'));
    await dialog.getByText('tracker.md').waitFor();
    await dialog.getByRole('button', { name: 'Save' }).click();
    const files = [{ id: 'F1', name: 'tracker.md', size: 9 }];
    expect(await on.posted('submit')).toEqual({
      viewId: 'V1',
      values: {
        name: { 'name-act': { type: 'plain_text_input', value: 'Move web' } },
        kind: { 'kind-act': { type: 'static_select', selected_option: option('large') } },
        envs: { 'envs-act': { type: 'multi_static_select', selected_options: [option('test')] } },
        owner: { 'owner-act': { type: 'users_select', selected_user: 'U2' } },
        place: { 'place-act': { type: 'conversations_select', selected_conversation: 'C2' } },
        how: { 'how-act': { type: 'radio_buttons', selected_option: option('slow') } },
        boxes: { 'boxes-act': { type: 'checkboxes', selected_options: [option('two')] } },
        day: { 'day-act': { type: 'datepicker', selected_date: '2026-11-24' } },
        hour: { 'hour-act': { type: 'timepicker', selected_time: '09:30' } },
        file: { 'file-act': { type: 'file_input', files } },
        rest: { 'rest-act': { type: 'plain_text_input', value: null } },
      },
    });
  });

  it('shows errors at their blocks and keeps what was typed', async () => {
    await on.openModal(nameInput);
    await on.page.getByRole('textbox', { name: 'Name' }).fill('web');
    on.server.tell({ kind: 'modal-errors', errors: { name: 'There is one already.' } });
    await on.page.getByRole('alert').getByText('There is one already.').waitFor();
    expect(await on.page.getByRole('textbox', { name: 'Name' }).inputValue()).toBe('web');
  });

  it('keeps the one below while another is open, and closes with Escape', async () => {
    await on.openModal(nameInput);
    await on.page.getByRole('textbox', { name: 'Name' }).fill('kept');
    const below = modal([nameInput]);
    const above = modal([section('on top')], { id: 'V2', title: 'Above', submit: undefined });
    on.server.tell({ kind: 'modals', views: [below, above] });
    await on.page.getByRole('dialog', { name: 'Above' }).waitFor();
    await on.page.keyboard.press('Escape');
    expect(await on.posted('close')).toMatchObject({ viewId: 'V2' });
    on.server.tell({ kind: 'modals', views: [below] });
    await expect.poll(() => on.page.getByRole('dialog').count()).toBe(1);
    expect(await on.page.getByRole('textbox', { name: 'Name' }).inputValue()).toBe('kept');
  });

  it('keeps what was typed when the app updates the view', async () => {
    await on.openModal(nameInput);
    await on.page.getByRole('textbox', { name: 'Name' }).fill('kept');
    on.server.tell({ kind: 'modals', views: [modal([section('one more line'), nameInput])] });
    await on.page.getByText('one more line').waitFor();
    expect(await on.page.getByRole('textbox', { name: 'Name' }).inputValue()).toBe('kept');
  });

  it('sends a click in a modal with its view', async () => {
    await on.openModal(actions(button('add', 'Add')));
    await on.page.getByRole('button', { name: 'Add' }).click();
    expect(await on.posted('click')).toMatchObject({ in: { viewId: 'V1' }, actionId: 'add' });
  });

  it('sends a choice that an input wants to tell at once', async () => {
    const select = { type: 'static_select', options: [option('web')] };
    await on.openModal(input('kind', 'Kind', select, { dispatch_action: true }));
    await on.page.getByRole('combobox', { name: 'Kind' }).selectOption('web');
    expect(await on.posted('click')).toMatchObject({ blockId: 'kind', selectedOption: option('web') });
  });
});
