import type { Gap } from '../deployment/fact.ts';
import { oneLine } from '../text.ts';
import { failingCheckWords } from './failing-check.ts';
import { healthCounts } from './health-counts.ts';
import { button, type Message } from './message.ts';
import { type Judged, type OverviewScope, overviewWith } from './overview.ts';

/** Every service with what both kinds of checks count, the unwell first; the check behind the trouble where AWS says it. */
export function healthOverviewMessage(
  judged: readonly Judged[],
  gaps: readonly Gap[],
  scope: OverviewScope,
): Message {
  return overviewWith(judged, gaps, scope, {
    name: 'Health',
    pick: 'type `/snail health <service>`, or open one below',
    opens: 'open-health',
    buttons: [button('turn-lens', 'Refresh', scope.value)],
    words: ({ sighting, verdict }, now) => {
      if (sighting.service.kind === 'unknown') return oneLine(verdict.health.reasons[0] ?? 'not known');
      const failing = verdict.failing ? [failingCheckWords(verdict.failing, now)] : [];
      return [...healthCounts(verdict), ...failing].join(' · ');
    },
  });
}
