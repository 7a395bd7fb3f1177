import { describe, expect, it } from 'vitest';
import { type EvidenceFacts, evidenceMessage } from '../../src/views/evidence.ts';
import { minutesAgo, NOW } from '../given.ts';
import { aChecked, aPiece, aProof } from '../given-verifications.ts';
import { HOSTILE, offences } from './alert-cases.ts';
import { blocksFit, SNAIL } from './operation-cases.ts';

const shown = (given: Partial<EvidenceFacts> = {}) =>
  evidenceMessage({ operation: SNAIL, found: aChecked(), withheld: undefined, now: NOW, ...given });

const LINE = aPiece({
  source: 'logs:FilterLogEvents',
  subject: 'log line of app/1',
  value: 'ERROR boom',
  at: minutesAgo(3),
});

describe('the proof of a criterion', () => {
  it('is each value as it was read, with source and time', () => {
    expect(shown().text).toBe(
      [
        'Criterion 1 of Snail Trail · Web is steady · line 164',
        '✅ verified · web is steady: 2 of 2 tasks of web:14 run · ecs:DescribeServices just now',
        'probe service steady web',
        '2026-03-04 03:00:00 UTC  ecs:DescribeServices  primary deployment of web: web:14 completed, 2 running',
        '1 piece of evidence, secrets taken out',
      ].join('\n'),
    );
  });

  it('has no log lines where they may not be shown, and says why', () => {
    const found = aChecked({ verification: aProof({ evidence: [LINE, aPiece()] }) });
    expect(shown({ found }).text).toContain('ERROR boom');
    const { text, blocks } = shown({ found, withheld: 'this channel is shared with other organisations' });
    expect(text + JSON.stringify(blocks)).not.toContain('boom');
    expect(text).toContain('log lines are not shown: this channel is shared with other organisations');
  });

  it('says that a person’s word is one, and that nothing was read', () => {
    const by = { id: 'U1', name: 'Ben' };
    const verification = {
      kind: 'attested',
      by,
      checkedAt: NOW,
      reason: 'ticked here',
      evidence: [],
    } as const;
    expect(shown({ found: aChecked({ bound: undefined, verification }) }).text).toContain(
      "a person's word, and no link beside it",
    );
    expect(shown({ found: aChecked({ verification: aProof({ evidence: [] }) }) }).text).toContain(
      'nothing was read',
    );
  });

  it('fits, however much there is, and pings and links nothing', () => {
    const evidence = Array.from({ length: 50 }, () =>
      aPiece({ source: HOSTILE, subject: HOSTILE, value: `${HOSTILE}${'w'.repeat(3000)}` }),
    );
    const message = shown({ found: aChecked({ verification: aProof({ evidence, reason: HOSTILE }) }) });
    expect(message.text).toContain('and 30 more pieces');
    blocksFit(message);
    expect(offences(message)).toEqual([]);
  });
});
