import { describe, expect, it } from 'vitest';
import type { Grants } from '../src/access/access.ts';
import type { AuditEntry } from '../src/access/audit.ts';
import { ALERT_POLICY } from '../src/alerting/policy.ts';
import { COMMANDS } from '../src/commands/index.ts';
import type { Deps } from '../src/deps.ts';
import { UpstreamError } from '../src/errors.ts';
import type { Form } from '../src/forms/form.ts';
import { createLog } from '../src/log.ts';
import { createResponder, type Plugins, type Source } from '../src/respond.ts';
import { fakeDiagnoses } from './fake-diagnoses.ts';
import { fakeDigests } from './fake-digests.ts';
import { fakeBlackBox, fakeLeases, fakeOperations, fakeThreads, fakeVerifications } from './fake-store.ts';
import {
  aCall,
  clock,
  fakeEstate,
  fakeWatches,
  NO_ANSWER,
  NO_TAILS,
  SOME_DIRECTORY,
  SOME_OUTBOX,
} from './fakes.ts';
import { aSighting } from './given.ts';
import { trackers } from './given-trackers.ts';

const { person, place } = aCall();
const SLASH: Source = { person, place, via: 'slash' };
const CLICK: Source = { person, place, via: 'click' };
const NOBODY: Grants = { viewers: [], operators: [], admins: [] };

/** A responder over one healthy service, and what it wrote into the audit. */
function aResponder(given: { grants?: Grants; deps?: Partial<Deps>; plugins?: Plugins } = {}) {
  const entries: AuditEntry[] = [];
  const deps: Deps = {
    estate: fakeEstate([aSighting()]).estate,
    watches: fakeWatches(),
    tails: NO_TAILS,
    threads: fakeThreads(),
    leases: fakeLeases(),
    blackBox: fakeBlackBox(),
    operations: fakeOperations(),
    digests: fakeDigests(),
    trackers,
    verifications: fakeVerifications(),
    diagnoses: fakeDiagnoses(),
    httpProbe: NO_ANSWER,
    blackBoxMs: 0,
    policy: ALERT_POLICY,
    outbox: SOME_OUTBOX,
    directory: SOME_DIRECTORY,
    redact: (text) => ({ text, count: 0 }),
    linesWithheld: async () => undefined,
    clock,
    sleep: async () => {},
    worker: 'test',
    commands: COMMANDS,
    doctor: { configuration: () => [], slack: async () => [], database: async () => [] },
    ...given.deps,
  };
  const responder = createResponder(
    deps,
    {
      audit: { add: async (entry) => void entries.push(entry), list: async () => entries },
      alongside: { add: () => {} },
      grants: given.grants ?? NOBODY,
      logGrants: { channels: [], readers: [] },
      sharingOf: async () => 'internal' as const,
      clock: { ...clock, sleep: async () => {} },
      log: createLog('silent'),
      metrics: { trigger: () => {} },
    },
    given.plugins,
  );
  return { ...responder, entries };
}

