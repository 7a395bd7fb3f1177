import type { Gap } from '../deployment/fact.ts';
import type { Message } from './message.ts';
import { type Judged, type OverviewScope, overviewWith } from './overview.ts';

/**
 * The App Home tab: the overview, without what needs a channel. It is drawn anew whenever it is opened, so it
 * needs no *Refresh*; a card opened from it arrives as a message.
 */
export function homeMessage(judged: readonly Judged[], gaps: readonly Gap[], scope: OverviewScope): Message {
  return overviewWith(judged, gaps, scope, {
    pick: 'open one below; its card arrives under *Messages*',
    buttons: [],
  });
}
