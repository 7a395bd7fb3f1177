import { describe, expect, it } from 'vitest';
import type { AuditEntry } from '../src/access/audit.ts';
import { type AttemptDeps, attempt } from '../src/attempt.ts';
import { systemClock } from '../src/clock.ts';
import { UpstreamError, UserError } from '../src/errors.ts';
import { createLog } from '../src/log.ts';
import { sayMessage } from '../src/views/failure.ts';
import { aCall } from './fakes.ts';

function aDesk(given: Partial<AttemptDeps> = {}) {
  const entries: AuditEntry[] = [];
  const lines: string[] = [];
  const deps: AttemptDeps = {
    audit: { add: async (entry) => void entries.push(entry), list: async () => entries },
    grants: { viewers: [], operators: ['U9'], admins: ['U8'] },
    clock: systemClock,
    log: createLog('info', { write: (line) => void lines.push(line) }),
    metrics: { trigger: () => {} },
    ...given,
  };
  const { person, place } = aCall();
  const attempted = {
    verb: 'status',
    role: 'viewer',
    detail: 'status web',
    via: 'slash',
    person,
    place,
  } as const;
  return { deps, attempted, entries, lines };
}

const fine = async () => ({ message: sayMessage('fine'), data: 1 });

describe('attempt', () => {
  it('answers and audits', async () => {
    const { deps, attempted, entries } = aDesk();
    expect(await attempt(deps, attempted, fine)).toMatchObject({
      outcome: 'done',
      answer: { message: { text: 'fine' } },
    });
    expect(entries).toMatchObject([{ person: 'U1', verb: 'status', detail: 'status web', outcome: 'done' }]);
  });

  it('refuses before anything runs, names who can grant, and audits that too', async () => {
    const { deps, attempted, entries } = aDesk();
    const done = await attempt(deps, { ...attempted, role: 'operator' }, () => expect.unreachable());
    expect(done.outcome).toBe('refused');
    expect(done.answer.message.text).toContain('U8');
    expect(entries).toMatchObject([{ outcome: 'refused' }]);
  });

  it.each([
    [new UserError('Type something else.'), 'user-error', /^Type something else\.$/],
    [
      new UpstreamError('ask AWS', 'denied', { permission: 'ecs:ListTasks' }),
      'upstream-error',
      /needs ecs:ListTasks.*reference [0-9a-f]{8}/,
    ],
    [new Error('token xoxb-secret in a stack'), 'bug', /^Something broke on my side.*reference [0-9a-f]{8}/],
  ] as const)('turns %s into a short answer', async (error, outcome, said) => {
    const { deps, attempted, entries, lines } = aDesk();
    const done = await attempt(deps, attempted, () => Promise.reject(error));
    expect(done.outcome).toBe(outcome);
    expect(done.answer.message.text).toMatch(said);
    expect(JSON.stringify(done.answer.message)).not.toContain('xoxb-secret');
    expect(lines.join()).not.toContain('xoxb-secret');
    expect(entries).toMatchObject([{ outcome }]);
  });

  it('does not lose the answer when the audit cannot be written, and logs what it would have held', async () => {
    const { deps, attempted, lines } = aDesk({
      audit: { add: () => Promise.reject(new Error('disk full')), list: async () => [] },
    });
    expect((await attempt(deps, attempted, fine)).outcome).toBe('done');
    expect(lines.join()).toContain('audit not written');
  });

  it('guards the fuller form as well', async () => {
    const { deps, attempted } = aDesk();
    const later = Promise.reject(new UpstreamError('read more', 'timeout'));
    const done = await attempt(deps, attempted, async () => ({ ...(await fine()), later }));
    expect((await done.answer.later)?.message.text).toContain('I could not read more');
  });
});
