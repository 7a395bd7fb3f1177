import { describe, expect, it } from 'vitest';
import {
  distinctProofs,
  excludedBy,
  momentWords,
  proofWords,
  verdictSentence,
} from '../../src/views/diagnosis-words.ts';
import { DRAWN, SPOKEN } from '../../src/views/speech.ts';
import { aDiagnosis, aHealthyDiagnosis } from '../diagnosis/given-diagnosis.ts';
import { minutesAgo, NOW } from '../given.ts';

const proof = (value: string, minutes = 0) => ({
  source: 'ecs:DescribeServices',
  what: 'events[].message',
  value,
  at: minutesAgo(minutes),
});

describe('what a diagnosis rests on', () => {
  it('stands once where only the task and the time are others, as it was last', () => {
    const [one, other, ...rest] = distinctProofs([
      proof('(task 09db8f73512c753f) is unhealthy', 3),
      proof('(task 1a2b3c4d5e6f7a8b) is unhealthy', 1),
      proof('something else'),
    ]);
    expect([one?.times, one?.proof.at, other?.times, rest]).toEqual([2, minutesAgo(1), 1, []]);
  });

  it('says first what was read, then where and when, and no ARN where a name says it', () => {
    const arn =
      'in (target-group arn:aws:elasticloadbalancing:eu-central-1:123456789012:targetgroup/web-tg/0123456789abcdef)';
    expect(proofWords({ proof: proof(arn), times: 2 }, NOW, SPOKEN)).toBe(
      '“in (target-group web-tg)” (2 times) – ecs:DescribeServices events[].message, 03:00:00',
    );
    expect(proofWords({ proof: proof('<!here> _x_'), times: 1 }, NOW, DRAWN)).toMatch(
      /^“&lt;!here&gt; \u200b_x\u200b_” – _ecs:DescribeServices events\[\]\.message_, 03:00:00$/,
    );
  });

  it('has its day where that is another', () => {
    expect([momentWords(NOW, NOW), momentWords(minutesAgo(24 * 60), NOW)]).toEqual([
      '03:00:00',
      '3 Mar 03:00:00',
    ]);
  });
});

describe('what is ruled out', () => {
  const out = (id: string, because: string) => ({ id, title: id, because });

  it('stands by the fact that decides, what people guess first at the front', () => {
    const all = [
      out('a', 'x'),
      out('b', 'x'),
      out('no-public-ip', 'y'),
      out('c', 'x'),
      out('image-tag-not-found', 'x'),
    ];
    expect(excludedBy(all, 2)).toEqual([
      { names: ['no public IP'], more: '', because: 'y' },
      { names: ['a missing image', 'a'], more: 'and 2 more', because: 'x' },
    ]);
  });
});

describe('the sentence', () => {
  it.each([
    [aDiagnosis({ drift: undefined, rootCause: 'hc-path-mismatch' }), /answers 404$/],
    [
      aDiagnosis({ drift: undefined, rootCause: 'tg-edited' }),
      /404, and no deployment changed that \(tg-edited\)$/,
    ],
    [aHealthyDiagnosis(), /^🟢 Nothing wrong · rev 16: it runs as it should$/],
    [
      aHealthyDiagnosis({ settling: true, revision: undefined }),
      /^🔵 Nothing wrong so far: the rollout is on/,
    ],
    [
      aHealthyDiagnosis({ verdict: 'insufficient-evidence' }),
      /^⚪ Not enough evidence · rev 16: it is unwell, and nothing/,
    ],
  ])('says what is believed, and since which change', (diagnosis, words) => {
    expect(verdictSentence(diagnosis)).toMatch(words);
  });
});
