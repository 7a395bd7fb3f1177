import { describe, expect, it } from 'vitest';
import { fakeEstate } from '../fakes.ts';
import { aSighting, NOW } from '../given.ts';
import { aVerificationStage } from '../verification-stage.ts';

const LOG_TRACKER =
  '# A\n\n## Completion criteria\n- [ ] No errors <!-- probe: log absent "ERROR" web 15m -->\n';
const line = { id: '1', stream: 'ecs/app/1', at: NOW, ingestedAt: NOW, text: 'ERROR with hunter2' };
const SOURCE = { container: 'app', group: '/ecs/web', region: undefined, streamPrefix: 'ecs/app/' };

function withLines() {
  const { estate } = fakeEstate([aSighting()]);
  const logs = {
    ...estate.logs,
    sources: async () => ({ sources: [SOURCE], notReadable: [], task: undefined, gaps: [] }),
    newest: async () => ({ lines: [line], searchedSinceAt: NOW, more: false }),
  };
  return { ...estate, logs };
}

describe('evidence', () => {
  it('is what was read last, and reads nothing anew', async () => {
    const { asked, words } = await aVerificationStage();
    expect(await words('evidence 2')).toContain('its probe has not run yet');
    await words('verify');
    const { looks } = asked;
    expect(await words('evidence 2')).toMatch(
      /^Criterion 2 of Snail Trail · Web is steady · line 5\n✅ verified · [\s\S]*\n2026-03-04 03:00:00 UTC {2}ecs:DescribeServices {2}/,
    );
    expect(asked.looks).toBe(looks);
  });

  it('of a person’s word is who said so', async () => {
    const { words } = await aVerificationStage();
    expect(await words('evidence 3')).toContain(
      '✍️ attested · ticked in operation-tracker.md as it was taken in by Anna',
    );
  });

  it('holds log lines without their secrets, and none where they may not be shown', async () => {
    const told = async (withheld: string | undefined, kind: 'channel' | 'terminal' = 'channel') => {
      const deps = { estate: withLines(), linesWithheld: async () => withheld };
      const { say, words } = await aVerificationStage({ source: LOG_TRACKER, deps });
      await words('verify');
      const place = { channel: 'C1', thread: undefined, kind, team: undefined };
      const { message, data } = await say('evidence 1', { place });
      return message.text + JSON.stringify(data);
    };
    expect(await told(undefined)).toContain('ERROR with [redacted]');
    expect(await told('it is shared')).not.toContain('ERROR with');
    expect(await told('it is shared')).toContain('log lines are not shown: it is shared');
    expect(await told('it is shared', 'terminal')).toContain('ERROR with [redacted]');
  });

  it('needs a criterion', async () => {
    const { words } = await aVerificationStage();
    await expect(words('evidence')).rejects.toThrow(/^Of which criterion\?/);
  });
});
