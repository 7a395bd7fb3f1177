import { saysTrouble } from '../deployment/events.ts';
import { withoutIds } from '../deployment/stopped-tasks.ts';
import { eventClues, proofOf, rolloutClues, stopClues, targetClues } from './clues.ts';
import type { Cause } from './diagnosis.ts';
import type { Evidence } from './evidence.ts';
import type { Proof } from './rule.ts';

const MOST = 5;
/** What says that a task ended or a deployment failed, and never why; a rule reads the rest of the evidence for it. */
const TELLS_NOTHING =
  /^Essential container in task exited|^Task failed (?:ELB|container) health checks|^Scaling activity initiated|deployment failed: |rolling back to deployment|unable to consistently start|replaced \d+ tasks due to|is unhealthy in \(|circuit breaker|failed container health checks|in progress\.?$|completed\.?$|Target\.(?:Timeout|FailedHealthChecks|ResponseCodeMismatch|NotInUse)\b/i;

/** What AWS says is wrong and no rule that found something rests on: an unknown text is quoted, never swallowed. */
export function unmatchedTexts(evidence: Evidence, found: readonly Cause[]): readonly Proof[] {
  const used = new Set(found.flatMap(({ because }) => because.map(({ value }) => withoutIds(value))));
  const events = eventClues(evidence.suspect).filter(({ text, at }) =>
    saysTrouble({ id: '', message: text, createdAt: at ?? evidence.now }),
  );
  const seen = new Set<string>();
  // What the load balancer says is quoted where nothing else is known.
  const targets = found.length === 0 ? targetClues(evidence) : [];
  return [...stopClues(evidence.suspect), ...events, ...targets, ...rolloutClues(evidence)]
    .filter(({ text }) => {
      const words = withoutIds(text);
      if (used.has(words) || seen.has(words) || TELLS_NOTHING.test(text)) return false;
      seen.add(words);
      return true;
    })
    .slice(0, MOST)
    .map(proofOf);
}
