import { ALERT_POLICY, type AlertPolicy } from './alerting/policy.ts';
import { nearestWords } from './ask/grammar.ts';
import type { Environment } from './aws/estate.ts';
import type { LogLevel } from './log.ts';
import { exampleOf, SETTING_NAMES, type SettingName, type Settings, settings } from './settings.ts';
import type { LogMapping } from './tailing/log-mapping.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

/** Everything the process is told from outside, in its final types. */
export interface Config {
  /** Undefined only where Slack was not asked for. */
  readonly slack: SlackConfig | undefined;
  /** The default one first; never empty. */
  readonly environments: readonly Environment[];
  readonly databaseUrl: string;
  /** Where lines are that no task definition tells of; the first that fits counts. */
  readonly logMappings: readonly LogMapping[];
  /** Slack ids of people and user groups by role. */
  readonly grants: {
    readonly viewers: readonly string[];
    readonly operators: readonly string[];
    readonly admins: readonly string[];
  };
  /** Where and by whom log lines may be read; empty lists limit nothing. */
  readonly logGrants: { readonly channels: readonly string[]; readonly readers: readonly string[] };
  /** Own patterns of what is redacted from log lines; each is valid. */
  readonly redact: readonly string[];
  readonly alerts: AlertPolicy;
  /** How long stopped tasks are kept. */
  readonly blackBoxMs: number;
  /** The markdown file that is taken in as an operation. */
  readonly tracker: { readonly path: string } | undefined;
  /** Hosts that probes may ask although they are private, in lower case. */
  readonly probeHosts: readonly string[];
  readonly logLevel: LogLevel;
  /** Where `/healthz` and `/readyz` listen, and Slack's requests in HTTP mode. */
  readonly port: number | undefined;
  /** Where these and `/metrics` listen, apart from Slack's requests. */
  readonly opsPort?: number;
}

export interface SlackConfig {
  readonly botToken: string;
  readonly mode:
    | { readonly kind: 'socket'; readonly appToken: string }
    | { readonly kind: 'http'; readonly signingSecret: string; readonly port: number };
  readonly apiUrl: string | undefined;
}

/** One thing that is wrong with the settings. */
export interface ConfigProblem {
  readonly variable: string;
  readonly reason: string;
  /** A line that would do: `PORT=3000`. */
  readonly example: string;
}

/** What must be there: Slack's settings of one mode, of either, or none (a terminal), or nothing but the database's. */
export type SlackNeed = 'http' | 'socket' | 'either' | 'none' | 'database';

/** The settings understood, or all problems at once. */
export type ParsedConfig =
  | { readonly kind: 'valid'; readonly config: Config }
  | { readonly kind: 'invalid'; readonly problems: readonly ConfigProblem[] };

/**
 * Reads the settings. Empty values count as absent, as in a fresh copy of `.env.example`.
 */
export function parseConfig(
  env: Readonly<Record<string, string | undefined>>,
  need: SlackNeed,
): ParsedConfig {
  const present = Object.fromEntries(
    SETTING_NAMES.flatMap((name) => (env[name]?.trim() ? [[name, env[name].trim()]] : [])),
  );
  const parsed = settings.safeParse(present);
  const problems = [
    ...unknownNames(Object.keys(env)),
    ...malformed(parsed.error?.issues ?? []),
    ...missingNames(present, need),
    ...contradictions(present),
  ];
  if (!parsed.success || problems.length > 0) return { kind: 'invalid', problems };
  return { kind: 'valid', config: configOf(parsed.data, need) };
}

/** The problems as people read them on the terminal. */
export function problemsText(problems: readonly ConfigProblem[]): string {
  const lines = problems.map(
    ({ variable, reason, example }) => `  ${variable} ${reason}\n    for example ${example}`,
  );
  const count = problems.length === 1 ? 'one setting is wrong' : `${problems.length} settings are wrong`;
  const demo = problems.some(({ variable }) => variable.startsWith('SLACK_'))
    ? '\nNo Slack workspace at hand? `npm run demo` runs the whole bot on this machine.'
    : '';
  return `Snail Trail cannot start: ${count}.\n${lines.join('\n')}${demo}`;
}

function configOf(values: Settings, need: SlackNeed): Config {
  return {
    slack: slackOf(values, need),
    environments: environmentsOf(values),
    databaseUrl: values.DATABASE_URL,
    logMappings: values.SNAIL_LOG_GROUPS,
    grants: { viewers: values.SNAIL_VIEWERS, operators: values.SNAIL_OPERATORS, admins: values.SNAIL_ADMINS },
    logGrants: { channels: values.SNAIL_LOG_CHANNELS, readers: values.SNAIL_LOG_READERS },
    redact: values.SNAIL_REDACT,
    alerts: {
      ...ALERT_POLICY,
      open: values.SNAIL_ALERT_LOOKS,
      escalateAfterMs: values.SNAIL_ESCALATE_MINUTES * MINUTE_MS,
      remindAfterMs: values.SNAIL_REMIND_MINUTES * MINUTE_MS,
    },
    blackBoxMs: values.SNAIL_BLACK_BOX_DAYS * DAY_MS,
    tracker: values.SNAIL_TRACKER === undefined ? undefined : { path: values.SNAIL_TRACKER },
    probeHosts: values.SNAIL_PROBE_HOSTS,
    logLevel: values.LOG_LEVEL,
    port: values.PORT,
    ...(values.SNAIL_OPS_PORT === undefined ? {} : { opsPort: values.SNAIL_OPS_PORT }),
  };
}

