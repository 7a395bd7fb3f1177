import type { Action } from './action.ts';
import { extendTail } from './extend-tail.ts';
import { openService } from './open-service.ts';
import { refreshStatus } from './refresh-status.ts';
import { shareStatus } from './share-status.ts';
import { showHelp } from './show-help.ts';
import { showLogs } from './show-logs.ts';
import { showStatus } from './show-status.ts';
import { stopTail } from './stop-tail.ts';

/** Every button and select that can be clicked. */
export const ACTIONS: readonly Action[] = [
  refreshStatus,
  shareStatus,
  openService,
  showStatus,
  showHelp,
  showLogs,
  stopTail,
  extendTail,
];
