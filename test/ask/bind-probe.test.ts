import { describe, expect, it } from 'vitest';
import { formFor } from '../../src/ask/form-for.ts';
import { roleFor } from '../../src/commands/command.ts';
import { criterion } from '../../src/commands/criterion.ts';
import { entryValue } from '../../src/views/operation-buttons.ts';
import { aCall } from '../fakes.ts';
import { aVerificationStage, TRACKER } from '../verification-stage.ts';

const bound = (probe: string) =>
  TRACKER.replace('Containers of web are healthy', `Containers of web are healthy <!-- probe: ${probe} -->`);

describe('binding a probe', () => {
  it.each([
    ['by number', 'criterion bind 4 container healthy web', 'container healthy web'],
    ['by words', 'criterion bind "containers of" container healthy web', 'container healthy web'],
    ['whatever the case', 'criterion BIND 4 Container Healthy web', 'container healthy web'],
    [
      'with the quotes of a phone',
      'criterion bind 4 log absent “ERROR” web 15m',
      'log absent "ERROR" web 15m',
    ],
    ['as Slack sends it', 'criterion bind 4 targets healthy &gt;= 2 web', 'targets healthy >= 2 web'],
    ['with a link of Slack’s', 'criterion bind 4 http 200 <https://x.test/a>', 'http 200 https://x.test/a'],
    [
      'in one word, as a terminal has it',
      'criterion bind 4 "log absent "ERROR" web 15m"',
      'log absent "ERROR" web 15m',
    ],
    [
      'in an operation that is named',
      'criterion bind 4 service steady web --op "Snail Trail"',
      'service steady web',
    ],
  ])('%s writes its comment and changes no other byte', async (_, typed, probe) => {
    const { source, words } = await aVerificationStage();
    expect(await words(typed)).toContain('criterion 4');
    expect(await source()).toBe(bound(probe));
  });

  it('is taken back by unbind, and by undo', async () => {
    const { source, words } = await aVerificationStage();
    await words('criterion bind 4 container healthy web');
    await words('criterion unbind 4');
    expect(await source()).toBe(TRACKER);
    await words('op undo');
    expect(await source()).toBe(bound('container healthy web'));
  });

  it.each([
    [
      'criterion bind 4 service stedy web',
      /^The probe has a mistake at word 2 \("stedy"\): `steady` is expected here; did you mean `steady`/,
    ],
    ['criterion bind 4 http 200', /^The probe ends too early: an address/],
    ['criterion bind 4 alarm ok --> <b>', /cannot hold `-->`/],
    ['criterion bind 9 service steady web', /9/],
    ['criterion unbind', /^Which one\?/],
    ['criterion unbind 4', /probe/],
    ['criterion bnd 4', /Did you mean `\/snail criterion bind`/],
  ])('%s is refused, pointing at what is wrong', async (typed, said) => {
    const { source, words } = await aVerificationStage();
    await expect(words(typed)).rejects.toThrow(said);
    expect(await source()).toBe(TRACKER);
  });

  it('asks for what was left out, with what its words suggest', async () => {
    const { say } = await aVerificationStage();
    const { message, modal } = await say('criterion bind 4');
    expect(message.text).toContain('/snail criterion bind 4 <probe>');
    expect(message.text).toContain('`container healthy web`');
    expect(modal).toMatchObject({ id: 'bind-probe', state: 'op-1' });
    expect(JSON.stringify(modal)).toContain('Its words suggest: container healthy web');
    const open = await say('criterion bind');
    expect(open.message.text).toContain('/snail criterion bind <n> <probe>');
    expect(open.modal?.id).toBe('bind-probe');
  });

  it('is asked for by a button, of one criterion or of any', async () => {
    const { deps, source } = await aVerificationStage();
    const { operation } = await deps.trackers.read(await source());
    const entry = operation.entries.find(({ title }) => title.startsWith('Containers'));
    const value = entry && entryValue({ number: 4, entry });
    const { place } = aCall();
    expect((await formFor(deps, 'bind-probe op-1', place)).modal?.id).toBe('bind-probe');
    const { data } = await formFor(deps, `bind-probe op-1 ${value}`, place);
    expect(data).toMatchObject({ number: 4, suggested: ['container healthy web', 'service steady web'] });
    await expect(formFor(deps, 'bind-probe op-1 criterion 4 zz', place)).rejects.toThrow(
      /not in the tracker/,
    );
  });

  it('is for those who may change something', () => {
    expect(roleFor(criterion, ['bind', '4'])).toBe('operator');
    expect(roleFor(criterion, ['unbind', '4'])).toBe('operator');
  });

  it('has no form for a tracker without criteria', async () => {
    const { say } = await aVerificationStage({ source: '# A\n' });
    const { message, modal } = await say('criterion bind');
    expect(message.text).toContain('has no criterion yet');
    expect(modal).toBeUndefined();
  });
});
