import { randomUUID } from 'node:crypto';
import type { Alert } from '../alerting/alert.ts';
import { defaultEnvironment } from '../ask/meant-service.ts';
import { cameAndWentMessage } from '../views/came-and-went.ts';
import { maybeRepeated } from '../views/repeated.ts';
import type { DeliverDeps, Due } from './deliver-thread.ts';

/** Whether an alert was over before anybody could be told of it. One whose first message may be there is not. */
export function cameAndWent({ thread: { about }, delivery: { root, posting } }: Due): boolean {
  return (
    about.topic === 'alert' &&
    about.state === 'resolved' &&
    root === undefined &&
    (posting === undefined || posting.what === 'summary')
  );
}

/**
 * One message for all problems of a channel that came and went unsaid: people want to know the present, and that
 * something was.
 * @throws UpstreamError
 */
export async function sayCameAndWent(deps: DeliverDeps, over: readonly Due[]): Promise<void> {
  const announced = over.filter(({ delivery }) => delivery.posting !== undefined);
  const known = await foundOut(deps, announced);
  if (known === 'posted') await allSaid(deps, announced);
  const others = known === 'posted' ? over.filter((each) => !announced.includes(each)) : over;
  await allSaid(deps, others.filter(isSaid));
  const rest = others.filter((each) => !isSaid(each));
  const [first] = rest;
  if (!first) return;
  const alerts = rest.flatMap(({ thread: { about } }): readonly Alert[] =>
    about.topic === 'alert' ? [about] : [],
  );
  const now = deps.clock.now();
  const began = alerts.map(({ beganAt }) => beganAt.getTime());
  const between = { fromAt: new Date(Math.min(...began)), toAt: now };
  const message = cameAndWentMessage(alerts, between, defaultEnvironment(deps.estate));
  const posting = { key: randomUUID(), at: now, what: 'summary' } as const;
  for (const { thread, delivery } of rest)
    await deps.threads.saveDelivery(thread.id, { ...delivery, posting });
  await deps.outbox.post(first.thread.channel, known === 'unknown' ? maybeRepeated(message) : message, {
    key: posting.key,
  });
  await allSaid(deps, rest);
}

/** Whether it was in a summary already, and changed since in nothing that people would be told. */
function isSaid({ thread: { about }, delivery: { said } }: Due): boolean {
  return about.topic === 'alert' && said > 0 && said >= (about.news.at(-1)?.seq ?? 0);
}

/** What became of the summary that an earlier process was about to post. */
async function foundOut(
  { outbox }: DeliverDeps,
  announced: readonly Due[],
): Promise<'posted' | 'absent' | 'unknown'> {
  const [first] = announced;
  const posting = first?.delivery.posting;
  if (!first || !posting) return 'absent';
  return (await outbox.find({ channel: first.thread.channel }, posting.key, posting.at)).kind;
}

async function allSaid({ threads }: DeliverDeps, over: readonly Due[]): Promise<void> {
  for (const { thread, delivery } of over) {
    const said = thread.about.topic === 'alert' ? (thread.about.news.at(-1)?.seq ?? 0) : 0;
    const done = { posting: undefined, refused: undefined, nextAt: undefined };
    await threads.saveDelivery(thread.id, { ...delivery, ...done, said, version: thread.version });
  }
}
