import type { Clock } from '../clock.ts';

const LATE: unique symbol = Symbol('late');

/** What was promised, if it comes within `ms`; else what `late` makes of it. The promised work goes on all the same. */
export async function inTime<T, L>(
  promised: Promise<T>,
  ms: number,
  clock: Clock,
  late: () => L,
): Promise<T | L> {
  const settled = new AbortController();
  const tooLate = clock.sleep(ms, settled.signal).then((): typeof LATE => LATE);
  try {
    const first = await Promise.race([promised, tooLate]);
    return first === LATE ? late() : first;
  } finally {
    settled.abort();
  }
}
