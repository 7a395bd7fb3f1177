import { describe, expect, it } from 'vitest';
import { diff } from '../../src/commands/diff.ts';
import { NOTHING_DEEPER } from '../../src/diagnosis/evidence.ts';
import { UserError } from '../../src/errors.ts';
import { createRedactor } from '../../src/redaction/redact.ts';
import { someEvidence, someSettings } from '../diagnosis/given-evidence.ts';
import { aCall, clock, fakeEstate } from '../fakes.ts';
import { known } from '../given.ts';

const { estate } = fakeEstate([someEvidence().sighting], {
  evidence: async () => ({
    ...NOTHING_DEEPER,
    settings: known([someSettings(14), someSettings(15, { image: 'web:15' })]),
  }),
});
const deps = { estate, clock, redact: createRedactor([]) };

describe('diff', () => {
  it('answers for the service named', async () => {
    const { message } = await diff.run(deps, aCall({ words: ['web', '14', '15'] }));
    expect(message.text).toMatch(/^web:14 → web:15: 1 difference\n {2}The image of app changed/);
  });

  it.each([[[]], [['web', '1', '2', '3']], [['nothing-like-it']]])(
    'asks for a name and two revisions where %j are typed',
    async (words) => {
      await expect(diff.run(deps, aCall({ words }))).rejects.toThrow(UserError);
    },
  );
});
