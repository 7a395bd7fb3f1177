import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type Desk, openDesk } from '../operation-desk.ts';

vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });

const PHASES = 200;
const TASKS = 25;

/** 200 phases of 25 tasks each, the first ones done. */
const LARGE = [
  '# Move everything\n\n**Overall Progress**: 10% Complete\n',
  ...Array.from({ length: PHASES }, (_, phase) => {
    const tasks = Array.from({ length: TASKS }, (_, task) => {
      const number = phase * TASKS + task + 1;
      return `- [${number <= 500 ? 'x' : ' '}] **Step ${number}**: of the rack nobody has looked at for years\n`;
    });
    return `## Phase ${phase + 1}: Rack ${phase + 1}${phase < 20 ? ' ✅' : ''}\n\n### Tasks\n\n${tasks.join('')}`;
  }),
].join('\n');

let desk: Desk;
let report = '';

/** How many of the commands typed meanwhile Slack took as acknowledged, and how many had an answer in time. */
const meanwhile = { typed: 0, failed: 0 };

beforeAll(async () => {
  desk = await openDesk();
  let isTakenIn = false;
  const sending = desk.slack
    .sendFile({ channel: 'direct', name: 'large.md', content: LARGE })
    .then(() => desk.slack.waitFor(({ text }) => text.startsWith('📥'), 240_000))
    .then(({ text }) => {
      report = text;
      isTakenIn = true;
    });
  while (!isTakenIn) {
    await desk.ask('/snail help', { user: 'boris' });
    meanwhile.typed += 1;
  }
  await sending;
  meanwhile.failed = desk.slack.notices().length;
});

afterAll(() => desk.close());

describe('a tracker of 200 phases and 5,000 tasks', () => {
  it('is taken in while everything else is acknowledged', () => {
    expect(report).toMatch(/^📥 Took in large\.md as Move everything: /);
    expect(report).toContain('Understood: 200 phases, 5000 tasks');
    expect(meanwhile.typed).toBeGreaterThan(0);
    expect(meanwhile.failed).toBe(0);
  });

  it('is shown in Slack’s limits, and paged to its end', async () => {
    await desk.slack.say('/snail op use everything');
    await desk.slack.waitFor(({ text }) => text.includes('is the operation here now'), 20_000);
    const card = await desk.ask('/snail status');
    expect(card.text).toMatch(/^Move everything · claimed 10 %/);
    expect(card.blocks.length).toBeLessThanOrEqual(50);

    const list = await desk.ask('/snail task');
    const [, pages = '0'] = /page 1 of (\d+)/.exec(list.text) ?? [];
    expect(list.text).toMatch(/^Tasks of Move everything · 4500 of 5000 open/);
    const last = await desk.ask(`/snail task --page ${pages}`);
    expect(last.text).toMatch(/\n5000 ⬜ open · Step 5000: /);
    const phases = await desk.ask('/snail phase');
    expect(phases.text).toMatch(/^Phases of Move everything · 200/);
    expect(phases.text).toMatch(/page 1 of \d+/);
  });

  it('turns a page in the place of the one before', async () => {
    const list = await desk.ask('/snail task --open');
    await desk.press('Next', list);
    const { text } = await desk.slack.waitFor(
      ({ ts, text }) => ts === list.ts && /page 2 of/.test(text),
      30_000,
    );
    expect(text).not.toMatch(/Step 501:/);
  });

  it('is edited in one line, and given back with that line changed', async () => {
    const ticked = await desk.ask('/snail task done 5000');
    expect(ticked.text).toMatch(/^Ticked task 5000 "Step 5000" · .* · tasks 501\/5000 \(was 500\/5000\)/);
    expect(await desk.exported()).toBe(LARGE.replace('- [ ] **Step 5000**', '- [x] **Step 5000**'));
  });
});
