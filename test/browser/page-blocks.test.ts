import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from 'vitest';
import { actions, button, plain, section } from './given-blocks.ts';
import { withPage } from './with-page.ts';

const on = withPage();

const richText = (...elements: readonly unknown[]) => ({ type: 'rich_text', block_id: 'r', elements });
const raw = (text: string) => ({ type: 'raw_text', text });

describe('blocks', () => {
  it.each([
    ['header', { type: 'header', text: plain('1. A header') }, '1. A header'],
    ['context', { type: 'context', elements: [{ type: 'mrkdwn', text: 'from *ECS*' }] }, 'from ECS'],
    ['section fields', { type: 'section', fields: [{ type: 'mrkdwn', text: '*a* field' }] }, 'a field'],
    ['table', { type: 'table', rows: [[raw('1. *cell*')]] }, '1. *cell*'],
    ['markdown', { type: 'markdown', text: '**bold** words' }, 'bold words'],
    [
      'card',
      { type: 'card', title: plain('A card'), body: { type: 'mrkdwn', text: 'its *body*' } },
      'A cardits body',
    ],
    ['alert', { type: 'alert', level: 'error', text: { type: 'mrkdwn', text: 'an *alert*' } }, 'an alert'],
    ['carousel', { type: 'carousel', elements: [{ type: 'card', title: plain('One card') }] }, 'One card'],
    ['plan', { type: 'plan', title: 'A plan', tasks: [{ task_id: '1', title: 'A task' }] }, 'A planA task'],
    ['video', { type: 'video', title: plain('A film'), video_url: 'https://example.com/v' }, 'A film'],
    ['file', { type: 'file', external_id: 'F-1' }, 'File F-1'],
    ['unknown kind', { type: 'hologram' }, 'This page cannot draw “hologram”'],
    ['chart without data', { type: 'data_visualization', chart: {} }, 'cannot draw “data_visualization”'],
    ['broken block', richText({ type: 'rich_text_list', style: 'bullet' }), 'cannot draw “rich_text”'],
    ['text that is no block', 'words', 'This page cannot draw “without a type”'],
    ['unknown element', actions({ type: 'lever' }), 'This page cannot draw “lever”'],
  ])('draws: %s', async (_, block, text) => {
    await on.openWith(block, section('and what follows'));
    await on.page.getByText('and what follows').waitFor();
    expect(await on.page.getByRole('article').textContent()).toContain(text);
  });

  it('keeps preformatted text as it was written', async () => {
    const text = '*raw*  <@U2> 🔴\n  two';
    await on.openWith(richText({ type: 'rich_text_preformatted', elements: [{ type: 'text', text }] }));
    expect(await on.page.locator('pre').textContent()).toBe(text);
  });

  it('draws charts', async () => {
    const series = [{ name: 'healthy', data: [{ label: 'a', value: 3 }] }];
    const chart = { type: 'bar', series, axis_config: { categories: ['a'] } };
    await on.openWith({ type: 'data_visualization', title: 'Targets', chart });
    await on.page.getByRole('img', { name: /Bar chart: Targets/ }).waitFor();
    const line = { ...chart, type: 'line', axis_config: { categories: ['a'], y_label: 'percent' } };
    await on.openWith({ type: 'data_visualization', title: 'Progress', chart: line });
    await on.page.getByRole('img', { name: /Line chart: Progress/ }).waitFor();
  });

  it('turns the pages of a data table', async () => {
    const rows = [[raw('name')], [raw('first row')], [{ type: 'raw_number', value: 7, text: 'seven' }]];
    await on.openWith({ type: 'data_table', caption: 'Services', page_size: 1, rows });
    const table = on.page.getByRole('table', { name: 'Services' });
    await table.getByRole('columnheader', { name: 'name' }).waitFor();
    await table.getByText('first row').waitFor();
    await on.page.getByRole('button', { name: 'Next' }).click();
    await table.getByText('seven').waitFor();
    expect(await table.getByText('first row').count()).toBe(0);
  });

  it('unfolds a container', async () => {
    const folded = { is_collapsible: true, default_collapsed: true };
    await on.openWith({
      type: 'container',
      title: plain('A box'),
      ...folded,
      child_blocks: [section('boxed')],
    });
    expect(await on.page.getByText('boxed').count()).toBe(0);
    await on.page.getByRole('button', { name: 'A box' }).click();
    await on.page.getByText('boxed').waitFor();
  });
});

describe('hostile text', () => {
  const hostile = '<img src=x onerror=alert(1)><script>alert(2)</script>';

  it.each([
    ['mrkdwn', section(hostile.replaceAll('<', '&lt;').replaceAll('>', '&gt;'))],
    ['plain text', { type: 'header', text: plain(hostile) }],
    ['a button', actions(button('b', hostile))],
    ['rich text', richText({ type: 'rich_text_section', elements: [{ type: 'text', text: hostile }] })],
    ['a table', { type: 'table', rows: [[raw(hostile)]] }],
  ])('is shown as text in %s', async (_, block) => {
    await on.openWith(block);
    const message = on.page.getByRole('article');
    expect(await message.textContent()).toContain(hostile);
    expect(await message.locator('script, img').count()).toBe(0);
  });

  it('makes no link that could run', async () => {
    const link = { type: 'link', url: 'javascript:alert(6)', text: 'rich link' };
    await on.openWith(
      section(hostile),
      section('<javascript:alert(3)|click me> [x](javascript:alert(4))'),
      { type: 'markdown', text: `${hostile}\n\n[md link](javascript:alert(5))` },
      richText({ type: 'rich_text_section', elements: [link] }),
    );
    for (const name of ['click me', 'md link', 'rich link']) await on.page.getByText(name).click();
    expect(await on.page.locator('a[href^="javascript"], [data-ts] script').count()).toBe(0);
  });

  it('loads nothing from anywhere else', async () => {
    const elsewhere = await startElsewhere();
    await on.openWith({ type: 'markdown', text: `![picture](${elsewhere.url})` });
    const picture = on.page.getByRole('img', { name: 'picture' });
    await picture.waitFor({ state: 'attached' });
    await expect.poll(() => picture.evaluate((image) => Reflect.get(image, 'complete'))).toBe(true);
    await elsewhere.close();
    expect(elsewhere.hits).toEqual([]);
  });
});

/** Another server of this machine, which nothing in a message may reach. */
async function startElsewhere() {
  const hits: string[] = [];
  const http = createServer((request, response) => {
    hits.push(request.url ?? '');
    response.end();
  });
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(http.address() as AddressInfo).port}/i.png`;
  return {
    url,
    hits,
    close: () => {
      const closed = new Promise((resolve) => http.close(resolve));
      http.closeAllConnections();
      return closed;
    },
  };
}
