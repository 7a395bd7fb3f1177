import { describe, expect, it } from 'vitest';
import type { AuditEntry } from '../src/access/audit.ts';
import type { Answer } from '../src/ask/answer.ts';
import { type AttemptDeps, type Attempted, attempt } from '../src/attempt.ts';
import { UpstreamError, UserError } from '../src/errors.ts';
import { createLog } from '../src/log.ts';
import { sayMessage } from '../src/views/failure.ts';
import { aCall, clock } from './fakes.ts';
import { NOW } from './given.ts';

const ANSWER: Answer = { message: sayMessage('all is well'), data: { fine: true } };

const TYPED: Attempted = {
  verb: 'watch',
  role: 'operator',
  detail: 'watch web',
  via: 'slash',
  person: aCall().person,
  place: aCall().place,
};

/** What `attempt` needs, and what it did with it. */
function around(given: Partial<AttemptDeps> = {}) {
  const entries: AuditEntry[] = [];
  const lines: string[] = [];
  const triggers: unknown[][] = [];
  const alongside: Promise<void>[] = [];
  const deps: AttemptDeps = {
    audit: { add: async (entry) => void entries.push(entry), list: async () => entries },
    alongside: { add: (work) => void alongside.push(work) },
    grants: { viewers: [], operators: [], admins: [] },
    logGrants: { channels: [], readers: [] },
    sharingOf: async () => 'internal' as const,
    clock: { ...clock, sleep: async () => {} },
    log: createLog('debug', { write: (line: string) => void lines.push(line) }),
    metrics: { trigger: (...told) => void triggers.push(told) },
    ...given,
  };
  return { deps, entries, lines, triggers, written: () => Promise.all(alongside) };
}

const fails = (error: unknown) => () => Promise.reject(error);

describe('what shows log lines', () => {
  const logs: Attempted = { ...TYPED, verb: 'logs', role: 'viewer', reads: 'logs' };
  const shared = { sharingOf: async () => 'external' as const };

  it('is refused where other organisations read along, and other things are not', async () => {
    const { outcome, answer } = await attempt(around(shared).deps, logs, fails(new Error('it was run')));
    expect([outcome, answer.message.text]).toEqual([
      'refused',
      expect.stringContaining('shared with other organisations'),
    ]);
    const status = { ...logs, reads: undefined };
    expect(await attempt(around(shared).deps, status, async () => ANSWER)).toMatchObject({ outcome: 'done' });
  });

  it('is not shown where Slack could not be asked', async () => {
    const sharingOf = fails(new UpstreamError('ask Slack about the channel', 'timeout'));
    const { outcome } = await attempt(around({ sharingOf }).deps, logs, async () => ANSWER);
    expect(outcome).toBe('upstream-error');
  });

  it.each(['direct', 'terminal'] as const)('is not asked about in a %s place', async (kind) => {
    const sharingOf = fails(new Error('it was asked'));
    const place = { ...logs.place, kind };
    const { outcome } = await attempt(around({ sharingOf }).deps, { ...logs, place }, async () => ANSWER);
    expect(outcome).toBe('done');
  });

  it('is refused by role first, without a question to Slack', async () => {
    const sharingOf = fails(new Error('it was asked'));
    const grants = { viewers: ['U9'], operators: [], admins: [] };
    expect(await attempt(around({ sharingOf, grants }).deps, logs, async () => ANSWER)).toMatchObject({
      outcome: 'refused',
    });
  });
});

describe('somebody who may', () => {
  it('gets the answer, and the audit and the metrics say so', async () => {
    const { deps, entries, lines, triggers } = around();
    expect(await attempt(deps, TYPED, async () => ANSWER)).toEqual({ answer: ANSWER, outcome: 'done' });
    expect(entries).toEqual([
      {
        at: NOW,
        person: 'U1',
        team: 'T1',
        channel: 'C1',
        via: 'slash',
        verb: 'watch',
        detail: 'watch web',
        outcome: 'done',
        reference: expect.stringMatching(/^[0-9a-f]{8}$/),
      },
    ]);
    expect(triggers).toEqual([['watch', 'done', 0]]);
    expect(lines).toEqual([]);
  });

  it('is written down with the team of the place where their own is unknown', async () => {
    const { deps, entries } = around();
    await attempt(deps, { ...TYPED, person: { ...TYPED.person, team: undefined } }, async () => ANSWER);
    expect(entries).toMatchObject([{ team: 'T1' }]);
  });

  it('has what they typed written down in one line of bounded length', async () => {
    const { deps, entries } = around();
    await attempt(deps, { ...TYPED, detail: `watch\nweb\u0007${'x'.repeat(5000)}` }, async () => ANSWER);
    const detail = entries[0]?.detail ?? '';
    expect(detail).toMatch(/^watch web ?x+…$/);
    expect(detail.length).toBeLessThanOrEqual(300);
  });
});

describe('somebody who may not', () => {
  const grants = { viewers: [], operators: ['U9'], admins: ['U7'] };

  it('is told who can grant it; nothing is run, and the audit has it', async () => {
    const { deps, entries, triggers } = around({ grants });
    let runs = 0;
    const { answer, outcome } = await attempt(deps, TYPED, async () => {
      runs += 1;
      return ANSWER;
    });
    expect({ runs, outcome }).toEqual({ runs: 0, outcome: 'refused' });
    expect(answer.message.text).toBe('This needs the operator role. An admin (U7) can grant it.');
    expect(entries).toMatchObject([{ verb: 'watch', outcome: 'refused', person: 'U1' }]);
    expect(triggers).toEqual([['watch', 'refused', 0]]);
  });

  it('may still do what needs less', async () => {
    const { deps } = around({ grants });
    expect(await attempt(deps, { ...TYPED, role: 'viewer' }, async () => ANSWER)).toMatchObject({
      outcome: 'done',
    });
  });
});

