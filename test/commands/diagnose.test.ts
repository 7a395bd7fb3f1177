import { describe, expect, it } from 'vitest';
import { diagnose } from '../../src/commands/diagnose.ts';
import { UserError } from '../../src/errors.ts';
import { aDesk, buttonsOf } from '../diagnosis-desk.ts';
import { aCall, fakeEstate } from '../fakes.ts';
import { aSighting } from '../given.ts';

function deps(...names: readonly string[]) {
  const { estate } = fakeEstate(
    names.map((name) => aSighting({ of: { ref: { env: 'prod-eu', cluster: 'prod', name } } })),
  );
  return { ...aDesk().deps, estate };
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

  it('says from the second time on what changed, and offers what can be made of it', async () => {
    const given = deps('web');
    const call = aCall({ words: ['web'] });
    const first = await diagnose.run(given, call);
    expect(first.data).toMatchObject({ sinceLast: null, superseded: null });
    expect(buttonsOf(first.message)).toEqual(['run-again', 'share-diagnosis']);
    const second = await diagnose.run(given, call);
    expect(second.data).toMatchObject({ sinceLast: { new: [], gone: [], still: [] } });
    const terminal = aCall({ words: ['web'], place: { ...call.place, kind: 'terminal' } });
    expect(buttonsOf((await diagnose.run(given, terminal)).message)).toEqual([]);
  });

  it('is shared where somebody else is', async () => {
    const desk = aDesk();
    const call = aCall({ words: ['web'], options: { share: true } });
    expect((await diagnose.run(desk.deps, call)).message.text).toMatch(/^Shared\./);
    expect(desk.sent.map((each) => each.split(':')[0])).toEqual(['post C1', 'file C1 9.1']);
    const alone = { ...call, place: { ...call.place, kind: 'direct' } as const };
    await expect(diagnose.run(desk.deps, alone)).rejects.toThrow('nobody else');
    expect(desk.asked.looks).toBe(1);
  });
});
