import { acknowledgeAlert } from './acknowledge-alert.ts';
import type { Action } from './action.ts';
import { diagnoseAlert } from './diagnose-alert.ts';
import { diagnoseService } from './diagnose-service.ts';
import { extendTail } from './extend-tail.ts';
import { makeBlocker } from './make-blocker.ts';
import { openForm } from './open-form.ts';
import { openHealth } from './open-health.ts';
import { openService } from './open-service.ts';
import { refreshStatus } from './refresh-status.ts';
import { reopenAlert } from './reopen-alert.ts';
import { resolveAlert } from './resolve-alert.ts';
import { resolveConflict } from './resolve-conflict.ts';
import { runAgain } from './run-again.ts';
import { saveFinding } from './save-finding.ts';
import { shareDiagnosis } from './share-diagnosis.ts';
import { shareStatus } from './share-status.ts';
import { showHelp } from './show-help.ts';
import { showLens } from './show-lens.ts';
import { showList } from './show-list.ts';
import { showLogs } from './show-logs.ts';
import { showOperation } from './show-operation.ts';
import { showStatus } from './show-status.ts';
import { snoozeAlert } from './snooze-alert.ts';
import { stopTail } from './stop-tail.ts';
import { tickEntry } from './tick-entry.ts';
import { turnLens } from './turn-lens.ts';
import { turnPage } from './turn-page.ts';
import { unacknowledgeAlert } from './unacknowledge-alert.ts';
import { undoChange } from './undo-change.ts';
import { useOperation } from './use-operation.ts';
import { wakeAlert } from './wake-alert.ts';

/** Every button and select that can be clicked. */
export const ACTIONS: readonly Action[] = [
  refreshStatus,
  shareStatus,
  openService,
  openHealth,
  showStatus,
  showHelp,
  showLogs,
  showLens,
  turnLens,
  stopTail,
  extendTail,
  acknowledgeAlert,
  unacknowledgeAlert,
  snoozeAlert,
  wakeAlert,
  resolveAlert,
  reopenAlert,
  diagnoseAlert,
  diagnoseService,
  runAgain,
  saveFinding,
  makeBlocker,
  shareDiagnosis,
  showOperation,
  showList,
  turnPage,
  openForm,
  tickEntry,
  undoChange,
  resolveConflict,
  useOperation,
];
