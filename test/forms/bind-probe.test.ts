import { describe, expect, it } from 'vitest';
import { bindProbe } from '../../src/forms/bind-probe.ts';
import { entryValue } from '../../src/views/operation-buttons.ts';
import { aCall } from '../fakes.ts';
import { aVerificationStage } from '../verification-stage.ts';

const complaints = (values: Readonly<Record<string, string>>) =>
  bindProbe.complaints({ state: 'op-1', values, files: [] });

describe('the form for a probe', () => {
  it.each<[string, Readonly<Record<string, string>>, object]>([
    [
      'nothing',
      {},
      { entry: 'Pick one.', probe: expect.stringMatching(/^Type a probe, for example service/) },
    ],
    [
      'a mistake, which it points at',
      { entry: 'criterion 4 x', probe: 'service stedy web' },
      {
        probe: expect.stringMatching(
          /^The probe has a mistake at word 2 \("stedy"\): steady is expected here/,
        ),
      },
    ],
    ['a probe', { entry: 'criterion 4 x', probe: 'service steady web' }, {}],
  ])('with %s', (_, values, said) => {
    expect(complaints(values)).toEqual(said);
  });

  it('binds what is chosen, wherever it stands by now', async () => {
    const { deps, source } = await aVerificationStage();
    const { operation } = await deps.trackers.read(await source());
    const entry = operation.entries.find(({ title }) => title.startsWith('Containers'));
    if (!entry) throw new Error('no criterion');
    const { person, place } = aCall();
    const values = { entry: entryValue({ number: 99, entry }), probe: 'container healthy web' };
    const filled = { state: 'op-1', files: {}, person, place };
    const { message } = await bindProbe.run(deps, { ...filled, values });
    expect(message.text).toContain('criterion 4');
    expect(await source()).toContain('healthy <!-- probe: container healthy web -->');
    const gone = { ...values, entry: 'criterion 4 zzz' };
    await expect(bindProbe.run(deps, { ...filled, values: gone })).rejects.toThrow(
      /not in the tracker any more/,
    );
  });
});
