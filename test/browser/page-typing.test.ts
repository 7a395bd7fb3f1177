import { describe, expect, it } from 'vitest';
import { section } from './given-blocks.ts';
import { aPageMessage, aWorkspace } from './page-server.ts';
import { withPage } from './with-page.ts';

const on = withPage();

describe('composer', () => {
  const composer = () => on.page.getByRole('textbox', { name: 'Message #ops' });

  it('completes a slash command and sends it with Enter', async () => {
    await on.open();
    await composer().pressSequentially('/sn');
    await on.page.getByRole('option', { name: /What runs on ECS/ }).waitFor();
    await composer().press('Enter');
    expect(await composer().inputValue()).toBe('/snail ');
    await composer().pressSequentially('status web');
    await composer().press('Enter');
    expect(await on.posted('say')).toEqual({ channel: 'C1', text: '/snail status web' });
    expect(await composer().inputValue()).toBe('');
  });

  it('sends a command that was typed in full at the first Enter', async () => {
    await on.open();
    await composer().fill('/snail');
    await composer().press('Enter');
    expect(await on.posted('say')).toEqual({ channel: 'C1', text: '/snail' });
  });

  it('completes a mention, and makes a new line with Shift and Enter', async () => {
    await on.open();
    await composer().pressSequentially('@sn');
    await composer().press('Tab');
    await composer().pressSequentially('status');
    await composer().press('Shift+Enter');
    await composer().pressSequentially('please');
    await composer().press('Enter');
    expect(await on.posted('say')).toEqual({ channel: 'C1', text: '@Snail Trail status\nplease' });
  });

  it('sends nothing but what somebody wrote', async () => {
    await on.open();
    await composer().fill('  \n ');
    await composer().press('Enter');
    await composer().fill('a < b & c');
    await on.page.getByRole('button', { name: 'Send' }).click();
    await on.posted('say');
    expect(on.server.posted).toEqual([{ what: 'say', body: { channel: 'C1', text: 'a < b & c' } }]);
  });

  const selected = () =>
    composer().evaluate((box) => {
      if (!(box instanceof HTMLTextAreaElement)) throw new Error('no text area');
      return [box.selectionStart, box.selectionEnd, box.selectionDirection];
    });

  it.each([
    ['Control+a', [0, 9]],
    ['Shift+ArrowLeft', [8, 9]],
    ['Shift+Home', [0, 9]],
  ])('lets one select with %s', async (keys, range) => {
    await on.open();
    await composer().pressSequentially('say hello');
    await composer().press(keys);
    expect((await selected()).slice(0, 2)).toEqual(range);
    await composer().press('Backspace');
    expect(await composer().inputValue()).toBe('say hello'.slice(0, range[0]));
  });

  it('keeps a selection that was dragged backwards, and a word that was clicked twice', async () => {
    await on.open();
    await composer().fill('say hello');
    const box = (await composer().boundingBox())!;
    const middle = box.y + box.height / 2;
    await on.page.mouse.move(box.x + 200, middle);
    await on.page.mouse.down();
    await on.page.mouse.move(box.x + 5, middle, { steps: 8 });
    await on.page.mouse.up();
    expect(await selected()).toEqual([0, 9, 'backward']);
    await composer().dblclick({ position: { x: 60, y: box.height / 2 } });
    expect((await selected()).slice(0, 2)).toEqual([4, 9]);
  });

  it('puts the caret behind what was completed, in the middle of a text', async () => {
    await on.open();
    await composer().fill(' please');
    await composer().press('Home');
    await composer().pressSequentially('@sn');
    await composer().press('Tab');
    await composer().pressSequentially('status');
    expect(await composer().inputValue()).toBe('@Snail Trail status please');
  });

  it('gives the words back when they could not be sent', async () => {
    await on.open();
    on.server.status = 500;
    await composer().fill('do not lose me');
    await composer().press('Enter');
    await on.page.getByRole('alert').waitFor();
    expect(await composer().inputValue()).toBe('do not lose me');
  });
});

describe('threads', () => {
  it('shows replies beside the channel, and takes new ones', async () => {
    const root = aPageMessage({ text: 'the root' });
    const reply = aPageMessage({
      ts: '1795430410.000100',
      threadTs: root.ts,
      user: 'U2',
      text: 'a reply',
    });
    on.server.workspace = aWorkspace({ messages: [root, reply] });
    await on.open();
    expect(await on.page.getByText('a reply').count()).toBe(0);
    await on.page.getByRole('button', { name: /1 reply/ }).click();
    const thread = on.page.getByRole('complementary', { name: 'Thread' });
    await thread.getByText('the root').waitFor();
    await thread.getByText('a reply').waitFor();
    await thread.getByRole('textbox', { name: 'Reply in the thread' }).fill('mine');
    await thread.getByRole('textbox').press('Enter');
    expect(await on.posted('say')).toEqual({ channel: 'C1', threadTs: root.ts, text: 'mine' });
    await thread.getByRole('button', { name: 'Close thread' }).click();
    await expect.poll(() => thread.count()).toBe(0);
  });

  it('starts a thread on a message without one', async () => {
    await on.openWith(section('alone'));
    await on.page.getByRole('article').hover();
    await on.page.getByRole('button', { name: 'Reply in thread' }).click();
    await on.page.getByRole('textbox', { name: 'Reply in the thread' }).waitFor();
  });
});
