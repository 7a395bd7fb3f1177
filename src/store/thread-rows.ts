import { type Delivery, type Thread, UNDELIVERED } from '../alerting/thread.ts';
import { fromJson, jsonText } from './json.ts';
import { LONGEST, type ThreadRow } from './tables.ts';
import { bounded, keyText } from './text.ts';
import { isVisible } from './visible.ts';

/** The row of a thread as it is saved at `now`, with nothing delivered; its version is one more. */
export function threadRow(thread: Thread, now: Date): ThreadRow {
  const { about } = thread;
  const nextAt = thread.open && about.topic === 'alert' ? about.nextAt : undefined;
  return {
    id: keyText(thread.id, LONGEST.id),
    channel: keyText(thread.channel, LONGEST.id),
    key: keyText(thread.key, LONGEST.key),
    topic: about.topic,
    about: jsonText(about, LONGEST.text),
    visible: isVisible(thread) ? 1 : 0,
    version: thread.version + 1,
    next_at: nextAt?.toISOString() ?? null,
    changed_at: now.toISOString(),
    closed_at: thread.open ? null : now.toISOString(),
    ...deliveryColumns(UNDELIVERED),
    delivery: null,
  };
}

/** The thread in a row. */
export function threadOf(row: ThreadRow): Thread {
  return {
    id: row.id,
    channel: row.channel,
    key: row.key,
    about: fromJson(row.about) as Thread['about'],
    open: row.closed_at === null,
    version: row.version,
  };
}

/** The columns that whoever delivers writes. */
export function deliveryColumns(
  delivery: Delivery,
): Pick<ThreadRow, 'root' | 'delivery' | 'delivered_version' | 'delivery_next_at'> {
  return {
    root: delivery.root === undefined ? null : bounded(delivery.root, LONGEST.id),
    delivery: jsonText(delivery, LONGEST.text),
    delivered_version: delivery.version,
    delivery_next_at: delivery.nextAt?.toISOString() ?? null,
  };
}

/** What was delivered of the thread in a row. */
export function deliveryIn({ delivery }: Pick<ThreadRow, 'delivery'>): Delivery {
  return delivery === null ? UNDELIVERED : { ...UNDELIVERED, ...(fromJson(delivery) as Delivery) };
}
