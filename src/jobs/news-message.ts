import type { Alert, News, Rung } from '../alerting/alert.ts';
import { defaultEnvironment } from '../ask/meant-service.ts';
import type { Deps } from '../deps.ts';
import { alertNewsMessage } from '../views/alert-news.ts';
import type { Message } from '../views/message.ts';

/** A reply that says one step of an alert. */
export async function newsMessage(
  { estate, directory }: Pick<Deps, 'estate' | 'directory'>,
  alert: Alert,
  news: News,
): Promise<Message> {
  const called = news.step.kind === 'escalated' ? news.step.to : undefined;
  const emptyGroup = called?.kind === 'group' && (await directory.membersOf(called.id)) === 0;
  const [calledName, onCall] = await Promise.all([
    nameOf(directory, called),
    alert.onCall === undefined ? undefined : directory.nameOf(alert.onCall),
  ]);
  return alertNewsMessage(alert, news, {
    defaultEnv: defaultEnvironment(estate),
    names: { ...(onCall ? { onCall } : {}), ...(calledName ? { called: calledName } : {}) },
    emptyGroup,
  });
}

async function nameOf(directory: Deps['directory'], rung: Rung | undefined): Promise<string | undefined> {
  return rung === undefined || rung.kind === 'channel' ? undefined : directory.nameOf(rung.id);
}
