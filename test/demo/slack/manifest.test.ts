import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { SEED } from '../../../src/demo/slack/workspace.ts';
import { clientOf, startedBolt, startedSlack } from './started.ts';

const manifest = JSON.parse(readFileSync(new URL('../../../manifest.json', import.meta.url), 'utf8'));

describe('the local Slack has installed the app from manifest.json', () => {
  it('gives the token exactly its scopes', async () => {
    const slack = await startedSlack({ scopes: SEED.scopes });
    const { response_metadata } = await clientOf(slack).auth.test();
    expect(response_metadata?.scopes).toEqual(manifest.oauth_config.scopes.bot);
  });

  it('offers its command in its words', async () => {
    const slack = await startedSlack();
    const { commands } = await (await fetch(`${slack.pageUrl}page/state`)).json();
    const [{ command, description, usage_hint: usageHint }] = manifest.features.slash_commands;
    expect(commands[0]).toEqual({ command, description, usageHint });
    expect(SEED.commands).toHaveLength(manifest.features.slash_commands.length);
    expect(SEED.commands[0]?.shouldEscape).toBe(manifest.features.slash_commands[0].should_escape);
  });

  it('offers its shortcuts on messages in its words', async () => {
    const slack = await startedSlack();
    const { shortcuts } = await (await fetch(`${slack.pageUrl}page/state`)).json();
    const wanted: Record<string, string>[] = manifest.features.shortcuts;
    expect(shortcuts).toEqual(
      wanted.map(({ name, description, callback_id }) => ({ callbackId: callback_id, name, description })),
    );
  });

  it('delivers the events it subscribes to, and no others', async () => {
    const slack = await startedSlack();
    const heard = new Set<string>();
    await startedBolt(slack, 'socket', (app) => {
      app.use(async ({ payload, next }) => {
        const { type, channel_type: place } = payload as { type: string; channel_type?: string };
        heard.add(place === undefined ? type : `${type}.${place === 'im' ? place : `${place}s`}`);
        await next();
      });
    });
    for (const channel of ['ops', 'war-room', 'direct']) await slack.say('@Snail Trail hello', { channel });
    await slack.openHome();
    expect([...heard].sort()).toEqual([...manifest.settings.event_subscriptions.bot_events].sort());
  });
});
