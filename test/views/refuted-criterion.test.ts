import { describe, expect, it } from 'vitest';
import { mendedCriterionMessage, refutedCriterionMessage } from '../../src/views/refuted-criterion.ts';
import { NOW } from '../given.ts';
import { aRefuted } from '../given-verifications.ts';
import { HOSTILE, offences } from './alert-cases.ts';
import { blocksFit } from './operation-cases.ts';

const ABOUT = aRefuted();

describe('the announcement of a criterion that is not met after all', () => {
  it('says what was believed, what was found, and what changed before it', () => {
    expect(refutedCriterionMessage(ABOUT).text).toBe(
      [
        '🔴 No longer verified · criterion 5 of Snail Trail · Revision 14 serves',
        'It was verified until 4 Mar 02:40 UTC. I have taken its tick away; /snail op undo puts it back.',
        'Found instead: web serves web:15 while web:14 was asked for',
        'What changed before it:',
        '• 4 Mar 02:51 UTC · deployment of web:15 to web: successful (ecs:ListServiceDeployments)',
        '• revision of web: web:14 became web:15 (ecs:DescribeServices)',
        'probe rollout complete web 14 · since 4 Mar 02:58 UTC, seen twice in a row · ecs:DescribeServices',
      ].join('\n'),
    );
  });

  it('of a mere tick names the line that has it, and says where nothing is seen to have changed', () => {
    const { text } = refutedCriterionMessage({
      ...ABOUT,
      verifiedAt: undefined,
      reopened: false,
      changes: [],
    });
    expect(text).toContain('🔴 Ticked, but refuted · criterion 5');
    expect(text).toContain('The tracker has it ticked (line 168).\n');
    expect(text).toContain('I see no deployment and no other revision or target group lately.');
  });

  it('ends as verified again, and says that the tick is left to people only where it was taken', () => {
    const over = { ...ABOUT, state: 'mended', endedAt: NOW } as const;
    expect(refutedCriterionMessage(over)).toMatchObject({ color: '#12b76a' });
    expect(refutedCriterionMessage(over).text).toMatch(
      /^🟢 Verified again after 2 min · criterion 5 .*\nWas: web serves/,
    );
    expect(refutedCriterionMessage({ ...over, verifiedAt: undefined }).text).toMatch(
      /^🟢 Verified after 2 min · criterion 5/,
    );
    expect(mendedCriterionMessage(over).text).toContain('/snail criterion done 5');
    expect(mendedCriterionMessage({ ...over, reopened: false }).text).not.toContain('done 5');
  });

  it('ends as no longer looked at', () => {
    const { text } = refutedCriterionMessage({ ...ABOUT, state: 'dropped', endedAt: NOW });
    expect(text).toMatch(/^⚪ No longer looked at after 2 min · criterion 5/);
  });

  it('fits, and pings, links and breaks nothing', () => {
    const long = `${HOSTILE}${'w'.repeat(5000)}`;
    const change = { words: long, source: HOSTILE, at: NOW };
    const hostile = {
      ...ABOUT,
      ...{ operation: { id: 'op', name: long }, title: long, reason: long, probe: long, sources: [HOSTILE] },
      changes: Array.from({ length: 30 }, () => change),
    };
    for (const state of ['refuted', 'mended', 'dropped'] as const) {
      const message = refutedCriterionMessage({ ...hostile, state, endedAt: NOW });
      blocksFit(message);
      expect(offences(message)).toEqual([]);
    }
    expect(offences(mendedCriterionMessage({ ...hostile, state: 'mended' }))).toEqual([]);
  });
});
