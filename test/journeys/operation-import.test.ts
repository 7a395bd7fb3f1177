import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { type Desk, openDesk, REFERENCE } from '../operation-desk.ts';

vi.setConfig({ testTimeout: 90_000, hookTimeout: 30_000 });

const SMALL = '# Move the mail\n\n## Tasks\n- [x] Order the domain\n- [ ] Move the boxes\n';
const TAKEN = /^📥 Took in .*Move the mail: 5 lines/;

let desk: Desk;

afterEach(() => desk.close());

describe('a tracker comes in', () => {
  it.each([
    ['as a file alone', ''],
    ['as a file with words that are no command', 'here is our tracker'],
    ['as a file with the command', 'op import'],
  ])('in a direct message, %s', async (_, text) => {
    desk = await openDesk();
    const report = await desk.send({ name: 'mail.md', content: SMALL, text });
    expect(report.text).toMatch(TAKEN);
    expect(report.text).toContain('\nUnderstood: 2 tasks\n');
    expect((await desk.ask('task', { channel: 'direct' })).text).toContain('1 of 2 open');
    expect(await desk.exported({ channel: 'direct' })).toBe(SMALL);
  });

  it.each([
    ['that begins with its heading', SMALL],
    ['below the command', `op import --name "Move the mail"\n${SMALL}`],
  ])('as text in a direct message, %s', async (_, text) => {
    desk = await openDesk();
    const report = await desk.ask(text, { channel: 'direct' });
    expect(report.text).toMatch(/^📥 Took in the text as Move the mail: /);
    expect((await desk.ask('task', { channel: 'direct' })).text).toContain('1 of 2 open');
  });

  it('as text that is pasted into the form, under another name', async () => {
    desk = await openDesk();
    const form = await desk.form(() => desk.slack.say('/snail op import'));
    const report = await desk.fill(form, { text: SMALL, name: 'The mail' });
    expect(report.text).toMatch(/^📥 Took in the text as The mail: /);
    expect(await desk.exported()).toBe(SMALL);
  });

  it('again: what is new is told, nothing doubles, and what was edited here stays', async () => {
    desk = await openDesk();
    await desk.send({ name: 'mail.md', content: SMALL });
    await desk.ask('task done 2', { channel: 'direct' });
    const same = await desk.send({ name: 'mail.md', content: SMALL });
    expect(same.text).toMatch(/^📥 Took in mail\.md again as Move the mail/);
    const more = await desk.send({ name: 'mail.md', content: `${SMALL}- [ ] Tell everybody\n` });
    expect(more.text).toMatch(/Since it was last taken in: 1 added, 1 edited here and kept\n/);
    const tasks = await desk.ask('task', { channel: 'direct' });
    expect(tasks.text.split('\n').slice(1)).toEqual([
      expect.stringMatching(/^1 ✅ done · Order the domain /),
      expect.stringMatching(/^2 ✅ done · Move the boxes /),
      expect.stringMatching(/^3 ⬜ open · Tell everybody /),
    ]);
    expect((await desk.ask('op list', { channel: 'direct' })).text).toMatch(/^1 operation\n/);
  });

  it('with line ends and a byte order mark of another system, which come out again', async () => {
    desk = await openDesk();
    const content = `\ufeff${SMALL.replaceAll('\n', '\r\n')}`;
    await desk.send({ name: 'mail.md', content });
    expect(await desk.exported({ channel: 'direct' })).toBe(content);
    await desk.ask('task done 2', { channel: 'direct' });
    expect(await desk.exported({ channel: 'direct' })).toBe(content.replace('[ ]', '[x]'));
  });

  it('not without a file: the form stays open and says so', async () => {
    desk = await openDesk();
    const form = await desk.form(() => desk.slack.say('/snail op import'));
    expect(await desk.slack.submit(form.id, {})).toEqual({
      kind: 'errors',
      errors: { file: 'Pick the markdown file, or paste its text below.' },
    });
    expect(desk.slack.modals()).toHaveLength(1);
    expect((await desk.fill(form, { text: SMALL })).text).toContain('Move the mail');
  });

  it('in words where the form comes too late to be opened', async () => {
    desk = await openDesk();
    desk.slack.faults.add({ on: 'views.open', effect: { kind: 'error', word: 'expired_trigger_id' } });
    const offer = await desk.ask('/snail op import');
    expect(offer.text).toMatch(/^Send me the markdown file in a direct message, or type `op import` there/);
    const form = await desk.form(() => desk.press('Import…', offer));
    expect((await desk.fill(form, { text: SMALL })).text).toMatch(/Took in the text/);
  });
});

describe('the tracker beside the bot', () => {
  it('is taken in at the start, for every channel, and again when it changes; it is never written', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'snail-beside-'));
    const path = join(folder, 'TRACKER.md');
    try {
      await writeFile(path, REFERENCE);
      desk = await openDesk({ config: { tracker: { path } } });
      const card = () => desk.ask('/snail status', { channel: 'war-room' });
      await expect
        .poll(async () => (await card()).text, { timeout: 20_000 })
        .toMatch(/^Operation Snail Trail · /);
      await desk.ask('/snail criterion done 5');
      expect(await readFile(path, 'utf8')).toBe(REFERENCE);

      const newer = REFERENCE.replace('99% Complete\n\n---', '60% Complete\n\n---');
      await writeFile(path, newer);
      await expect
        .poll(async () => (await card()).text, { timeout: 20_000 })
        .toMatch(/^Operation Snail Trail · claimed 60 % · criteria 5\/10/);
      expect(await readFile(path, 'utf8')).toBe(newer);
      const ticked = newer.replace(
        '- [ ] Container health check failures',
        '- [x] Container health check failures',
      );
      expect(await desk.exported()).toBe(ticked);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
});
