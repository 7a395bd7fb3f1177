import { App } from '@slack/bolt';

/** The floor: a Bolt app that acknowledges and does nothing else. Bundled as the bot is before it is measured. */
const { SLACK_BOT_TOKEN = '', SLACK_SIGNING_SECRET = '', SLACK_API_URL = '', PORT = '' } = process.env;
const app = new App({
  token: SLACK_BOT_TOKEN,
  signingSecret: SLACK_SIGNING_SECRET,
  clientOptions: { slackApiUrl: SLACK_API_URL },
});
app.command('/snail', async ({ ack }) => {
  await ack();
});
await app.start(Number(PORT));