describe('what is typed', () => {
  it.each([
    ['status web', 'status', 'done', /HEALTHY web/],
    ['watch web', 'watch', 'done', /now watches/],
    ['status nothing-like-it', 'status', 'user-error', /No service is called/],
    ['stats', 'unknown', 'user-error', /I do not know "stats"/],
    ['status --evn x', 'unknown', 'user-error', /I do not know the option/],
  ])('%s is run as %s, ends as %s and is in the audit', async (text, verb, outcome, said) => {
    const { typed, entries } = aResponder();
    const done = await typed(text, SLASH);
    expect(done.outcome).toBe(outcome);
    expect(done.answer.message.text).toMatch(said);
    expect(entries).toMatchObject([{ verb, outcome, via: 'slash', detail: text, person: 'U1' }]);
  });

  it('or sent in a direct message as a tracker is an import, and in the audit as one', async () => {
    const direct = { ...place, channel: 'D1', kind: 'direct' } as const;
    const file = { name: 'a.md', size: 9, read: async () => Buffer.from('# A\n- [ ] b\n') };
    const { typed, entries } = aResponder();
    const sent = await typed('our tracker', { person, place: direct, via: 'direct' }, [file]);
    expect(sent.answer.message.text).toMatch(/^📥 Took in a\.md as A: /);
    const pasted = await typed('# B\n- [ ] c', { person, place: direct, via: 'direct' });
    expect(pasted.answer.message.text).toMatch(/^📥 Took in the text as B: /);
    const inChannel = await typed('# B\n- [ ] c', SLASH);
    expect(inChannel.outcome).toBe('user-error');
    expect(entries.map(({ verb, detail }) => [verb, detail])).toEqual([
      ['op', 'op import'],
      ['op', 'op import # B - [ ] c'],
      ['unknown', '# B - [ ] c'],
    ]);
  });

  it.each(['slash', 'mention', 'direct', 'terminal'] as const)('by %s is in the audit so', async (via) => {
    const { typed, entries } = aResponder();
    await typed('help', { ...SLASH, via });
    expect(entries).toMatchObject([{ via, verb: 'help' }]);
  });

  it('is refused where the role is missing, nonsense included where even looking is limited', async () => {
    const grants = { viewers: ['U2'], operators: [], admins: [] };
    const { typed, entries } = aResponder({ grants });
    for (const text of ['status web', 'watch web', 'stats', '']) {
      expect(await typed(text, SLASH)).toMatchObject({ outcome: 'refused' });
    }
    expect(entries.map(({ outcome }) => outcome)).toEqual(['refused', 'refused', 'refused', 'refused']);
  });

  it('needs the operator role to change what a channel watches, and nothing to look', async () => {
    const grants = { viewers: [], operators: ['U2'], admins: [] };
    const watches = fakeWatches();
    const { typed } = aResponder({ grants, deps: { watches } });
    expect(await typed('watch web', SLASH)).toMatchObject({ outcome: 'refused' });
    expect(await watches.list('C1')).toEqual([]);
    expect(await typed('watch', SLASH)).toMatchObject({ outcome: 'done' });
    expect(await typed('status web', SLASH)).toMatchObject({ outcome: 'done' });
  });

  it('is answered although an upstream refuses', async () => {
    const estate = {
      ...fakeEstate([]).estate,
      list: () => Promise.reject(new UpstreamError('list services', 'throttled')),
    };
    const { typed, entries } = aResponder({ deps: { estate } });
    const { answer } = await typed('status web', SLASH);
    expect(answer.message.text).toMatch(/^I could not list services: too many calls just now\./);
    expect(entries).toMatchObject([{ outcome: 'upstream-error' }]);
  });
});

describe('what is clicked', () => {
  it.each([
    ['refresh-status', 'prod-eu:prod/web', 'instead'],
    ['open-service', 'prod-eu:prod/web', 'beside'],
    ['share-status', 'prod-eu:prod/web', 'beside'],
    ['show-status', '', 'beside'],
    ['show-help', '', 'beside'],
  ])('%s is done, shown and in the audit', async (id, value, show) => {
    const { clicked, entries } = aResponder();
    expect(await clicked(id, value, CLICK)).toMatchObject({ outcome: 'done', show });
    expect(entries).toMatchObject([{ via: 'click', verb: id, detail: value, outcome: 'done' }]);
  });

  it('a button nobody knows any more is answered with what to type', async () => {
    const { clicked, entries } = aResponder();
    const { answer, outcome, show } = await clicked('restart-everything', 'x', CLICK);
    expect({ outcome, show }).toEqual({ outcome: 'user-error', show: 'beside' });
    expect(answer.message.text).toContain('/snail');
    expect(entries).toMatchObject([{ verb: 'unknown-action', detail: 'x', outcome: 'user-error' }]);
  });

  it('a refusal or a failure is shown beside, so that the clicked message stays', async () => {
    const refusing = aResponder({ grants: { viewers: ['U2'], operators: [], admins: [] } });
    expect(await refusing.clicked('refresh-status', 'prod-eu:prod/web', CLICK)).toMatchObject({
      outcome: 'refused',
      show: 'beside',
    });
    expect(refusing.entries).toMatchObject([{ verb: 'refresh-status', outcome: 'refused' }]);
    const breaking = aResponder({
      deps: { outbox: { ...SOME_OUTBOX, post: noSlack, reply: noSlack, file: noSlack } },
    });
    expect(await breaking.clicked('share-status', 'prod-eu:prod/web', CLICK)).toMatchObject({
      outcome: 'upstream-error',
      show: 'beside',
    });
  });

  it.each(['', 'x', 'prod-eu:prod/gone', '\u0000', '{"a":1}', 'x'.repeat(3000)])(
    'a value that was tampered with is the user’s mistake at worst: %j',
    async (value) => {
      const { clicked } = aResponder();
      for (const id of ['refresh-status', 'open-service', 'share-status']) {
        expect(['done', 'user-error']).toContain((await clicked(id, value, CLICK)).outcome);
      }
    },
  );
});