describe('a failure becomes a short answer', () => {
  it("a user's, in its own words and without a reference", async () => {
    const { deps, entries, lines } = around();
    const { answer, outcome } = await attempt(deps, TYPED, fails(new UserError('Type a name.')));
    expect(outcome).toBe('user-error');
    expect(answer.message.text).toBe('Type a name.');
    expect(entries).toMatchObject([{ outcome: 'user-error' }]);
    expect(lines.map((line) => JSON.parse(line))).toMatchObject([{ level: 30, outcome: 'user-error' }]);
  });

  it("an upstream's, with the permission that would help and the reference of the audit", async () => {
    const { deps, entries, lines } = around();
    const cause = new Error('arn:aws:iam::1:user/me xoxb-1-secret is not authorized');
    cause.name = 'AccessDeniedException';
    const error = new UpstreamError('list clusters', 'denied', { cause, permission: 'ecs:ListClusters' });
    const { answer, outcome } = await attempt(deps, TYPED, fails(error));
    expect(outcome).toBe('upstream-error');
    const reference = entries[0]?.reference;
    expect(answer.message.text).toBe(
      `I could not list clusters: it needs ecs:ListClusters. (reference ${reference})`,
    );
    expect(JSON.stringify(answer)).not.toMatch(/xoxb|arn:aws/);
    expect(entries).toMatchObject([{ outcome: 'upstream-error' }]);
    expect(lines.map((line) => JSON.parse(line))).toMatchObject([
      {
        level: 40,
        outcome: 'upstream-error',
        reference,
        code: 'AccessDeniedException',
        err: { type: 'UpstreamError', message: expect.stringContaining('could not list clusters') },
      },
    ]);
    expect(lines.join('')).not.toContain('xoxb-1-secret');
  });

  it.each<[string, unknown]>([
    ['an error', new TypeError('hunter2 of undefined at xoxb-1-secret')],
    ['a word', 'hunter2'],
    ['nothing', undefined],
  ])('a bug that throws %s, with a reference and neither stack nor detail', async (_, thrown) => {
    const { deps, entries, lines, triggers } = around();
    const { answer, outcome } = await attempt(deps, TYPED, fails(thrown));
    expect(outcome).toBe('bug');
    const reference = entries[0]?.reference;
    expect(answer.message.text).toBe(
      `Something broke on my side. Nothing was changed. (reference ${reference})`,
    );
    expect(JSON.stringify(answer)).toContain(reference);
    expect(JSON.stringify(answer)).not.toMatch(/hunter2|xoxb|TypeError|\.ts:\d/);
    expect(entries).toMatchObject([{ outcome: 'bug' }]);
    expect(lines.map((line) => JSON.parse(line))).toMatchObject([{ level: 50, verb: 'watch', reference }]);
    expect(triggers).toEqual([['watch', 'bug', 0]]);
  });

  it('a bug thrown before anything was awaited does not escape either', async () => {
    const { deps } = around();
    const outcome = await attempt(deps, TYPED, () => {
      throw new Error('at once');
    });
    expect(outcome).toMatchObject({ outcome: 'bug' });
  });
});

describe('an audit that cannot be written', () => {
  const audit: AttemptDeps['audit'] = {
    add: fails(new UpstreamError('write the audit', 'unreachable')),
    list: async () => [],
  };

  it('costs nobody the answer, and the log has what the audit lacks', async () => {
    const { deps, lines, written } = around({ audit });
    expect(await attempt(deps, TYPED, async () => ANSWER)).toEqual({ answer: ANSWER, outcome: 'done' });
    await written();
    expect(lines.map((line) => JSON.parse(line))).toMatchObject([
      {
        level: 50,
        person: 'U1',
        verb: 'watch',
        detail: 'watch web',
        outcome: 'done',
        msg: 'audit not written',
      },
    ]);
  });

  it('keeps nobody waiting for the answer', async () => {
    const { deps } = around({ audit: { ...audit, add: () => new Promise(() => {}) } });
    expect(await attempt(deps, TYPED, async () => ANSWER)).toEqual({ answer: ANSWER, outcome: 'done' });
  });

  it('costs nobody the words of a failure', async () => {
    const { deps } = around({ audit });
    const { answer } = await attempt(deps, TYPED, fails(new UserError('Type a name.')));
    expect(answer.message.text).toBe('Type a name.');
  });
});

describe('the fuller form of an answer', () => {
  it('comes through as it is', async () => {
    const { deps } = around();
    const later = Promise.resolve({ ...ANSWER, data: 'fuller' });
    const { answer } = await attempt(deps, TYPED, async () => ({ ...ANSWER, later }));
    expect(await answer.later).toMatchObject({ data: 'fuller' });
  });

  it('is not waited for by the first', async () => {
    const { deps, entries } = around();
    const never = new Promise<Answer>(() => {});
    await attempt(deps, TYPED, async () => ({ ...ANSWER, later: never }));
    expect(entries).toMatchObject([{ outcome: 'done' }]);
  });

  it('becomes an answer with the same reference when it fails, and never rejects', async () => {
    const { deps, entries, lines } = around();
    const { answer, outcome } = await attempt(deps, TYPED, async () => ({
      ...ANSWER,
      later: Promise.reject(new Error('hunter2')),
    }));
    expect(outcome).toBe('done');
    const later = await answer.later;
    expect(later?.message.text).toContain(`(reference ${entries[0]?.reference})`);
    expect(JSON.stringify(later)).not.toContain('hunter2');
    expect(lines.map((line) => JSON.parse(line))).toMatchObject([{ msg: 'trigger broke' }]);
  });
});
