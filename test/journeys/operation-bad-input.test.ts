import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type Desk, openDesk } from '../operation-desk.ts';

vi.setConfig({ testTimeout: 90_000, hookTimeout: 30_000 });

let desk: Desk;

beforeAll(async () => {
  desk = await openDesk();
});

afterAll(() => desk.close());

const bytes = (...values: readonly number[]) => Uint8Array.from(values);
const DIRECT = { channel: 'direct' };

describe('a file that is no tracker is refused in words, and nothing is kept of it', () => {
  it.each<[string, string | Uint8Array, RegExp]>([
    ['empty', '', /^The file is empty\. Send one with a heading or a list in it\.$/],
    ['blank', ' \r\n\n', /^The file is empty/],
    ['a picture', bytes(137, 80, 78, 71, 13, 10, 26, 10, 0, 0, 0, 13), /^The file is no text/],
    [
      'in UTF-16',
      Buffer.from('\ufeff# A\n- [ ] b\n', 'utf16le'),
      /UTF-16\. Save it as UTF-8 and send it again/,
    ],
    ['in Latin-1', Buffer.from('# Über\n- [ ] größer\n', 'latin1'), /UTF-8/],
    ['of 10 MB', Buffer.alloc(10_000_000, '- [ ] a\n'), /at most 2000 kB, and .* is longer/],
    ['nested 200 deep', nested(200), /^Line \d+ is nested deeper than 60 levels\. Break it into several/],
    ['of one long line', `# A\n${'*a '.repeat(10_000)}`, /^Line 2 has \d+ characters, more than 20000/],
  ])('%s', async (name, content, said) => {
    const { text } = await desk.send({ name: `${name}.md`, content });
    expect(text).toMatch(said);
    expect((await desk.ask('op list', DIRECT)).text).not.toContain(name);
  });
});

function nested(levels: number): string {
  return Array.from({ length: levels }, (_, level) => `${' '.repeat(level * 2)}- item`).join('\n');
}

describe('a tracker that is odd is taken in: what was done with it is told, and it comes out as it was', () => {
  it.each<[string, string, readonly RegExp[]]>([
    [
      'a fence that is never closed',
      '# Fence\n\n## Tasks\n- [ ] a\n```sh\nls\n- [ ] b\n',
      [/Understood: 1 task\n/, /Left as they are, and kept in the file: .*lines 5–\d \(a code block\)/],
    ],
    [
      'HTML',
      '# Page\n\n<script>alert(1)</script>\n\n## Tasks\n- [ ] a <b onclick="x">bold</b>\n',
      [/Understood: 1 task\n/, /line 3 \(HTML\)/],
    ],
    [
      'the same headings again and again',
      '# Same\n\n## Tasks\n- [ ] a\n\n## Tasks\n- [ ] a\n\n## Tasks\n- [x] c\n',
      [/Understood: 3 tasks\n/],
    ],
    [
      'a percentage of 140',
      '# Much\n\n**Overall Progress**: 140%\n\n## Tasks\n- [ ] a\n',
      [/Unsure about 1 line:\n {4}line 3: .*"140%" is no percentage from 0 to 100; kept as words/],
    ],
    [
      'a percentage in words',
      '# Half\n\n**Overall Progress**: about half\n\n## Tasks\n- [ ] a\n',
      [/Unsure about 1 line:\n {4}line 3: .*about half/],
    ],
  ])('%s', async (_, content, said) => {
    const report = await desk.send({ name: 'odd.md', content });
    for (const words of said) expect(report.text).toMatch(words);
    expect(await desk.exported(DIRECT)).toBe(content);
    expect((await desk.ask('op', DIRECT)).text).not.toMatch(/claimed (140|50) %/);
  });
});

