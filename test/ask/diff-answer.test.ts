import { describe, expect, it } from 'vitest';
import { diffAnswer } from '../../src/ask/diff-answer.ts';
import { NOTHING_DEEPER } from '../../src/diagnosis/evidence.ts';
import type { Needs } from '../../src/diagnosis/needs.ts';
import { UserError } from '../../src/errors.ts';
import { createRedactor } from '../../src/redaction/redact.ts';
import { someEvidence, someSettings } from '../diagnosis/given-evidence.ts';
import { clock, fakeEstate } from '../fakes.ts';
import { aSighting, denied, known } from '../given.ts';

const asked = { typed: { from: undefined, to: undefined }, freshness: { maxAgeMs: 0 } };

function deps(sighting = someEvidence().sighting) {
  const all = [
    someSettings(13),
    someSettings(14, { command: ['a'] }),
    someSettings(15, { command: ['a', '--password=hunter2hunter2'] }),
  ];
  const { estate } = fakeEstate([sighting], {
    evidence: async (_ref, { settings }: Needs) => ({
      ...NOTHING_DEEPER,
      settings: known(
        all.filter(({ revision }) => settings.some(({ number }) => number === revision.number)),
      ),
    }),
  });
  return { estate, clock, redact: createRedactor([]) };
}

describe('what a revision changed', () => {
  it('is told of the one that fails against the one that worked, secrets unreadable', async () => {
    const { data, message } = await diffAnswer(deps(), someEvidence().sighting.ref, asked);
    expect(data).toMatchObject({
      from: 'web:14',
      to: 'web:15',
      differences: [{ id: 'drift-command-changed' }],
    });
    expect(JSON.stringify([data, message])).not.toContain('hunter2hunter2');
  });

  it('is told of the two that were named, with or without their family', async () => {
    const { data } = await diffAnswer(deps(), someEvidence().sighting.ref, {
      ...asked,
      typed: { from: '13', to: 'web:14' },
    });
    expect(data).toMatchObject({ from: 'web:13', to: 'web:14', differences: [{ after: 'a' }] });
  });

  it.each([
    ['there is nothing to compare with', deps(aSighting()), asked],
    ['the service cannot be read', deps(aSighting({ service: denied('ecs:DescribeServices') })), asked],
    ['what was typed is no revision', deps(), { ...asked, typed: { from: 'latest', to: undefined } }],
  ])('is refused in words where %s', async (_, given, wanted) => {
    await expect(diffAnswer(given, aSighting().ref, wanted)).rejects.toThrow(UserError);
  });
});
