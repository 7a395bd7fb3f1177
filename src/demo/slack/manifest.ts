import { readFileSync } from 'node:fs';
import { z } from 'zod';

const form = z.object({
  features: z.object({
    slash_commands: z.array(
      z.object({
        command: z.string(),
        description: z.string(),
        usage_hint: z.string().default(''),
        should_escape: z.boolean().default(false),
      }),
    ),
    shortcuts: z
      .array(
        z.object({
          name: z.string(),
          type: z.enum(['message', 'global']),
          callback_id: z.string(),
          description: z.string().default(''),
        }),
      )
      .default([]),
  }),
  oauth_config: z.object({ scopes: z.object({ bot: z.array(z.string()) }) }),
  settings: z.object({ event_subscriptions: z.object({ bot_events: z.array(z.string()) }) }),
});

/** What an installed app may do and hear, and how its commands are offered. */
export interface AppManifest {
  readonly scopes: readonly string[];
  /** As they are subscribed to: `app_mention`, `message.im`. */
  readonly events: readonly string[];
  readonly commands: readonly {
    readonly command: string;
    readonly description: string;
    readonly usageHint: string;
    readonly shouldEscape: boolean;
  }[];
  /** What can be done with a message, in the order of its menu. */
  readonly shortcuts: readonly {
    readonly callbackId: string;
    readonly name: string;
    readonly description: string;
  }[];
}

/**
 * Reads the app manifest people install the bot from, so that the local Slack grants and delivers what theirs would.
 * @see https://docs.slack.dev/reference/app-manifest
 */
export function readManifest(file: URL): AppManifest {
  const { features, oauth_config, settings } = form.parse(JSON.parse(readFileSync(file, 'utf8')));
  return {
    scopes: oauth_config.scopes.bot,
    events: settings.event_subscriptions.bot_events,
    commands: features.slash_commands.map(({ command, description, usage_hint, should_escape }) => ({
      command,
      description,
      usageHint: usage_hint,
      shouldEscape: should_escape,
    })),
    shortcuts: features.shortcuts
      .filter(({ type }) => type === 'message')
      .map(({ callback_id, name, description }) => ({ callbackId: callback_id, name, description })),
  };
}
