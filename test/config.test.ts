import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseConfig, problemsText, type SlackNeed } from '../src/config.ts';
import { SETTING_NAMES } from '../src/settings.ts';

const enough = { AWS_REGION: 'eu-central-1', SLACK_BOT_TOKEN: 'xoxb-1', SLACK_APP_TOKEN: 'xapp-1' };

function problemsOf(env: Record<string, string>, need: SlackNeed = 'either'): string {
  const parsed = parseConfig(env, need);
  return parsed.kind === 'invalid' ? problemsText(parsed.problems) : '';
}

function configOf(env: Record<string, string>, need: SlackNeed = 'either') {
  const parsed = parseConfig(env, need);
  if (parsed.kind === 'invalid') throw new Error(problemsText(parsed.problems));
  return parsed.config;
}

describe('parseConfig', () => {
  it('reports every problem at once, with variable, reason and example', () => {
    const text = problemsOf({ PORT: 'many', SNAIL_CLUSTER: 'x', LOG_LEVEL: 'loud' });
    for (const variable of [
      'PORT',
      'SNAIL_CLUSTER',
      'LOG_LEVEL',
      'AWS_REGION',
      'SLACK_BOT_TOKEN',
      'SLACK_APP_TOKEN',
    ]) {
      expect(text).toContain(`  ${variable} `);
    }
    expect(text).toContain('6 settings are wrong');
    expect(text).toContain('for example PORT=3000');
  });

  it('asks for nothing but the database where only that is needed', () => {
    expect(configOf({ DATABASE_URL: 'file:x.db' }, 'database')).toMatchObject({ databaseUrl: 'file:x.db' });
    expect(problemsOf({ DATABASE_URL: 'file:x.db' }, 'none')).toContain('AWS_REGION');
  });

  it('names the demo where Slack settings are missing', () => {
    expect(problemsOf({ AWS_REGION: 'eu-central-1' })).toContain('npm run demo');
  });

  it('rejects an unknown SNAIL_ name with the nearest known one', () => {
    expect(problemsOf({ ...enough, SNAIL_OPERATOR: 'U1' })).toContain('did you mean SNAIL_OPERATORS?');
    expect(problemsOf({ ...enough, SNAIL_QX: '1' })).toContain(
      'SNAIL_QX is not a setting; .env.example lists all',
    );
  });

  it('takes empty values for absent, as in a fresh copy of the example file', () => {
    expect(configOf({ ...enough, SNAIL_CLUSTERS: '', DATABASE_URL: ' ' })).toMatchObject({
      databaseUrl: 'file:.data/snail.db',
      environments: [{ alias: 'eu-central-1', region: 'eu-central-1' }],
    });
  });

  it('is in Socket Mode by an app token, in HTTP mode by a signing secret and a port', () => {
    expect(configOf(enough).slack?.mode).toEqual({ kind: 'socket', appToken: 'xapp-1' });
    expect(configOf({ ...enough, PORT: '3000' }).slack?.mode.kind).toBe('socket');
    expect(configOf({ ...enough, PORT: '3000', SLACK_SIGNING_SECRET: 's3cret' }).slack?.mode).toEqual({
      kind: 'http',
      signingSecret: 's3cret',
      port: 3000,
    });
  });

  it('takes a port for operations apart from that for Slack', () => {
    expect(configOf({ ...enough, PORT: '3000', SNAIL_OPS_PORT: '9090' })).toMatchObject({ opsPort: 9090 });
    expect(configOf({ ...enough, SNAIL_OPS_PORT: '9090' })).toMatchObject({ opsPort: 9090, port: undefined });
    expect(problemsOf({ ...enough, PORT: '3000', SNAIL_OPS_PORT: '3000' })).toContain(
      'SNAIL_OPS_PORT must be another port than PORT',
    );
  });

  it('misses the port of HTTP mode', () => {
    const { SLACK_APP_TOKEN: _, ...http } = enough;
    expect(problemsOf({ ...http, SLACK_SIGNING_SECRET: 's3cret' })).toContain('PORT is missing');
  });

  it('lets the way it was started choose the mode, and misses what that one needs', () => {
    const both = { ...enough, PORT: '3000', SLACK_SIGNING_SECRET: 's3cret' };
    expect(configOf(both, 'socket').slack?.mode.kind).toBe('socket');
    expect(configOf(both, 'http').slack?.mode.kind).toBe('http');
    expect(problemsOf(enough, 'http')).toContain('SLACK_SIGNING_SECRET is missing');
    const { SLACK_APP_TOKEN: _, ...http } = both;
    expect(problemsOf(http, 'socket')).toContain('SLACK_APP_TOKEN is missing');
  });

  it('notices swapped tokens', () => {
    expect(problemsOf({ ...enough, SLACK_BOT_TOKEN: 'xapp-1', SLACK_APP_TOKEN: 'xoxb-1' })).toContain(
      '2 settings are wrong',
    );
  });

  it('does not need Slack in a terminal', () => {
    expect(configOf({ AWS_REGION: 'us-east-1' }, 'none').slack).toBeUndefined();
  });

  it('takes several environments, the first being the default', () => {
    const SNAIL_ENVIRONMENTS = JSON.stringify([
      {
        alias: 'prod',
        region: 'eu-central-1',
        role: 'arn:aws:iam::123456789012:role/snail',
        clusters: ['a'],
      },
      { alias: 'us', region: 'us-east-1' },
    ]);
    expect(configOf({ ...enough, SNAIL_ENVIRONMENTS }).environments.map(({ alias }) => alias)).toEqual([
      'prod',
      'us',
    ]);
  });

  it('refuses clusters beside environments, which have their own, and lets a region be', () => {
    const SNAIL_ENVIRONMENTS = '[{"alias":"prod","region":"eu-central-1"}]';
    const text = problemsOf({ ...enough, SNAIL_ENVIRONMENTS, SNAIL_CLUSTERS: 'prod' });
    expect(text).toContain('one setting is wrong');
    expect(text).toContain('SNAIL_CLUSTERS has no effect beside SNAIL_ENVIRONMENTS: put clusters into');
    expect(text).toContain('"clusters":["prod","staging"]');
    expect(configOf({ ...enough, SNAIL_ENVIRONMENTS }).environments).toHaveLength(1);
  });

  it.each([
    ['nonsense', 'must be a JSON list'],
    ['{}', 'must be a JSON list'],
    ['[]', 'must name at least one environment'],
    ['[{"alias":"a","region":"eu-central-1"},{"alias":"a","region":"us-east-1"}]', 'its own alias'],
    ['[{"alias":"a","region":"eu-central-1","rolle":"x"}]', 'Unrecognized key: "rolle"'],
  ])('refuses SNAIL_ENVIRONMENTS=%s', (SNAIL_ENVIRONMENTS, reason) => {
    expect(problemsOf({ ...enough, SNAIL_ENVIRONMENTS })).toContain(reason);
  });

  it('takes where lines of other log drivers are', () => {
    const SNAIL_LOG_GROUPS =
      '[{"service":"eu:prod/*","group":"/firelens/{service}","streamPrefix":"{task}"}]';
    expect(configOf({ ...enough, SNAIL_LOG_GROUPS }).logMappings).toEqual([
      { service: 'eu:prod/*', group: '/firelens/{service}', streamPrefix: '{task}' },
    ]);
    expect(configOf(enough).logMappings).toEqual([]);
  });

  it.each([
    ['{}', 'must be a JSON list'],
    ['[{"service":"web","group":"/g"}]', 'must look like cluster/name'],
    ['[{"service":"prod/web"}]', 'at 0.group'],
    ['[{"service":"prod/web","group":"/g/{task}"}]', 'no other braces'],
    ['[{"service":"prod/web","group":"/g","prefix":"x"}]', 'Unrecognized key: "prefix"'],
  ])('refuses SNAIL_LOG_GROUPS=%s', (SNAIL_LOG_GROUPS, reason) => {
    expect(problemsOf({ ...enough, SNAIL_LOG_GROUPS })).toContain(reason);
  });

  it('takes when alerts open and climb, and never one look for proof', () => {
    expect(configOf(enough)).toMatchObject({
      alerts: { open: { bad: 3, of: 4 }, close: 2, escalateAfterMs: 600_000, remindAfterMs: 3_600_000 },
      blackBoxMs: 30 * 86_400_000,
    });
    const other = { SNAIL_ALERT_LOOKS: '2/3', SNAIL_ESCALATE_MINUTES: '5', SNAIL_BLACK_BOX_DAYS: '7' };
    expect(configOf({ ...enough, ...other })).toMatchObject({
      alerts: { open: { bad: 2, of: 3 }, escalateAfterMs: 300_000 },
      blackBoxMs: 7 * 86_400_000,
    });
    for (const wrong of ['1/1', '4/3', '3', '3/21', 'x/y'])
      expect(problemsOf({ ...enough, SNAIL_ALERT_LOOKS: wrong })).toContain('SNAIL_ALERT_LOOKS=3/4');
    expect(problemsOf({ ...enough, SNAIL_REMIND_MINUTES: '0' })).toContain('SNAIL_REMIND_MINUTES=60');
  });

  it('takes where the tracker is, with blanks in its path', () => {
    expect(configOf(enough).tracker).toBeUndefined();
    expect(configOf({ ...enough, SNAIL_TRACKER: '' }).tracker).toBeUndefined();
    const SNAIL_TRACKER = ' /var/lib/our trackers/TRACKER.md ';
    expect(configOf({ ...enough, SNAIL_TRACKER }).tracker).toEqual({
      path: '/var/lib/our trackers/TRACKER.md',
    });
    expect(problemsOf({ ...enough, SNAIL_TRACKERS: 'x' })).toContain('did you mean SNAIL_TRACKER?');
  });

  it('takes the hosts that probes may ask although they are private, as they stand in addresses', () => {
    expect(configOf(enough).probeHosts).toEqual([]);
    const SNAIL_PROBE_HOSTS = 'Web.internal, 10.0.3.17 fd00::1';
    expect(configOf({ ...enough, SNAIL_PROBE_HOSTS }).probeHosts).toEqual([
      'web.internal',
      '10.0.3.17',
      'fd00::1',
    ]);
    expect(problemsOf({ ...enough, SNAIL_PROBE_HOSTS: 'https://web.internal/' })).toContain(
      'must be host names or addresses, without https://',
    );
  });

  it('takes own patterns for redaction, and names the one that is none', () => {
    expect(configOf(enough).redact).toEqual([]);
    expect(configOf({ ...enough, SNAIL_REDACT: String.raw`["cust-\\d+, x"]` }).redact).toEqual([
      'cust-\\d+, x',
    ]);
    expect(problemsOf({ ...enough, SNAIL_REDACT: '["fine","(open"]' })).toContain(
      'SNAIL_REDACT at 1: `(open` is not a pattern',
    );
    expect(problemsOf({ ...enough, SNAIL_REDACT: 'cust-.*' })).toContain('SNAIL_REDACT must be a JSON list');
    expect(problemsOf({ ...enough, SNAIL_REDACT: '[1]' })).toContain('at 0: must be a pattern');
  });

  it('never repeats a secret it complains about', () => {
    expect(problemsOf({ ...enough, SLACK_BOT_TOKEN: 'xapp-very-secret' })).not.toContain('very-secret');
    expect(problemsOf({ ...enough, DATABASE_URL: 'mysql://me:hunter2@host/db' })).not.toContain('hunter2');
  });
});

describe('.env.example', () => {
  it('lists exactly the settings, in order', () => {
    const text = readFileSync(new URL('../.env.example', import.meta.url), 'utf8');
    const names = [...text.matchAll(/^#? ?([A-Z][A-Z_]+)=/gm)].map(([, name]) => name);
    expect(names).toEqual([...SETTING_NAMES]);
  });
});
