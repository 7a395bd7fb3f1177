import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Checkup } from '../../src/checkup.ts';
import { OPTIONAL_SCOPES, SCOPES } from '../../src/slack/checkups.ts';
import { aBotFor, aDeadAddress, anEar, aSlackServer, bothSides } from './both-sides.ts';

function outcomes(checkups: readonly Checkup[]): Record<string, string> {
  return Object.fromEntries(checkups.map(({ title, outcome }) => [title, outcome]));
}

const OPTIONAL = Object.keys(OPTIONAL_SCOPES) as (keyof typeof OPTIONAL_SCOPES)[];
const ALL = [...Object.keys(SCOPES), ...OPTIONAL];

describe('the scopes', () => {
  it('are the same in the manifest, which the local Slack reads, and for doctor', () => {
    const file = readFileSync(new URL('../../manifest.json', import.meta.url), 'utf8');
    const manifest: { oauth_config: { scopes: { bot: string[] } } } = JSON.parse(file);
    const asked = manifest.oauth_config.scopes.bot;
    expect([...ALL].sort()).toEqual([...asked].sort());
  });
});

describe('what doctor says about Slack', () => {
  it.each([
    ['socket', 'Slack connection (Socket Mode)'],
    ['http', 'Slack connection (HTTP)'],
  ] as const)('is all well when it is (%s)', async (kind, connection) => {
    const { slack } = await bothSides(anEar(), { kind, scopes: ALL });
    const checkups = await slack.checkups('C0OPS0001');
    expect(outcomes(checkups)).toEqual({
      'Slack token': 'ok',
      'Slack scopes': 'ok',
      [connection]: 'ok',
      'Slack channel': 'ok',
    });
    expect(checkups[0]?.detail).toContain('Snail Works');
  });

  it('names every missing scope and what it is for', async () => {
    const { slack } = await bothSides(anEar(), { scopes: ALL.filter((scope) => !scope.startsWith('user')) });
    const scopes = (await slack.checkups()).find(({ title }) => title === 'Slack scopes');
    expect(scopes?.outcome).toBe('fail');
    expect(scopes?.detail).toContain('users:read is missing (to tell members from guests)');
    expect(scopes?.fix).toContain('users:read, usergroups:read');
  });

  it('names each optional scope that is missing, what it costs, and fails for none', async () => {
    const { slack } = await bothSides(anEar(), { scopes: Object.keys(SCOPES) });
    const checkups = await slack.checkups();
    expect(checkups.find(({ title }) => title === 'Slack scopes')).toMatchObject({ outcome: 'ok' });
    expect(checkups.filter(({ title }) => title.startsWith('Slack scope '))).toMatchObject(
      OPTIONAL.map((scope) => ({
        title: `Slack scope ${scope}`,
        outcome: 'skip',
        detail: `not given; without it ${OPTIONAL_SCOPES[scope]}`,
      })),
    );
  });

  it.each([
    ['C0RANDOM1', 'fail', 'not a member'],
    ['C0LEADS01', 'fail', 'cannot see'],
    ['D0ALICE01', 'skip', 'direct message'],
    [undefined, 'skip', 'not asked from a channel'],
  ])('about membership in %s: %s', async (channel, outcome, detail) => {
    const { slack } = await bothSides(anEar(), { scopes: ALL });
    const membership = (await slack.checkups(channel)).find(({ title }) => title === 'Slack channel');
    expect(membership).toMatchObject({ outcome, detail: expect.stringContaining(detail) });
    if (outcome === 'fail') expect(membership?.fix).toContain('/invite @Snail Trail');
  });

  it('tells a wrong token from a Slack that cannot be reached, without a start', async () => {
    const server = await aSlackServer();
    const wrong = aBotFor(server, { botToken: 'xoxb-wrong' }).slack;
    expect(await wrong.checkups()).toMatchObject([
      { title: 'Slack token', outcome: 'fail', fix: expect.stringContaining('SLACK_BOT_TOKEN') },
      { title: 'Slack scopes', outcome: 'skip' },
      { outcome: 'fail', detail: expect.stringContaining('not connected') },
      { title: 'Slack channel', outcome: 'skip' },
    ]);
    const away = aBotFor(server, { apiUrl: await aDeadAddress() }).slack;
    expect((await away.checkups())[0]).toMatchObject({
      outcome: 'fail',
      fix: expect.stringContaining('slack.com'),
    });
  });
});
