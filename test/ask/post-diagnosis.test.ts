import { expect, it } from 'vitest';
import { needSomebody, postDiagnosis, sharedDiagnosis } from '../../src/ask/post-diagnosis.ts';
import { runAgain } from '../../src/diagnosis/kept.ts';
import { UpstreamError } from '../../src/errors.ts';
import { aKeptDiagnosis } from '../diagnosis/given-diagnosis.ts';
import { aDesk, aDeskClick, buttonsOf } from '../diagnosis-desk.ts';
import { brokenDiagnoses } from '../fake-diagnoses.ts';

const kept = aKeptDiagnosis();
const run = runAgain(kept);

it('shares by name, with the raw evidence as a file in the thread, and remembers where', async () => {
  const { deps, sent, messages } = aDesk({ kept: [kept] });
  const { message } = await sharedDiagnosis(deps, run, aDeskClick(''));
  expect(message.text).toBe('Shared. Everybody here sees it now.');
  expect(sent).toEqual([
    expect.stringMatching(/^post C1: 🔴 Confirmed · prod\/web rev 15/),
    'file C1 9.1: diagnosis-web.txt',
  ]);
  expect(messages[0]?.text).toContain('Shared by Anna.');
  expect(messages.flatMap(buttonsOf)).toEqual(['run-again', 'save-finding', 'make-blocker']);
  expect(await deps.diagnoses.get(kept.id)).toHaveProperty('posts', [
    { channel: 'C1', ts: '9.1', thread: undefined, form: 'whole' },
  ]);
});

it('goes into the thread it was shared in, and its file with it', async () => {
  const { deps, sent } = aDesk({ kept: [kept] });
  await postDiagnosis(deps, run, { place: { channel: 'C1', thread: '5.0' } });
  expect(sent.map((each) => each.split(':')[0])).toEqual(['reply C1 5.0', 'file C1 5.0']);
  expect(await deps.diagnoses.get(kept.id)).toMatchObject({ posts: [{ ts: '9.1', thread: '5.0' }] });
});

it('is there though its file or its mark could not be', async () => {
  const { deps, sent } = aDesk();
  const file = () => Promise.reject(new UpstreamError('put a file into a thread', 'denied'));
  const broken = { ...deps, diagnoses: brokenDiagnoses(), outbox: { ...deps.outbox, file } };
  const { lack } = await postDiagnosis(broken, run, { place: { channel: 'C1', thread: undefined } });
  expect(sent).toHaveLength(1);
  expect(lack).toBe(' Only the file could not be attached: could not put a file into a thread.');
});

it('is for where somebody else is', () => {
  expect(() => needSomebody({ kind: 'direct' })).toThrow('nobody else here');
  expect(() => needSomebody({ kind: 'channel' })).not.toThrow();
});
