import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { changedLines, type Desk, openDesk, REFERENCE } from '../operation-desk.ts';

let desk: Desk;

beforeEach(async () => {
  desk = await openDesk();
});

afterEach(async () => {
  // Whatever the tracker says, no message of the bot notified anybody or led anywhere.
  const bot = desk.slack.seed.app.botUser;
  const loud = desk.slack
    .messages()
    .filter(({ user, pings, links }) => user === bot && pings.length + links.length > 0);
  expect(loud).toEqual([]);
  expect(desk.logged.filter((line) => line.includes('blocks refused'))).toEqual([]);
  await desk.stop();
});

/** The reference, taken in by the form in #ops. */
async function takenIn(): Promise<void> {
  const form = await desk.form(() => desk.slack.say('/snail op import'));
  const report = await desk.fill(form, { file: { name: 'operation-tracker.md', content: REFERENCE } });
  expect(report.text).toMatch(/^📥 Took in operation-tracker\.md as Operation Snail Trail: 195 lines/);
  expect(report.text).toContain('Understood: 4 phases, 16 tasks, 10 criteria, 1 blocker');
}

describe('the tracker of the story', () => {
  it('is taken in by a form, shown by status, edited in three ways, and given back with three lines changed', async () => {
    await takenIn();
    const card = await desk.ask('/snail status');
    expect(card.text).toMatch(
      /^Operation Snail Trail · claimed 99 % · criteria 4\/10 · verified 0\/10 \(no probe bound\)\n/,
    );
    expect(card.text).toContain('59 points apart');
    expect(card.text).toMatch(/\n⚠️ \d+ contradictions/);
    expect(await desk.exported()).toBe(REFERENCE);

    const byCommand = await desk.ask('/snail task done health check resolution');
    expect(byCommand.text).toMatch(
      /^Ticked task 10 "Health Check Resolution" · .* · tasks 8\/16 \(was 7\/16\)/,
    );

    const criteria = await desk.ask('/snail criterion');
    const byMenu = await desk.after(() => desk.pick('Met…', '5 · Container health check', criteria));
    expect(byMenu.text).toMatch(/^Ticked criterion 5 .* · criteria 5\/10 \(was 4\/10\)/);

    const blockers = await desk.ask('/snail blocker');
    const form = await desk.form(() => desk.pick('Edit…', '1 · ', blockers));
    const byForm = await desk.fill(form, { impact: 'Nothing any more, the targets are healthy' });
    expect(byForm.text).toMatch(/blocker 1/);

    const after = await desk.exported();
    expect(changedLines(REFERENCE, after)).toEqual([
      '85: - [x] **Health Check Resolution**: Fix container health check failures',
      '114: - **Impact**: Nothing any more, the targets are healthy',
      '168: - [x] Container health check failures resolved',
    ]);
  });
});
