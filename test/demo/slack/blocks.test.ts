import { describe, expect, it } from 'vitest';
import { checkBlocks, type Surface } from '../../../src/demo/slack/blocks/check.ts';
import { checkView } from '../../../src/demo/slack/blocks/check-view.ts';
import { actions, button, context, preformatted, section } from '../../../src/views/message.ts';
import { clientOf, refusalOf, startedSlack } from './started.ts';

const check = (block: object, surface: Surface = 'message') =>
  checkBlocks([{ ...block }], surface, '/blocks');
const plain = (text: string) => ({ type: 'plain_text', text });
const mrkdwn = (text: string) => ({ type: 'mrkdwn', text });
const x = (length: number) => 'x'.repeat(length);
const option = { text: plain('one'), value: '1' };
const press = { type: 'button', text: plain('Go'), action_id: 'go', value: 'v' };
const rich = (...elements: object[]) => ({ type: 'rich_text', elements });
const words = { type: 'rich_text_section', elements: [{ type: 'text', text: 'a', style: { bold: true } }] };
const raw = (text: string) => ({ type: 'raw_text', text });
const image = { type: 'image', image_url: 'https://a.example/b.png', alt_text: 'a picture' };

describe('sound blocks', () => {
  it.each<[string, object]>([
    ['section', { type: 'section', text: mrkdwn(x(3000)), accessory: press }],
    ['section of fields', { type: 'section', fields: Array.from({ length: 10 }, () => mrkdwn(x(2000))) }],
    ['header', { type: 'header', text: plain(x(150)), level: 2 }],
    ['divider', { type: 'divider', block_id: 'd' }],
    ['image', { ...image, title: plain('A') }],
    ['context', { type: 'context', elements: [mrkdwn('a'), plain('b'), image] }],
    [
      'actions',
      { type: 'actions', elements: Array.from({ length: 25 }, (_, i) => ({ ...press, action_id: `a${i}` })) },
    ],
    [
      'selects',
      { type: 'actions', elements: [{ type: 'static_select', action_id: 's', options: [option, option] }] },
    ],
    ['overflow', { type: 'section', text: mrkdwn('a'), accessory: { type: 'overflow', options: [option] } }],
    [
      'rich text',
      rich(words, { type: 'rich_text_preformatted', elements: [{ type: 'text', text: 'log' }], border: 1 }),
    ],
    ['rich text list', rich({ type: 'rich_text_list', style: 'bullet', elements: [words] })],
    ['table', { type: 'table', rows: [[raw('a'), rich(words)]], column_settings: [{ align: 'right' }] }],
    [
      'data table',
      { type: 'data_table', caption: 'c', rows: [[raw('a')], [{ type: 'raw_number', value: 1 }]] },
    ],
    [
      'chart',
      {
        type: 'data_visualization',
        title: 't',
        chart: {
          type: 'bar',
          series: [{ name: 's', data: [{ label: 'a', value: 1 }] }],
          axis_config: { categories: ['a'] },
        },
      },
    ],
    ['markdown', { type: 'markdown', text: '# hi' }],
    ['card', { type: 'card', title: mrkdwn('t'), body: mrkdwn('b'), actions: [press] }],
    ['carousel', { type: 'carousel', elements: [{ type: 'card', title: mrkdwn('t') }] }],
    [
      'container',
      { type: 'container', title: plain('t'), child_blocks: [{ type: 'divider' }], is_collapsible: true },
    ],
    [
      'plan',
      {
        type: 'plan',
        title: 'p',
        tasks: [{ type: 'task_card', task_id: '1', title: 't', status: 'pending' }],
      },
    ],
    ['task card', { type: 'task_card', task_id: '1', title: 't', status: 'complete', output: rich(words) }],
  ])('takes a %s', (_, block) => {
    expect(check(block)).toEqual([]);
  });

  it("takes everything the bot's own constructors make", () => {
    const blocks = [
      section('a', button('refresh-status', 'Refresh', 'v')),
      context('b'),
      actions(button('share-status', 'Share', 'v')),
      preformatted('log'),
    ];
    expect(
      checkBlocks(
        blocks.map((block) => ({ ...block })),
        'message',
        '/blocks',
      ),
    ).toEqual([]);
  });
});