/** HTTP mode where both of its settings are there and Socket Mode was not asked for. */
function slackOf(values: Settings, need: SlackNeed): SlackConfig | undefined {
  const {
    SLACK_BOT_TOKEN: botToken,
    SLACK_APP_TOKEN: appToken,
    SLACK_SIGNING_SECRET: signingSecret,
  } = values;
  if (!botToken) return undefined;
  const about = { botToken, apiUrl: values.SLACK_API_URL };
  if (need !== 'socket' && signingSecret && values.PORT !== undefined) {
    return { ...about, mode: { kind: 'http', signingSecret, port: values.PORT } };
  }
  return appToken ? { ...about, mode: { kind: 'socket', appToken } } : undefined;
}

function environmentsOf(values: Settings): readonly Environment[] {
  const { SNAIL_ENVIRONMENTS: several, AWS_REGION: region = '', SNAIL_CLUSTERS: clusters = [] } = values;
  if (!several) return [{ alias: region, region, ...(clusters.length > 0 ? { clusters } : {}) }];
  return several.map(({ alias, region: its, account, role, clusters: only }) => ({
    alias,
    region: its,
    ...(account ? { account } : {}),
    ...(role ? { role } : {}),
    ...(only ? { clusters: only } : {}),
  }));
}

/** One problem per setting, however many things are wrong inside it. */
function malformed(
  issues: readonly { readonly path: readonly PropertyKey[]; readonly message: string }[],
): readonly ConfigProblem[] {
  const reasons = new Map<string, string[]>();
  for (const { path, message } of issues) {
    const [variable = '', ...inside] = path.map(String);
    const reason = inside.length > 0 ? `at ${inside.join('.')}: ${message}` : message;
    reasons.set(variable, [...(reasons.get(variable) ?? []), reason]);
  }
  return [...reasons].map(([variable, all]) => problem(variable, all.join('; ')));
}

function unknownNames(names: readonly string[]): readonly ConfigProblem[] {
  const known = SETTING_NAMES.filter((name) => name.startsWith('SNAIL_'));
  const unknown = names.filter((name) => name.startsWith('SNAIL_') && !known.some((each) => each === name));
  return unknown.map((variable) => {
    const [nearest] = nearestWords(
      variable.toLowerCase(),
      known.map((name) => name.toLowerCase()),
    );
    const meant = known.find((name) => name.toLowerCase() === nearest);
    if (!meant)
      return { variable, reason: 'is not a setting; .env.example lists all', example: `unset ${variable}` };
    return {
      variable,
      reason: `is not a setting; did you mean ${meant}?`,
      example: `${meant}=${exampleOf(meant)}`,
    };
  });
}

function missingNames(present: Readonly<Record<string, unknown>>, need: SlackNeed): readonly ConfigProblem[] {
  if (need === 'database') return [];
  const problems: ConfigProblem[] = [];
  if (!present.AWS_REGION && !present.SNAIL_ENVIRONMENTS) {
    problems.push(
      problem(
        'AWS_REGION',
        'is missing (SNAIL_ENVIRONMENTS takes its place for several accounts or regions)',
      ),
    );
  }
  if (need === 'none') return problems;
  if (!present.SLACK_BOT_TOKEN) problems.push(problem('SLACK_BOT_TOKEN', 'is missing'));
  const socket = need === 'socket' || (need === 'either' && !present.SLACK_SIGNING_SECRET);
  if (socket || (need === 'either' && present.SLACK_APP_TOKEN)) {
    const otherwise = need === 'either' ? ' (HTTP mode: SLACK_SIGNING_SECRET and PORT instead)' : '';
    if (!present.SLACK_APP_TOKEN)
      problems.push(problem('SLACK_APP_TOKEN', `is missing: Socket Mode needs it${otherwise}`));
    return problems;
  }
  if (!present.SLACK_SIGNING_SECRET)
    problems.push(problem('SLACK_SIGNING_SECRET', 'is missing: HTTP mode needs it'));
  if (!present.PORT) problems.push(problem('PORT', 'is missing: HTTP mode listens on it'));
  return problems;
}

/** Settings that cannot both have their way. */
function contradictions(present: Readonly<Record<string, unknown>>): readonly ConfigProblem[] {
  const problems: ConfigProblem[] = [];
  if (present.SNAIL_CLUSTERS && present.SNAIL_ENVIRONMENTS) {
    problems.push({
      variable: 'SNAIL_CLUSTERS',
      reason: 'has no effect beside SNAIL_ENVIRONMENTS: put clusters into SNAIL_ENVIRONMENTS',
      example:
        'SNAIL_ENVIRONMENTS=[{"alias":"prod-eu","region":"eu-central-1","clusters":["prod","staging"]}]',
    });
  }
  if (present.SNAIL_OPS_PORT && present.SNAIL_OPS_PORT === present.PORT) {
    problems.push(problem('SNAIL_OPS_PORT', 'must be another port than PORT'));
  }
  return problems;
}

function problem(variable: string, reason: string): ConfigProblem {
  const name: SettingName | undefined = SETTING_NAMES.find((each) => each === variable);
  return { variable, reason, example: name ? `${name}=${exampleOf(name)}` : '' };
}
