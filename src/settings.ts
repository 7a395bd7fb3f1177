import { z } from 'zod';
import { UserError } from './errors.ts';
import { LOG_LEVELS } from './log.ts';
import { ownPatternOf } from './redaction/redact.ts';

const REGION = /^[a-z]{2,}(-[a-z]+)+-\d+$/;

const names = z.string().transform((text) => text.split(/[\s,]+/).filter(Boolean));
const slackIds = names.pipe(
  z.array(z.string().regex(/^[UWS][A-Z0-9]{2,}$/, 'must be Slack ids of people (U…) or user groups (S…)')),
);
const channelIds = names.pipe(
  z.array(z.string().regex(/^[CDG][A-Z0-9]{2,}$/, 'must be Slack ids of channels (C…)')),
);
const port = z.coerce
  .number('must be a number')
  .int('must be a whole number')
  .min(1, 'must be 1 to 65535')
  .max(65_535, 'must be 1 to 65535');

const environment = z.strictObject({
  alias: z.string().regex(/^[a-z0-9][a-z0-9-]{0,30}$/, 'must be lower-case letters, digits and hyphens'),
  region: z.string().regex(REGION, 'must look like eu-central-1'),
  account: z
    .string()
    .regex(/^\d{12}$/, 'must be 12 digits')
    .optional(),
  role: z
    .string()
    .regex(/^arn:aws[\w-]*:iam::\d{12}:role\/.+$/, 'must be the ARN of an IAM role')
    .optional(),
  clusters: z.array(z.string().min(1)).min(1).optional(),
});

const json = z.string().transform((text, context): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    context.addIssue({ code: 'custom', message: 'must be a JSON list' });
    return z.NEVER;
  }
});

const environments = json
  .pipe(z.array(environment, 'must be a JSON list').min(1, 'must name at least one environment'))
  .refine(
    (all) => new Set(all.map(({ alias }) => alias)).size === all.length,
    'must give every environment its own alias',
  );

const placed = z
  .string()
  .min(1)
  .regex(
    /^([^{}]|\{(cluster|service|container)\})*$/,
    'may hold {cluster}, {service} and {container}, no other braces',
  );
const logGroup = z.strictObject({
  service: z
    .string()
    .regex(
      /^([a-z0-9*][a-z0-9*-]*:)?[\w*-]+\/[\w*-]+$/,
      'must look like cluster/name or env:cluster/name, * standing for any letters',
    ),
  container: z.string().min(1).optional(),
  group: placed,
  region: z.string().regex(REGION, 'must look like eu-central-1').optional(),
  streamPrefix: z
    .string()
    .min(1)
    .regex(
      /^([^{}]|\{(cluster|service|container|task)\})*$/,
      'may hold {cluster}, {service}, {container} and {task}, no other braces',
    )
    .optional(),
});
const logGroups = json.pipe(z.array(logGroup, 'must be a JSON list'));
/** In JSON, because a pattern may hold spaces and commas. */
const patterns = json.pipe(
  z.array(
    z.string('must be a pattern').superRefine((pattern, context) => {
      try {
        ownPatternOf(pattern);
      } catch (error) {
        if (!(error instanceof UserError)) throw error;
        context.addIssue({ code: 'custom', message: error.message });
      }
    }),
    'must be a JSON list',
  ),
);

/** As they stand in addresses: names, IPv4 addresses, IPv6 addresses without brackets. */
const hosts = names.pipe(
  z.array(
    z
      .string()
      .regex(/^[\w.:-]{1,253}$/, 'must be host names or addresses, without https:// and without a path')
      .transform((host) => host.toLowerCase()),
  ),
);

const wholeNumber = z.coerce.number('must be a number').int('must be a whole number');
const minutes = wholeNumber.min(1, 'must be 1 to 1440').max(1440, 'must be 1 to 1440');
const days = wholeNumber.min(1, 'must be 1 to 365').max(365, 'must be 1 to 365');
/** One look proves nothing: two bad ones are the least. */
const looks = z
  .string()
  .regex(/^\d{1,2}\/\d{1,2}$/, 'must look like 3/4')
  .transform((text) => {
    const [bad = 0, of = 0] = text.split('/').map(Number);
    return { bad, of };
  })
  .refine(({ bad, of }) => bad >= 2 && bad <= of && of <= 20, 'must be at least 2 of 2, and of 20 at most');

/**
 * Every setting, in the order of `.env.example`, with what it is for and a value that works.
 * The AWS SDK reads its own variables besides (credentials, profiles, AWS_ENDPOINT_URL and its sisters).
 */
