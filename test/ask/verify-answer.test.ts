import { describe, expect, it } from 'vitest';
import { aDeployment, aRevision, aService, aSighting, denied, known, NOW } from '../given.ts';
import { aVerificationStage } from '../verification-stage.ts';

const serving = (number: number) => {
  const revision = aRevision(number);
  return aSighting({ service: known(aService({ revision, deployments: [aDeployment({ revision })] })) });
};

describe('verify', () => {
  it('runs every probe now, of one look at the service, and shows the others beside', async () => {
    const { asked, words } = await aVerificationStage();
    const text = await words('verify');
    expect(text.split('\n').map((line) => line.split(' · ').slice(0, 2).join(' · '))).toEqual([
      'Snail Trail · verified 2/4',
      '1 ✅ verified · Revision 14 is rolled out',
      '2 ✅ verified · Web is steady',
      '3 ✍️ attested · Somebody looked at it',
      '4 ⬜ unchecked · Containers of web are healthy',
      'Could be bound to a probe, if that is what is meant:',
      '• /snail criterion bind 4 container healthy web',
      '2 probes run now · raw proof: /snail evidence <n>',
    ]);
    expect(asked.looks).toBe(1);
  });

  it('runs one alone, by number or words', async () => {
    const { words } = await aVerificationStage();
    const text = await words('verify steady');
    expect(text).toContain('\n2 ✅ verified');
    expect(text).not.toContain('Revision 14');
    expect(text).toContain('verified 1/4');
    expect(text).toContain('1 probe run now');
  });

  it.each([
    ['verify 4', /^No probe is bound to criterion 4\. `\/snail criterion bind 4 <probe>` binds one\.$/],
    ['verify 9', /9/],
    ['verify nothing like it', /nothing like it/],
    ['verify --op Nowhere', /^There is no operation "Nowhere"/],
  ])('%s is refused in words', async (typed, said) => {
    const { words } = await aVerificationStage();
    await expect(words(typed)).rejects.toThrow(said);
  });

  it('keeps what it saw for the card, without secrets, and says what is against reality', async () => {
    const { become, deps, words } = await aVerificationStage();
    become(serving(15));
    expect(await words('verify')).toContain('1 ❌ refuted · Revision 14 is rolled out · web serves');
    expect(await words('op')).toContain('criteria 2/4 · verified 1/4\n');
    expect(await words('op')).toContain('contradiction');
    expect(await words('contradictions')).toMatch(
      /The tracker against reality[\s\S]*line 4: “- \[x\] Revision 14 is rolled out”/,
    );
    expect(await deps.verifications.list('op-1')).toHaveLength(2);
  });

  it('says which permission is missing, and counts it neither way', async () => {
    const { become, words } = await aVerificationStage();
    become(aSighting({ service: denied('ecs:DescribeServices') }));
    const text = await words('verify');
    expect(text).toContain('verified 0/4 · 2 unverifiable');
    expect(text).toContain('needs ecs:DescribeServices');
  });

  it('says of a comment that is no probe what is wrong, and runs the others', async () => {
    const source =
      '# A\n\n## Completion criteria\n- [ ] One <!-- probe: service stedy web -->\n- [ ] Two <!-- probe: service steady web -->\n';
    const { words } = await aVerificationStage({ source });
    const text = await words('verify');
    expect(text).toMatch(/\n1 ❔ unverifiable · One · The probe has a mistake at word 2 \("stedy"\)/);
    expect(text).toContain('\n2 ✅ verified · Two');
  });

  it('shows no password that somebody wrote into the file', async () => {
    const source =
      '# A\n\n## Completion criteria\n- [ ] One <!-- probe: http 200 https://ops:hunter2@x.test/ -->\n';
    const { words } = await aVerificationStage({ source });
    for (const command of ['verify', 'evidence 1', 'criterion']) {
      const text = await words(command);
      expect(text).toContain('probe http 200 https://…@x.test/');
      expect(text).not.toContain('hunter2');
    }
  });

  it('asks ten at a time, sixty at most, and each address once', async () => {
    let [open, most, asked] = [0, 0, 0];
    const httpProbe = async () => {
      asked += 1;
      open += 1;
      most = Math.max(most, open);
      await new Promise(setImmediate);
      open -= 1;
      return { kind: 'failed', reason: 'connection refused', at: NOW } as const;
    };
    const probes = Array.from(
      { length: 80 },
      (_, nth) => `- [ ] N${nth} <!-- probe: http 200 https://x.test/${nth % 50} -->`,
    );
    const source = `# A\n\n## Completion criteria\n${probes.join('\n')}\n`;
    const { words } = await aVerificationStage({ source, deps: { httpProbe } });
    expect(await words('verify')).toContain(
      '60 probes run now · 20 more than are run at once, left to the clock',
    );
    expect([most, asked]).toEqual([10, 50]);
  });

  it('says of a tracker without criteria that there are none', async () => {
    const { words } = await aVerificationStage({ source: '# A\n' });
    expect(await words('verify')).toMatch(/^Snail Trail · no criteria\n0 probes run now/);
  });
});