describe('refused blocks', () => {
  it.each<[string, object, string]>([
    ['an unknown type', { type: 'marquee' }, 'unsupported type: marquee [json-pointer:/blocks/0/type]'],
    ['no type', { text: mrkdwn('a') }, 'missing required field: type [json-pointer:/blocks/0]'],
    [
      'an alert in a message',
      { type: 'alert', text: plain('a') },
      'unsupported type: alert [json-pointer:/blocks/0/type]',
    ],
    [
      'a file block',
      { type: 'file', source: 'remote', external_id: 'a' },
      'unsupported type: file [json-pointer:/blocks/0/type]',
    ],
    [
      'an empty section',
      { type: 'section' },
      'must define either `text` or `fields` [json-pointer:/blocks/0]',
    ],
    [
      'empty text',
      { type: 'section', text: mrkdwn('') },
      'must be more than 0 characters [json-pointer:/blocks/0/text/text]',
    ],
    [
      'long text',
      { type: 'section', text: mrkdwn(x(3001)) },
      'must be less than 3001 characters [json-pointer:/blocks/0/text/text]',
    ],
    [
      'long fields',
      { type: 'section', fields: [mrkdwn(x(2001))] },
      'must be less than 2001 characters [json-pointer:/blocks/0/fields/0/text]',
    ],
    [
      'eleven fields',
      { type: 'section', fields: Array.from({ length: 11 }, () => mrkdwn('a')) },
      'no more than 10 items allowed [json-pointer:/blocks/0/fields]',
    ],
    [
      'emoji on mrkdwn',
      { type: 'section', text: { ...mrkdwn('a'), emoji: true } },
      'invalid additional property: emoji [json-pointer:/blocks/0/text]',
    ],
    [
      'a property Slack does not know',
      { type: 'divider', color: 'red' },
      'invalid additional property: color [json-pointer:/blocks/0]',
    ],
    [
      'a marked-up header',
      { type: 'header', text: mrkdwn('a') },
      'failed to match schema [json-pointer:/blocks/0/text/type]',
    ],
    [
      'a long header',
      { type: 'header', text: plain(x(151)) },
      'must be less than 151 characters [json-pointer:/blocks/0/text/text]',
    ],
    [
      'eleven context elements',
      { type: 'context', elements: Array.from({ length: 11 }, () => mrkdwn('a')) },
      'no more than 10 items allowed [json-pointer:/blocks/0/elements]',
    ],
    [
      'a button in a context',
      { type: 'context', elements: [press] },
      'unsupported type: button [json-pointer:/blocks/0/elements/0/type]',
    ],
    [
      'no elements',
      { type: 'actions', elements: [] },
      'no less than 1 items allowed [json-pointer:/blocks/0/elements]',
    ],
    [
      '26 elements',
      { type: 'actions', elements: Array.from({ length: 26 }, (_, i) => ({ ...press, action_id: `a${i}` })) },
      'no more than 25 items allowed [json-pointer:/blocks/0/elements]',
    ],
    [
      'an image among actions',
      { type: 'actions', elements: [image] },
      'unsupported type: image [json-pointer:/blocks/0/elements/0/type]',
    ],
    [
      'a long label',
      { type: 'actions', elements: [{ ...press, text: plain(x(76)) }] },
      'must be less than 76 characters [json-pointer:/blocks/0/elements/0/text/text]',
    ],
    [
      'a long value',
      { type: 'actions', elements: [{ ...press, value: x(2001) }] },
      'must be less than 2001 characters [json-pointer:/blocks/0/elements/0/value]',
    ],
    [
      'a script address',
      { type: 'actions', elements: [{ ...press, url: 'javascript:alert(1)' }] },
      'invalid_url [json-pointer:/blocks/0/elements/0/url]',
    ],
    [
      'the same action twice',
      { type: 'actions', elements: [press, press] },
      'duplicate_action_id: `action_id` "go" already exists [json-pointer:/blocks/0/elements/1/action_id]',
    ],
    [
      '101 options',
      {
        type: 'actions',
        elements: [{ type: 'static_select', options: Array.from({ length: 101 }, () => option) }],
      },
      'no more than 100 items allowed [json-pointer:/blocks/0/elements/0/options]',
    ],
    [
      'a long option value',
      { type: 'actions', elements: [{ type: 'static_select', options: [{ ...option, value: x(151) }] }] },
      'must be less than 151 characters [json-pointer:/blocks/0/elements/0/options/0/value]',
    ],
    [
      'a link in a select',
      {
        type: 'actions',
        elements: [{ type: 'static_select', options: [{ ...option, url: 'https://a.example' }] }],
      },
      'invalid additional property: url [json-pointer:/blocks/0/elements/0/options/0]',
    ],
    [
      'a select of nothing',
      { type: 'actions', elements: [{ type: 'static_select' }] },
      'must define either `options` or `option_groups` [json-pointer:/blocks/0/elements/0]',
    ],
    [
      'a picture without words',
      { type: 'image', image_url: 'https://a.example/b.png' },
      'missing required field: alt_text [json-pointer:/blocks/0]',
    ],
    [
      'a mention in preformatted text',
      rich({ type: 'rich_text_preformatted', elements: [{ type: 'user', user_id: 'U1' }] }),
      'unsupported type: user [json-pointer:/blocks/0/elements/0/elements/0/type]',
    ],
    [
      'a bare text in rich text',
      rich({ type: 'text', text: 'a' }),
      'unsupported type: text [json-pointer:/blocks/0/elements/0/type]',
    ],
    [
      'an empty cell',
      { type: 'table', rows: [[raw('')]] },
      'must be more than 0 characters [json-pointer:/blocks/0/rows/0/0/text]',
    ],
    [
      'a table of too much text',
      { type: 'table', rows: [[raw(x(10_001))]] },
      'must be less than 10001 characters [json-pointer:/blocks/0/rows]',
    ],
    [
      'uneven rows',
      { type: 'data_table', caption: 'c', rows: [[raw('a')], [raw('a'), raw('b')]] },
      'all rows must have the same number of cells [json-pointer:/blocks/0/rows]',
    ],
    [
      'a lone pending task',
      { type: 'task_card', task_id: '1', title: 't', status: 'pending' },
      'failed to match schema [json-pointer:/blocks/0/status]',
    ],
    [
      'an empty card',
      { type: 'card', subtitle: mrkdwn('s') },
      'must define one of `hero_image`, `title`, `actions` or `body` [json-pointer:/blocks/0]',
    ],
  ])('are those with %s', (_, block, complaint) => {
    expect(check(block)).toContain(complaint);
  });

  it('are those with the same block_id, and a second table', () => {
    const table = { type: 'table', rows: [[raw('a')]] };
    const complaints = checkBlocks(
      [{ type: 'divider', block_id: 'b' }, { type: 'divider', block_id: 'b' }, table, table],
      'message',
      '/blocks',
    );
    expect(complaints).toEqual([
      'duplicate_block_id: `block_id` "b" already exists [json-pointer:/blocks/1/block_id]',
      'only_one_table_allowed [json-pointer:/blocks/3]',
    ]);
  });

  it('are tables and charts where the surface takes none', () => {
    expect(check({ type: 'table', rows: [[raw('a')]] }, 'modal')).toHaveLength(1);
    expect(check({ type: 'markdown', text: 'a' }, 'home')).toHaveLength(1);
    expect(check({ type: 'alert', text: plain('a') }, 'modal')).toEqual([]);
  });
});

