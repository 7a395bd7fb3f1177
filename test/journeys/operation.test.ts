import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { changedLines, type Desk, openDesk, REFERENCE } from '../operation-desk.ts';

// A dozen answers each, and a thread that starts: seconds where the machine is busy.
vi.setConfig({ testTimeout: 90_000, hookTimeout: 30_000 });

let desk: Desk;

beforeEach(async () => {
  desk = await openDesk();
});

afterEach(() => desk.close());

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

  it('keeps a message that was pointed at as a blocker, with the way back to it', async () => {
    await takenIn();
    const words = 'The ALB answers 503 since 10:02\nSays <@U0BORIS01> & <!here>';
    const said = await desk.slack.say(words, { user: 'boris' });
    const ts = said.kind === 'message' ? said.message.ts : '';
    const form = await desk.form(() => desk.slack.useShortcut({ callbackId: 'add-to-operation', ts }));
    const added = await desk.fill(form, { kind: 'blocker' });
    expect(added.text).toContain(
      '\n+116 - **The ALB answers 503 since 10:02**: Says @U0BORIS01 \\&amp; \\&lt;!here&gt;\n',
    );

    const { text, pings, links } = await desk.ask('/snail blocker');
    const permalink = `${desk.slack.pageUrl.replace(/\/$/, '')}/archives/C0OPS0001/p${ts.replace('.', '')}`;
    expect(text).toMatch(
      /\n2 🚨 blocking · The ALB answers 503 since 10:02: .* · raised .* by alice · proof: /,
    );
    expect({ pings, links }).toEqual({ pings: [], links: [permalink] });
  });

  it('keeps quiet about a contradiction that was dismissed, also once the file is taken in again', async () => {
    await takenIn();
    const found = Number(/(\d+) contradictions/.exec((await desk.ask('/snail contradictions')).text)?.[1]);
    expect(found).toBeGreaterThanOrEqual(6);
    const list = await desk.ask('/snail contradictions');
    const form = await desk.form(() => desk.press('Dismiss…', list));
    expect(
      await desk.slack.submit(form.id, { reason: { value: { type: 'plain_text_input', value: '  ' } } }),
    ).toEqual({
      kind: 'errors',
      errors: { reason: 'Say why, for the next one who reads it.' },
    });
    const [first = ''] = /^1 .*$/m.exec(list.text) ?? [];
    const left = await desk.fill(form, { reason: 'Two services share the name' });
    expect(left.text).toContain(`${found - 1} contradictions`);
    expect(left.text).not.toContain(first);

    const content = REFERENCE.replace('# 🐌', '# 🐢').replace('August 11', 'August 12');
    const again = await desk.send({ name: 'operation-tracker.md', content });
    expect(again.text).toContain('Took in operation-tracker.md again');
    const after = await desk.ask('/snail contradictions');
    expect(after.text).toContain(`${found - 1} contradictions`);
    expect(after.text).not.toContain(first);
    const all = await desk.ask('/snail contradictions --all');
    expect(all.text).toMatch(/☑️ dismissed .* by alice: Two services share the name/);
  });

  it('takes back a step by its button, once, and tells who did what', async () => {
    await takenIn();
    const ticked = await desk.ask('/snail task done 10', { user: 'boris' });
    const undone = await desk.after(() => desk.press('Undo', ticked, 'boris'));
    expect(undone.text).toMatch(
      /^Undid: ticked task 10 "Health Check Resolution" · .* · tasks 7\/16 \(was 8\/16\)/,
    );
    const twice = await desk.after(() => desk.press('Undo', ticked, 'boris'));
    expect(twice.text).toMatch(/^That was taken back already/);
    expect(await desk.exported()).toBe(REFERENCE);
    const { text } = await desk.ask('/snail op history');
    expect(text).toMatch(/\n3 undid: ticked task 10 .* by boris/);
    expect(text).toMatch(/\n2 ticked task 10 .* by boris .* taken back\n1 took in "operation-tracker\.md"/);
  });

  it('shows both sides where the file and an edit say something else, and keeps the one that is chosen', async () => {
    await takenIn();
    await desk.ask('/snail task edit 10 --detail "Anna mends the probe"');
    const line = (words: string) => `- [ ] **Health Check Resolution**: ${words}`;
    const [before, theirs] = [line('Fix container health check failures'), line('Fix it by Friday')];
    const content = REFERENCE.replace(before, theirs);
    const again = await desk.send({ name: 'operation-tracker.md', content });
    expect(again.text).toContain(
      '1 conflict: the file’s words stand until you choose\nTask "Health Check Resolution"',
    );
    expect(again.text).toContain('edited here: “Anna mends the probe”\n    in the file: “Fix it by Friday”');
    expect(await desk.exported()).toBe(content);

    const conflicts = await desk.ask('/snail op conflicts');
    const chosen = await desk.after(() => desk.press('Keep mine', conflicts));
    expect(chosen.text).toMatch(/^Kept the edit made here: /);
    expect(await desk.exported()).toBe(REFERENCE.replace(before, line('Anna mends the probe')));
    const twice = await desk.after(() => desk.press('Keep the file’s', conflicts));
    expect(twice.text).toMatch(/^That was chosen already/);
    expect((await desk.ask('/snail op conflicts')).text).toMatch(
      /^✅ The file and the edits made here agree/,
    );
  });

  it('is one of two, each in its channel, and a picked one is worked at elsewhere', async () => {
    await takenIn();
    const where = { channel: 'war-room' };
    await desk.ask('/snail op new "Move the mail"', where);
    await desk.ask('/snail task add "Order the domain"', where);
    expect((await desk.ask('/snail op', where)).text).toMatch(/^Move the mail · /);
    expect((await desk.ask('/snail op')).text).toMatch(/^Operation Snail Trail · /);
    const list = await desk.ask('/snail op list', where);
    const used = await desk.after(() => desk.pick('Work at…', 'Operation Snail Trail', list));
    expect(used.text).toBe('"Operation Snail Trail" is the operation here now. `/snail status` shows it.');
    expect((await desk.ask('/snail op', where)).text).toMatch(/^Operation Snail Trail · /);
    expect((await desk.ask('/snail task --op "move the mail"')).text).toContain('Order the domain');
  });
});
