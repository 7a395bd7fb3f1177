import type { Action } from './action.ts';
import { openService } from './open-service.ts';
import { refreshStatus } from './refresh-status.ts';
import { shareStatus } from './share-status.ts';
import { showHelp } from './show-help.ts';
import { showStatus } from './show-status.ts';

/** Every button and select that can be clicked. */
export const ACTIONS: readonly Action[] = [refreshStatus, shareStatus, openService, showStatus, showHelp];
