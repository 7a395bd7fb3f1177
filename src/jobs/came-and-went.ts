import { randomUUID } from 'node:crypto';
import type { Alert } from '../alerting/alert.ts';
import type { Posting } from '../alerting/thread.ts';
import { defaultEnvironment } from '../ask/meant-service.ts';
import type { DueThread } from '../store/store.ts';
import { cameAndWentMessage } from '../views/came-and-went.ts';
import type { Message } from '../views/message.ts';
import { maybeRepeated } from '../views/repeated.ts';
import { wasSurelyNotTaken } from './announced-post.ts';
import type { DeliverDeps } from './deliver-thread.ts';

/** Whether an alert was over before anybody could be told of it. One whose first message may be there is not. */
export function cameAndWent({ thread: { about }, delivery: { root, posting, lost } }: DueThread): boolean {
  return (
    about.topic === 'alert' &&
    about.state === 'resolved' &&
    root === undefined &&
    lost === 0 &&
    (posting === undefined || posting.what === 'summary')
  );
}

/**
 * One message for all problems of a channel that came and went unsaid: people want to know the present, and that
 * something was. Those of which an earlier message may be there have one of their own, so that none is told twice.
 * @throws UpstreamError
 */
export async function sayCameAndWent(deps: DeliverDeps, over: readonly DueThread[]): Promise<void> {
  await allSaid(
    deps,
    over.filter((each) => !isNews(each)),
  );
  const fresh: DueThread[] = [];
  for (const [key, group] of byKey(over.filter(isNews))) {
    const found = key === undefined ? 'absent' : await foundOut(deps, group);
    if (found === 'absent') fresh.push(...group.map(unannounced));
    if (found === 'unknown') await summed(deps, group);
    if (found === 'posted') await allSaid(deps, group);
  }
  await summed(deps, fresh);
}

/** Looks at what is over change it still, and that is nothing to be told. */
function isNews({ thread: { about }, delivery: { posting, said } }: DueThread): boolean {
  return posting !== undefined || (about.topic === 'alert' && (about.news.at(-1)?.seq ?? 0) > said);
}

/** Those of which one message was announced together; undefined: of which none was. */
function byKey(over: readonly DueThread[]): ReadonlyMap<string | undefined, readonly DueThread[]> {
  const groups = new Map<string | undefined, DueThread[]>();
  for (const each of over) {
    const key = each.delivery.posting?.key;
    groups.set(key, [...(groups.get(key) ?? []), each]);
  }
  return groups;
}

function unannounced({ thread, delivery }: DueThread): DueThread {
  return { thread, delivery: { ...delivery, posting: undefined } };
}

/** What became of the summary that an earlier process was about to post. */
async function foundOut(
  { outbox }: DeliverDeps,
  [first]: readonly DueThread[],
): Promise<'posted' | 'absent' | 'unknown'> {
  const posting = first?.delivery.posting;
  if (!first || !posting) return 'absent';
  return (await outbox.find({ channel: first.thread.channel }, posting.key, posting.at)).kind;
}

async function summed(deps: DeliverDeps, over: readonly DueThread[]): Promise<void> {
  const [first] = over;
  if (!first) return;
  const { outbox, clock } = deps;
  const doubted = first.delivery.posting;
  const posting = doubted ?? { key: randomUUID(), at: clock.now(), what: 'summary' };
  const message = summaryOf(deps, over);
  await announced(deps, over, posting);
  try {
    const { channel } = first.thread;
    await outbox.post(channel, doubted ? maybeRepeated(message) : message, { key: posting.key });
  } catch (error) {
    if (!doubted && wasSurelyNotTaken(error)) await announced(deps, over, undefined);
    throw error;
  }
  await allSaid(deps, over);
}

function summaryOf({ estate, clock }: DeliverDeps, over: readonly DueThread[]): Message {
  const alerts = over.flatMap(({ thread: { about } }): readonly Alert[] =>
    about.topic === 'alert' ? [about] : [],
  );
  const fromAt = new Date(Math.min(...alerts.map(({ beganAt }) => beganAt.getTime())));
  return cameAndWentMessage(alerts, { fromAt, toAt: clock.now() }, defaultEnvironment(estate));
}

async function announced(
  { threads }: DeliverDeps,
  over: readonly DueThread[],
  posting: Posting | undefined,
): Promise<void> {
  for (const { thread, delivery } of over) await threads.saveDelivery(thread.id, { ...delivery, posting });
}

async function allSaid({ threads }: DeliverDeps, over: readonly DueThread[]): Promise<void> {
  for (const { thread, delivery } of over) {
    const said = thread.about.topic === 'alert' ? (thread.about.news.at(-1)?.seq ?? 0) : 0;
    const done = { posting: undefined, refused: undefined, nextAt: undefined };
    await threads.saveDelivery(thread.id, { ...delivery, ...done, said, version: thread.version });
  }
}