describe('the Home tab', () => {
  it('is in the audit as itself, and shows every service with a menu that works there', async () => {
    const { home, entries } = aResponder();
    const { answer, outcome } = await home(person);
    expect(outcome).toBe('done');
    expect(entries).toMatchObject([
      { via: 'home', verb: 'home', detail: '', channel: 'U1', outcome: 'done', person: 'U1' },
    ]);
    const pressed = answer.message.blocks.flatMap((block) =>
      block.type === 'actions' ? block.elements.map(({ action_id }) => action_id) : [],
    );
    expect(pressed).toEqual(['open-service']);
    expect(JSON.stringify(answer.message)).toContain('web');
  });

  it('is refused where looking is limited', async () => {
    const { home, entries } = aResponder({ grants: { viewers: ['U2'], operators: [], admins: [] } });
    expect((await home(person)).answer.message.text).toContain('Looking is limited');
    expect(entries).toMatchObject([{ verb: 'home', outcome: 'refused' }]);
  });
});

async function noSlack(): Promise<never> {
  throw new UpstreamError('post to C1', 'unreachable');
}

/** One form and one shortcut, and what they were run with. */
function somePlugins() {
  const runs: unknown[] = [];
  const run = async (_: unknown, given: unknown) => {
    runs.push(given);
    return { message: { text: 'added', blocks: [] }, data: {} };
  };
  const complaints: Form['complaints'] = ({ values }) => (values.text ? {} : { text: 'Which?' });
  const plugins: Plugins = {
    forms: [{ id: 'add-entry', role: 'operator', complaints, run }],
    shortcuts: [{ id: 'add-to-operation', role: 'operator', run }],
  };
  return { plugins, runs };
}

const FILLED = { state: 'phase 2', values: { text: 'Restart', owner: 'U2' }, files: {} };

describe('a form', () => {
  const FORM: Source = { person, place, via: 'form' };

  it('is asked for complaints by its id; one nobody knows has none', () => {
    const { complaints } = aResponder(somePlugins());
    const draft = { state: '', values: {}, files: [] };
    expect(complaints('add-entry', draft)).toEqual({ text: 'Which?' });
    expect(complaints('add-entry', { ...draft, values: { text: 'x' } })).toEqual({});
    expect(complaints('of-another-time', draft)).toEqual({});
  });

  it('that was sent is run with who sent it and where, and is in the audit with what was filled in', async () => {
    const { plugins, runs } = somePlugins();
    const { submitted, entries } = aResponder({ plugins });
    const done = await submitted('add-entry', FILLED, FORM);
    expect(done).toMatchObject({ outcome: 'done', answer: { message: { text: 'added' } } });
    expect(runs).toEqual([{ ...FILLED, person, place }]);
    const detail = 'phase 2 · Restart · U2';
    expect(entries).toMatchObject([{ via: 'form', verb: 'add-entry', outcome: 'done', detail }]);
  });

  it('is refused to whoever lacks its role', async () => {
    const { plugins, runs } = somePlugins();
    const grants = { viewers: [], operators: ['U2'], admins: [] };
    const { submitted, entries } = aResponder({ plugins, grants });
    expect(await submitted('add-entry', FILLED, FORM)).toMatchObject({ outcome: 'refused' });
    expect(runs).toEqual([]);
    expect(entries).toMatchObject([{ verb: 'add-entry', outcome: 'refused' }]);
  });

  it('nobody knows any more is answered with what to type', async () => {
    const { submitted, entries } = aResponder(somePlugins());
    const { answer } = await submitted('of-another-time', FILLED, FORM);
    expect(answer.message.text).toMatch(/^That form is from another time; .*\/snail/);
    expect(entries).toMatchObject([{ verb: 'unknown-form', outcome: 'user-error' }]);
  });
});

describe('a shortcut', () => {
  const SHORTCUT: Source = { person, place, via: 'shortcut' };
  const MESSAGE = { text: 'the password is hunter2', ts: '7.7' };

  it('is run with the message, which is in the audit by its time and not by its words', async () => {
    const { plugins, runs } = somePlugins();
    const { pointed, entries } = aResponder({ plugins });
    expect(await pointed('add-to-operation', MESSAGE, SHORTCUT)).toMatchObject({ outcome: 'done' });
    expect(runs).toEqual([{ ...MESSAGE, person, place }]);
    expect(entries).toMatchObject([{ via: 'shortcut', verb: 'add-to-operation', detail: '7.7' }]);
  });

  it('is refused to whoever lacks its role, and answered where nobody knows it any more', async () => {
    const { plugins, runs } = somePlugins();
    const grants = { viewers: [], operators: ['U2'], admins: [] };
    const { pointed } = aResponder({ plugins, grants });
    expect(await pointed('add-to-operation', MESSAGE, SHORTCUT)).toMatchObject({ outcome: 'refused' });
    const { answer } = await pointed('of-another-time', MESSAGE, SHORTCUT);
    expect(answer.message.text).toMatch(/^That shortcut is from another time/);
    expect(runs).toEqual([]);
  });
});
