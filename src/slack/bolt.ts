import { randomUUID } from 'node:crypto';
import { App, type Context, type Receiver } from '@slack/bolt';
import { listenToButtons } from './buttons.ts';
import { listenToForms } from './forms.ts';
import { listenToHome } from './home.ts';
import { listenToMentions } from './mentions.ts';
import { sdkLog } from './sdk-log.ts';
import { listenToShortcuts } from './shortcuts.ts';
import { listenToSlash } from './slash.ts';
import { clientOptions } from './web-clients.ts';
import type { Wiring } from './wiring.ts';

/**
 * The Bolt app with all listeners. It makes no calls of its own: who the bot is comes from `identity`, so that
 * a bad token is told at the start and an outage of Slack does not end it.
 * @param onDelivery called with everything Slack delivers
 */
export function createBolt(receiver: Receiver, wiring: Wiring, onDelivery: () => void): App {
  const { identity, log } = wiring;
  const app = new App({
    receiver,
    authorize: async () => {
      const own = await identity();
      return { botUserId: own.user, ...(own.bot === undefined ? {} : { botId: own.bot }) };
    },
    clientOptions: clientOptions(undefined),
    convoStore: false,
    ignoreSelf: true,
    extendedErrorHandler: true,
    attachFunctionToken: false,
    logger: sdkLog(log, 'plain'),
  });
  app.use(async ({ next }) => {
    onDelivery();
    await next();
  });
  app.error(async ({ error, context }: { error: Error; context: Context }) => {
    const reference = randomUUID().slice(0, 8);
    log.error({ err: error, reference, retry: context.retryNum }, 'delivery from slack failed');
  });
  listenToSlash(app, wiring);
  listenToMentions(app, wiring);
  listenToButtons(app, wiring);
  listenToForms(app, wiring);
  listenToShortcuts(app, wiring);
  listenToHome(app, wiring);
  return app;
}
