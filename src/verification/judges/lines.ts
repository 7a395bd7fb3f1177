import type { Fact } from '../../deployment/fact.ts';
import { durationWords } from '../../duration.ts';
import { counted } from '../../text.ts';
import { evidenceOf, type Opinion, proof, unseen, unverifiable } from '../outcome.ts';
import type { LogProbe } from '../probe.ts';
import type { LinesFound } from '../reading.ts';
import type { Evidence, Verification } from '../verification.ts';

/** Lines shown as proof. */
const MOST_SHOWN = 5;

/**
 * Whether a line matches, or none does. One line that matches decides at once; that none does is only known when
 * the whole window was searched and something was written in it: silence may as well be a log that goes elsewhere.
 */
export function judgeLines(probe: LogProbe, found: Fact<LinesFound>, now: Date): Verification {
  const { service, pattern, expects } = probe;
  const window = durationWords(probe.windowMs);
  if (found.kind === 'unknown') return unseen(`log of ${service}`, found, now);
  const { matching, read, incomplete } = found.value;
  const evidence: readonly Evidence[] = [
    ...matching.slice(-MOST_SHOWN).map(({ stream, text, at }) => ({
      source: found.source,
      subject: `log line of ${stream}`,
      value: text,
      at,
    })),
    evidenceOf(found, `log of ${service}`, `${counted(read, 'line')} read of the last ${window}`),
  ];
  const say = (kind: Opinion['kind'], reason: string) => proof({ kind, reason, evidence }, [found], now);
  if (matching.length > 0)
    return say(expects === 'matches' ? 'verified' : 'refuted', `a line of ${service} matches "${pattern}"`);
  const none = `no line of ${service} matches "${pattern}"`;
  if (incomplete !== undefined) return unverifiable(`${none} so far: ${incomplete}`, now, { evidence });
  if (read === 0) return unverifiable(`${service} wrote no line in the last ${window}`, now, { evidence });
  return say(expects === 'absent' ? 'verified' : 'refuted', `${none} in the last ${window}`);
}
