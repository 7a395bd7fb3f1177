import { describe, expect, it } from 'vitest';
import { savedDiagnosis } from '../../src/ask/save-diagnosis.ts';
import { aDiagnosis, aHealthyDiagnosis, aKeptDiagnosis } from '../diagnosis/given-diagnosis.ts';
import { aDeskClick } from '../diagnosis-desk.ts';
import { fakeDiagnoses } from '../fake-diagnoses.ts';
import { minutesAgo, NOW } from '../given.ts';
import { anOperationStage } from '../operation-stage.ts';

const POST = { channel: 'C1', ts: '1.0', thread: undefined, form: 'whole' } as const;
const ID = 'a1b2c3d4-e5f6';

async function scene(given: Parameters<typeof aKeptDiagnosis>[0] = {}, text = '# Operation Small\n') {
  const stage = await anOperationStage(text);
  const deps = { ...stage.deps, diagnoses: fakeDiagnoses([aKeptDiagnosis({ id: ID, ...given })]) };
  const click = aDeskClick(ID);
  const save = (kind: 'finding' | 'blocker', id = ID) =>
    savedDiagnosis(deps, { kind, id, person: click.person, place: click.place });
  return { stage, deps, save };
}

describe('a diagnosis in the operation', () => {
  it('is a confirmed finding, with its evidence as text and the way back to it', async () => {
    const { stage, save } = await scene({ posts: [POST] });
    const { message } = await save('finding');
    expect(message.text).toMatch(
      /^Added (?:a )?finding .*prod\/web rev 15: the health check asks GET \/health and the program answers 404/,
    );
    const { source } = await stage.record();
    expect(source).toMatch(
      /Confirmed 2026-03-04 03:00:00 UTC: drift-command-changed by hc-path-mismatch\. Evidence: "unhealthy · codes: .*404.*" from elasticloadbalancing:DescribeTargetHealth .*web:14 still serves \(diagnosis a1b2c3d4\)/,
    );
    expect(await stage.words('finding')).toMatch(/confirmed · prod\/web rev 15: .*proof: /s);
  });

  it('is a blocker, and is both where both are wanted', async () => {
    const { stage, save } = await scene();
    await save('blocker');
    await save('finding');
    expect(await stage.words('blocker')).toMatch(/🚨 blocking · prod\/web rev 15: the health check/);
  });

  it.each(['finding', 'blocker'] as const)('is one %s, however often it is saved', async (kind) => {
    const { stage, save } = await scene();
    const saves = await Promise.allSettled([save(kind), save(kind)]);
    expect(saves.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    await expect(save(kind)).rejects.toThrow(
      new RegExp(`^It is there already: ${kind} \\d+, "prod/web rev 15`),
    );
    const { source } = await stage.record();
    expect(source.match(/diagnosis a1b2c3d4/g)).toHaveLength(1);
  });

  it.each(['finding', 'blocker'] as const)(
    'is known again as a %s where a later run said the same',
    async (kind) => {
      const { deps, save } = await scene();
      await save(kind);
      await deps.diagnoses.add(aKeptDiagnosis({ id: 'later', diagnosis: aDiagnosis({ asOf: NOW }) }));
      await expect(save(kind, 'later')).rejects.toThrow('It is there already');
    },
  );

  it('is known again after somebody worded it anew', async () => {
    const { stage, save } = await scene();
    await save('blocker');
    await stage.say('blocker edit 1 The new revision is broken');
    await expect(save('blocker')).rejects.toThrow('It is there already');
  });

  it('blocks again once the blocker of before is cleared', async () => {
    const { stage, deps, save } = await scene();
    await save('blocker');
    await stage.say('blocker clear 1');
    await deps.diagnoses.add(aKeptDiagnosis({ id: 'later', diagnosis: aDiagnosis({ asOf: NOW }) }));
    expect((await save('blocker', 'later')).message.text).toMatch(/^Added/);
  });

  it('does not block once it is over, and is a finding with its end', async () => {
    const superseded = { at: NOW, how: 'overturned', now: 'another cause' } as const;
    const { stage, save } = await scene({ superseded });
    await expect(save('blocker')).rejects.toThrow('not believed any more, since 03:00:00 UTC');
    await save('finding');
    expect(await stage.words('finding')).toMatch(/refuted, superseded · prod\/web rev 15/);
    expect((await stage.record()).source).toContain(
      'Was believed until 2026-03-04 03:00:00 UTC; then: another cause',
    );
  });

  it('is refused where it names no cause, where there is no operation, and where it is not of here', async () => {
    const well = await scene({ diagnosis: aHealthyDiagnosis({ asOf: minutesAgo(1) }) });
    await expect(well.save('finding')).rejects.toThrow('names no cause');
    await expect((await scene({}, 'none')).save('finding')).rejects.toThrow('/snail op import');
    await expect((await scene({ channel: 'C2' })).save('finding')).rejects.toThrow('no longer kept');
  });
});
