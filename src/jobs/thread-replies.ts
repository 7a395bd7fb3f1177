import type { Alert, News } from '../alerting/alert.ts';
import { owedNews } from '../alerting/owed.ts';
import type { Thread } from '../alerting/thread.ts';
import { alertContext } from '../ask/alert-context.ts';
import { type AlertDiagnosisDeps, alertDiagnosis } from '../ask/alert-diagnosis.ts';
import type { Deps } from '../deps.ts';
import { UpstreamError } from '../errors.ts';
import { alertContextMessage } from '../views/alert-context.ts';
import { alertDiagnosisMessage } from '../views/alert-diagnosis.ts';
import { seeingAgainMessage } from '../views/blindness.ts';
import type { Message } from '../views/message.ts';
import { mendedCriterionMessage } from '../views/refuted-criterion.ts';
import { newsMessage } from './news-message.ts';

type ReplyDeps = AlertDiagnosisDeps & Pick<Deps, 'directory' | 'linesWithheld' | 'threads'>;

/** A reply that is owed; gathering what it says may take seconds. */
export interface Reply {
  readonly seq: number;
  /** Whether the channel sees it as well as the thread. */
  readonly broadcast: boolean;
  message(): Promise<Message>;
}

/** What the look that opened the alert has read is good enough. */
const FRESH = { maxAgeMs: 15_000 } as const;

/** What is still to be said below the root, in order. @param said the newest that was */
export function repliesOwed(deps: ReplyDeps, { id, about, channel }: Thread, said: number): readonly Reply[] {
  switch (about.topic) {
    case 'rollout':
      return [];
    case 'blindness':
      if (about.state !== 'over' || said > 0) return [];
      return [{ seq: 1, broadcast: true, message: async () => seeingAgainMessage(about) }];
    case 'criterion':
      if (about.state !== 'mended' || said > 0) return [];
      return [{ seq: 1, broadcast: false, message: async () => mendedCriterionMessage(about) }];
    case 'alert':
      return owedNews(about, said, deps.clock.now()).map((news) => ({
        seq: news.seq,
        broadcast: isForAll(news),
        message: () =>
          news.step.kind === 'opened'
            ? contextMessage(deps, { id, about, channel })
            : newsMessage(deps, about, news),
      }));
  }
}

/** Whether nobody who might have to act would see it in the thread alone. */
function isForAll({ step }: News): boolean {
  switch (step.kind) {
    case 'reopened':
    case 'woken':
    case 'unacknowledged':
      return step.by === undefined;
    case 'escalated':
      return step.to.kind === 'channel';
    default:
      return false;
  }
}

/**
 * What is found out by itself, with no lines where nobody may have asked for them: the cause, or where none can be
 * named all that bears on it.
 */
async function contextMessage(
  deps: ReplyDeps,
  { id, about, channel }: { readonly id: string; readonly about: Alert; readonly channel: string },
): Promise<Message> {
  const withheld = await deps.linesWithheld(channel);
  const asked = { freshness: FRESH, ...(withheld === undefined ? {} : { withheld }) };
  const [context, found] = await Promise.all([
    alertContext(deps, about, asked),
    alertDiagnosis(deps, about, { ...asked, channel }),
  ]);
  if (found.kind === 'none') return alertContextMessage(context, found.why);
  await remembered(deps, { id, channel }, found.run.id);
  return alertDiagnosisMessage(context, found.run);
}

/** So that the thread is told once it is not believed any more. */
async function remembered(
  { threads, diagnoses }: ReplyDeps,
  { id, channel }: Pick<Thread, 'id' | 'channel'>,
  diagnosis: string | undefined,
): Promise<void> {
  try {
    const { root } = await threads.deliveryOf(id);
    if (root === undefined || diagnosis === undefined) return;
    await diagnoses.addPost(diagnosis, { channel, ts: root, thread: root, form: 'short' });
  } catch (error) {
    // What is found is worth more than its mark.
    if (!(error instanceof UpstreamError)) throw error;
  }
}
