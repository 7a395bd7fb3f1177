import { describe, expect, it } from 'vitest';
import { actions, button, modal, option, plain, section } from './given-blocks.ts';
import { aPageMessage } from './page-server.ts';
import { withPage } from './with-page.ts';

const on = withPage();

describe('interactions', () => {
  it('posts the click of a button with its block, action and element', async () => {
    const refresh = button('refresh-status', 'Refresh', { style: 'primary' });
    await on.openWith(section('web'), actions(refresh, button('share-status', 'Share to channel')));
    await on.page.getByRole('button', { name: 'Refresh' }).click();
    expect(await on.posted('click')).toEqual({
      in: { channel: 'C1', ts: aPageMessage().ts },
      blockId: 'acts',
      actionId: 'refresh-status',
      element: refresh,
    });
  });

  it('posts the option chosen from a select', async () => {
    const select = {
      type: 'static_select',
      action_id: 'open-service',
      placeholder: plain('Open a service'),
      options: [option('web'), option('api')],
    };
    await on.openWith(section('services', { accessory: select }));
    await on.page.getByRole('combobox', { name: 'Open a service' }).selectOption('api');
    expect(await on.posted('click')).toMatchObject({
      in: { channel: 'C1' },
      actionId: 'open-service',
      element: { type: 'static_select', action_id: 'open-service' },
      selectedOption: option('api'),
    });
  });

  it('lets one choose the same again, and shows what was chosen', async () => {
    const select = {
      type: 'static_select',
      action_id: 'open-service',
      placeholder: plain('Open a service'),
      options: [option('web'), option('api')],
    };
    await on.openWith(section('services', { accessory: select }));
    const menu = on.page.getByRole('combobox', { name: 'Open a service' });
    const shown = () =>
      menu.evaluate((box) => (box instanceof HTMLSelectElement ? box.selectedOptions[0]?.label : undefined));
    expect(await shown()).toBe('Open a service');
    await menu.selectOption({ value: 'web' });
    await expect.poll(shown).toBe('web');
    // Nothing counts as chosen: the browser tells no change to what is chosen already.
    expect(await menu.inputValue()).toBe('');
    await menu.selectOption({ value: 'web' });
    await expect.poll(() => on.server.posted.filter(({ what }) => what === 'click').length).toBe(2);
  });

  it('asks before a button that wants to be confirmed', async () => {
    const confirm = {
      title: plain('Sure?'),
      text: plain('It stops.'),
      confirm: plain('Stop it'),
      deny: plain('Keep it'),
    };
    await on.openWith(actions(button('stop', 'Stop', { confirm })));
    await on.page.getByRole('button', { name: 'Stop' }).click();
    const dialog = on.page.getByRole('dialog', { name: 'Sure?' });
    await dialog.getByRole('button', { name: 'Keep it' }).click();
    await expect.poll(() => dialog.count()).toBe(0);
    expect(on.server.posted).toEqual([]);
    await on.page.getByRole('button', { name: 'Stop' }).click();
    await on.page.getByRole('button', { name: 'Stop it' }).click();
    expect(await on.posted('click')).toMatchObject({ actionId: 'stop' });
  });

  it('opens an overflow menu with the keyboard', async () => {
    const options = [option('first'), option('second')];
    await on.openWith(actions({ type: 'overflow', action_id: 'more', options }));
    await on.page.getByRole('button', { name: 'More actions' }).press('Enter');
    await on.page.getByRole('menuitem', { name: 'first' }).press('ArrowDown');
    await on.page.getByRole('menuitem', { name: 'second' }).press('Enter');
    expect(await on.posted('click')).toMatchObject({
      actionId: 'more',
      selectedOption: option('second'),
    });
  });

  it('says when a click was refused', async () => {
    await on.openWith(actions(button('b', 'Press')));
    on.server.status = 400;
    await on.page.getByRole('button', { name: 'Press' }).click();
    await on.page.getByRole('alert').getByText('refused').waitFor();
  });
});

describe('the Home tab', () => {
  it('tells that it was opened, and shows what the app publishes', async () => {
    await on.open();
    await on.page.getByRole('button', { name: 'App Home' }).click();
    await on.posted('open-home');
    const blocks = [section('welcome home'), actions(button('go', 'Go'))];
    on.server.tell({ kind: 'home', view: modal(blocks, { id: 'H1', type: 'home', title: '' }) });
    const home = on.page.getByRole('main', { name: 'App Home' });
    await home.getByText('welcome home').waitFor();
    await home.getByRole('button', { name: 'Go' }).click();
    expect(await on.posted('click')).toMatchObject({ in: { viewId: 'H1' }, actionId: 'go' });
  });
});
