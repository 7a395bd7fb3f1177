import { logBurstRows } from './log-burst.ts';
import { logCallRows } from './log-calls.ts';
import { logFollowingRows } from './log-following.ts';
import { logReadingRows } from './log-reading.ts';
import type { Stage } from './stage.ts';
import type { Row } from './table.ts';

/** Everything about log threads. */
export async function logRows(stage: Stage): Promise<readonly Row[]> {
  return [
    ...(await logReadingRows(stage.processes)),
    ...(await logFollowingRows(stage)),
    ...(await logBurstRows(stage)),
    ...(await logCallRows(stage)),
  ];
}