export const settings = z.object({
  SLACK_BOT_TOKEN: z
    .string()
    .regex(/^(?!xapp-)\S+$/, 'must be a bot token (xoxb-…); this is an app-level one')
    .optional()
    .meta({ description: 'Bot token of the Slack app (OAuth & Permissions)', example: 'xoxb-your-token' }),
  SLACK_APP_TOKEN: z
    .string()
    .regex(/^(?!xox)\S+$/, 'must be an app-level token (xapp-…); this is a bot or user token')
    .optional()
    .meta({
      description: 'App-level token with connections:write, for Socket Mode',
      example: 'xapp-your-token',
    }),
  SLACK_SIGNING_SECRET: z.string().regex(/^\S+$/, 'must be one word').optional().meta({
    description: 'Signing secret (Basic Information), for HTTP mode together with PORT',
    example: '0123456789abcdef0123456789abcdef',
  }),
  PORT: port.optional().meta({
    description:
      'Where /healthz and /readyz listen, and Slack’s requests in HTTP mode; in Socket Mode /metrics as well',
    example: '3000',
  }),
  SNAIL_OPS_PORT: port.optional().meta({
    description:
      'A second port for /metrics, /healthz and /readyz, to be kept from the internet; then /metrics is only there',
    example: '9090',
  }),
  SLACK_API_URL: z
    .url({ protocol: /^https?$/, error: 'must be an http or https address' })
    .optional()
    .meta({
      description: 'Another address for Slack’s Web API, for a local Slack',
      example: 'http://127.0.0.1:4000/api/',
    }),
  AWS_REGION: z.string().regex(REGION, 'must look like a region').optional().meta({
    description: 'Region of the one environment, where SNAIL_ENVIRONMENTS is not set',
    example: 'eu-central-1',
  }),
  DATABASE_URL: z
    .string()
    .regex(/^(file:.+|postgres(ql)?:\/\/.+)$/, 'must begin with file: or postgres://')
    .default('file:.data/snail.db')
    .meta({ description: 'Where state is kept: a file, or PostgreSQL', example: 'file:.data/snail.db' }),
  SNAIL_CLUSTERS: names.optional().meta({
    description:
      'Only these clusters, by name or ARN, of the one environment; otherwise all that can be listed. Not beside SNAIL_ENVIRONMENTS',
    example: 'prod,staging',
  }),
  SNAIL_ENVIRONMENTS: environments.optional().meta({
    description:
      'Several accounts or regions, the default one first: alias and region of each, and where needed account, role, clusters',
    example:
      '[{"alias":"prod-eu","region":"eu-central-1","role":"arn:aws:iam::123456789012:role/snail-trail"}]',
  }),
  SNAIL_LOG_GROUPS: logGroups.default([]).meta({
    description:
      'Where lines are that do not go through the awslogs driver: service (with *), container, group, region, streamPrefix of each',
    example:
      '[{"service":"prod/*","container":"app","group":"/firelens/{service}","streamPrefix":"{container}-firelens-{task}"}]',
  }),
  SNAIL_VIEWERS: slackIds.default([]).meta({
    description: 'Who may look: people and user groups; otherwise every member',
    example: 'S0123ABCD',
  }),
  SNAIL_OPERATORS: slackIds.default([]).meta({
    description: 'Who may change what channels watch; otherwise every member',
    example: 'U0123ABCD,S0456EFGH',
  }),
  SNAIL_ADMINS: slackIds.default([]).meta({
    description: 'Who may do everything, and whom a refusal names to be asked; otherwise nobody',
    example: 'U0123ABCD',
  }),
  SNAIL_LOG_CHANNELS: channelIds.default([]).meta({
    description:
      'Only in these channels are log lines shown; otherwise in all that are not shared with other organisations',
    example: 'C0123ABCD,C0456EFGH',
  }),
  SNAIL_LOG_READERS: slackIds.default([]).meta({
    description: 'Who may read log lines: people and user groups; otherwise everybody who may look',
    example: 'S0123ABCD',
  }),
  SNAIL_REDACT: patterns.default([]).meta({
    description:
      'What else is taken out of log lines, besides known secrets: a JSON list of regular expressions (RE2)',
    example: String.raw`["cust-\\d{6}","(?i)internal only"]`,
  }),
  SNAIL_ALERT_LOOKS: looks.default({ bad: 3, of: 4 }).meta({
    description:
      'How many bad looks of how many open an alert, a look every 15 seconds; two good ones in a row close it',
    example: '3/4',
  }),
  SNAIL_ESCALATE_MINUTES: minutes.default(10).meta({
    description: 'How long nobody acknowledges an alert before the next are called',
    example: '10',
  }),
  SNAIL_REMIND_MINUTES: minutes.default(60).meta({
    description:
      'How long until somebody who acknowledged is reminded, and then until the alert counts as not acknowledged',
    example: '60',
  }),
  SNAIL_BLACK_BOX_DAYS: days.default(30).meta({
    description: 'How long stopped tasks and their last lines are kept; ECS forgets them after an hour',
    example: '30',
  }),
  SNAIL_TRACKER: z.string().optional().meta({
    description:
      'A markdown file with an operation’s progress: taken in at the start and whenever it changes, never written',
    example: 'TRACKER.md',
  }),
  SNAIL_PROBE_HOSTS: hosts.default([]).meta({
    description:
      'Hosts that probes of criteria may ask although they are private, loopback or link-local; all others must be public',
    example: 'web.internal.example.com,10.0.3.17',
  }),
  LOG_LEVEL: z
    .enum(LOG_LEVELS, `must be one of ${LOG_LEVELS.join(', ')}`)
    .default('info')
    .meta({ description: `How much is logged: ${LOG_LEVELS.join(', ')}`, example: 'info' }),
});

export type Settings = z.output<typeof settings>;
export type SettingName = keyof Settings;

/** The names of all settings, in order. */
export const SETTING_NAMES: readonly SettingName[] = settings.keyof().options;

/** A value that works, to be shown beside a complaint. */
export function exampleOf(name: SettingName): string {
  return String(settings.shape[name].meta()?.example ?? '');
}