describe('views', () => {
  const modal = { type: 'modal', title: plain('t'), submit: plain('Save'), blocks: [] };
  const input = { type: 'input', label: plain('l'), element: { type: 'plain_text_input', action_id: 'a' } };

  it('are taken when sound', () => {
    expect(checkView({ ...modal, blocks: [input] }, 'modal')).toEqual([]);
    expect(checkView({ type: 'home', blocks: [{ type: 'divider' }] }, 'home')).toEqual([]);
  });

  it.each<[string, object, string]>([
    [
      'a long title',
      { ...modal, title: plain(x(25)) },
      'must be less than 25 characters [json-pointer:/view/title/text]',
    ],
    ['no title', { type: 'modal', blocks: [] }, 'missing required field: title [json-pointer:/view]'],
    [
      'inputs nobody can submit',
      { ...modal, submit: undefined, blocks: [input] },
      'must define `submit` to use an `input` block in modals [json-pointer:/view/blocks/0/input]',
    ],
    [
      'too much metadata',
      { ...modal, private_metadata: x(3001) },
      'must be less than 3001 characters [json-pointer:/view/private_metadata]',
    ],
    [
      '101 blocks',
      { ...modal, blocks: Array.from({ length: 101 }, () => ({ type: 'divider' })) },
      'no more than 100 items allowed [json-pointer:/view/blocks]',
    ],
  ])('are refused with %s', (_, view, complaint) => {
    expect(checkView({ ...view }, 'modal')).toContain(complaint);
  });
});

describe('messages of blocks', () => {
  const post = async (blocks: unknown) => {
    const slack = await startedSlack();
    return refusalOf(
      clientOf(slack).apiCall('chat.postMessage', { channel: 'C0OPS0001', text: 'x', blocks }),
    );
  };

  it('are refused as a whole for one bad block, with the place named', async () => {
    const blocks = [{ type: 'divider' }, { type: 'section', text: mrkdwn(x(3001)) }];
    expect(await post(blocks)).toEqual({
      error: 'invalid_blocks',
      messages: ['[ERROR] must be less than 3001 characters [json-pointer:/blocks/1/text/text]'],
    });
  });

  it('hold at most 50', async () => {
    const refusal = await post(Array.from({ length: 51 }, () => ({ type: 'divider' })));
    expect(refusal).toEqual({
      error: 'invalid_blocks',
      messages: ['[ERROR] no more than 50 items allowed [json-pointer:/blocks]'],
    });
  });

  it('hold little more than 13,000 characters together', async () => {
    const full = Array.from({ length: 5 }, () => ({ type: 'section', text: mrkdwn(x(2700)) }));
    expect(await post(full)).toMatchObject({ error: 'msg_blocks_too_long' });
    expect(await post(full.slice(1))).toMatchObject({ error: 'nothing was refused' });
  });

  it.each([['{"type":"divider"}'], ['nonsense'], ['["divider"]']])(
    'must be a list of objects: %s',
    async (blocks) => {
      expect(await post(blocks)).toMatchObject({ error: 'invalid_blocks_format' });
    },
  );

  it('get ids where they have none', async () => {
    const slack = await startedSlack();
    await clientOf(slack).chat.postMessage({
      channel: 'C0OPS0001',
      text: 'x',
      blocks: [{ type: 'actions', elements: [{ type: 'button', text: { type: 'plain_text', text: 'Go' } }] }],
    });
    expect(slack.messages()[0]?.blocks[0]).toMatchObject({
      block_id: expect.stringMatching(/.+/),
      elements: [{ action_id: expect.stringMatching(/.+/) }],
    });
  });
});