describe('mentions, links and markup in a tracker', () => {
  const HOSTILE = [
    '# Ping <!channel> <@U0BORIS01> *bold* `x',
    '',
    '**Status**: <!here> https://evil.test/status',
    '',
    '### Phase 1: <!everyone> [a](https://evil.test/phase) 🚧',
    '- **Current Focus**: <https://evil.test|focus> @channel',
    '',
    '## Tasks',
    '- [ ] Tell <!here|here> & <@U0BORIS01> about https://evil.test/task',
    '- [ ] ``` `unclosed *and _this ~too &lt;!channel&gt;',
    '',
    '## Blockers',
    '- **<@U0BORIS01> <!subteam^S0ONCALL>**: blocked by [x](https://evil.test/blocker)',
    '',
    '## Completion Criteria',
    '- [ ] <#C0OPS0001> <mailto:a@evil.test|mail> a@evil.test',
    '',
  ].join('\n');

  it('ping nobody and lead nowhere, in any answer, and come out of the export as they went in', async () => {
    await desk.send({ name: 'ping.md', content: HOSTILE });
    for (const words of [
      'op',
      'status',
      'task',
      'blocker',
      'criterion',
      'phase',
      'contradictions',
      'op list',
      'op history',
    ])
      expect(await desk.ask(words, DIRECT), words).toMatchObject({ pings: [], links: [] });
    const ticked = await desk.ask('task done 1', DIRECT);
    expect(ticked).toMatchObject({ pings: [], links: [] });
    expect(await desk.exported(DIRECT)).toBe(HOSTILE.replace('- [ ] Tell', '- [x] Tell'));
  });

  it('neither do they in what people type into a form', async () => {
    const list = await desk.ask('task', DIRECT);
    const form = await desk.form(() => desk.press('Add…', list));
    const added = await desk.fill(form, {
      title: '<!channel> # see https://evil.test',
      detail: '<@U0BORIS01>\n- [x] b',
    });
    expect(added).toMatchObject({ pings: [], links: [] });
    const after = await desk.ask('task', DIRECT);
    expect(after).toMatchObject({ pings: [], links: [] });
    expect(after.text).toContain('2 of 3 open');
  });
});

describe('what Slack keeps from the bot', () => {
  it('a file that may not be read: the scope that is missing is named', async () => {
    desk.slack.setScopes(desk.slack.seed.scopes.filter((scope) => scope !== 'files:read'));
    const { text } = await desk.send({ name: 'mail.md', content: '# A\n' });
    desk.slack.setScopes(desk.slack.seed.scopes);
    expect(text).toMatch(/^I could not read mail\.md: .*files:read/);
    expect((await desk.send({ name: 'mail.md', content: '# A\n\n- [ ] b\n' })).text).toMatch(
      /^📥 Took in mail\.md/,
    );
  });
});

describe('old buttons and forms', () => {
  it('of an operation that is gone say so', async () => {
    await desk.send({ name: 'old.md', content: '# Old\n\n## Tasks\n- [ ] a\n- [ ] b\n' });
    const list = await desk.ask('task', DIRECT);
    const form = await desk.form(() => desk.press('Add…', list));
    await desk.ask('op archive', DIRECT);
    expect((await desk.fill(form, { title: 'c' })).text).toMatch(/archived.*`\/snail op list`/);
    const ticked = await desk.after(() => desk.pick('Done…', '1 · a', list));
    expect(ticked.text).toMatch(/archived/);
  });

  it('of an entry that says something else by now leave it alone', async () => {
    await desk.send({ name: 'new.md', content: '# New\n\n## Tasks\n- [ ] a\n- [ ] b\n' });
    const list = await desk.ask('task', DIRECT);
    await desk.ask('task edit 1 "something else"', DIRECT);
    const ticked = await desk.after(() => desk.pick('Done…', '1 · a', list));
    expect(ticked.text).toMatch(
      /^That is not in the tracker any more as it was then\. Look at the list again\./,
    );
    expect(await desk.exported(DIRECT)).toBe('# New\n\n## Tasks\n- [ ] something else\n- [ ] b\n');
  });
});
