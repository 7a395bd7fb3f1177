import { describe, expect, it } from 'vitest';
import { diagnose } from '../../src/commands/diagnose.ts';
import { UserError } from '../../src/errors.ts';
import { createRedactor } from '../../src/redaction/redact.ts';
import { fakeBlackBox } from '../fake-store.ts';
import { aCall, clock, fakeEstate } from '../fakes.ts';
import { aSighting } from '../given.ts';

function deps(...names: readonly string[]) {
  const { estate } = fakeEstate(
    names.map((name) => aSighting({ of: { ref: { env: 'prod-eu', cluster: 'prod', name } } })),
  );
  return { estate, clock, blackBox: fakeBlackBox(), redact: createRedactor([]), sleep: async () => {} };
}

describe('diagnose', () => {
  it('answers for the one service named', async () => {
    const { message, data } = await diagnose.run(deps('web', 'api'), aCall({ words: ['api'] }));
    expect(message.text).toMatch(/^🟢 Nothing wrong · prod\/api/);
    expect(data).toMatchObject({ verdict: 'healthy', rootCause: null, service: { name: 'api' } });
  });

  it.each([[[]], [['web', 'api']], [['nothing-like-it']], [['w']]])(
    'asks for a whole name where %j names none or several',
    async (words) => {
      await expect(diagnose.run(deps('web', 'web-2'), aCall({ words }))).rejects.toThrow(UserError);
    },
  );
});
