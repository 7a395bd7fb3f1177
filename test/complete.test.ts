import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path/posix';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { ACTIONS } from '../src/actions/index.ts';
import { COMMANDS } from '../src/commands/index.ts';
import { FORMS } from '../src/forms/index.ts';
import { JOBS } from '../src/jobs/index.ts';
import { SHORTCUTS } from '../src/shortcuts/index.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
/** Without the strokes that keep a table's cells apart. */
const readme = readFileSync(`${ROOT}/README.md`, 'utf8').replaceAll('\\|', '|');

/** Files of a folder of plug-ins that are no plug-ins themselves. */
const FRAME: Readonly<Record<string, readonly string[]>> = {
  commands: ['index', 'command', 'dispatch'],
  actions: ['index', 'action'],
  forms: ['index', 'form'],
  shortcuts: ['index', 'shortcut'],
  jobs: [
    ...['index', 'job', 'scheduler', 'lease', 'tail-step', 'tail-posts', 'show-lines', 'fresh-lines'],
    ...[
      'judge-watched',
      'new-thread',
      'alert-changes',
      'rollout-changes',
      'blindness-changes',
      'keep-stopped',
    ],
    ...['deliver-lane', 'deliver-thread', 'announced-post', 'thread-replies', 'news-message'],
    ...['gather-digests', 'deliver-digests', 'deliver-digest', 'refused-digest', 'end-old-thread'],
    ...['came-and-went', 'refused-channel', 'refusal', 'past-empty-groups', 'many-lines'],
  ],
};

describe.each([
  ['commands', COMMANDS.map(({ name }) => name)],
  ['actions', ACTIONS.map(({ id }) => id as string)],
  ['forms', FORMS.map(({ id }) => id as string)],
  ['shortcuts', SHORTCUTS.map(({ id }) => id)],
  ['jobs', JOBS.map(({ name }) => name)],
])('%s', (folder, listed) => {
  const files = readdirSync(`${ROOT}/src/${folder}`)
    .map((file) => file.replace(/\.ts$/, ''))
    .filter((name) => !FRAME[folder]?.includes(name));

  it('are all listed, each once, under the name of their file', () => {
    expect([...listed].sort()).toEqual(files.sort());
  });

  it('each have a test', () => {
    expect(files.filter((name) => !existsSync(`${ROOT}/test/${folder}/${name}.test.ts`))).toEqual([]);
  });
});

/** Folders of which every file has a test beside it, under the same name. */
const TESTED = [
  ...['access', 'alerting', 'ask', 'deployment', 'diagnosis', 'digest', 'operation', 'redaction', 'store'],
  ...['tailing', 'verification', 'views'],
];

/** Types and constants alone: nothing that could go wrong. */
const NOTHING_TO_TEST = [
  'access/audit',
  'access/person',
  'alerting/alert',
  'alerting/around-alert',
  'alerting/blindness',
  'alerting/check',
  'alerting/policy',
  'alerting/quiet',
  'alerting/refuted-criterion',
  'alerting/rollout-card',
  'alerting/stopped-record',
  'alerting/watch',
  'ask/answer',
  'deployment/deployment-record',
  'deployment/judgement',
  'digest/digest',
  'digest/facts',
  'digest/run',
  'digest/schedule',
  'diagnosis/diagnosis',
  'diagnosis/settings',
  'deployment/service',
  'deployment/sighting',
  'operation/change',
  'operation/record',
  'operation/contradictions/index',
  'operation/tracker/mark-words',
  'operation/tracker/tracker',
  'store/store',
  'store/tables',
  'tailing/entry',
  'tailing/log-line',
  'tailing/log-page',
  'tailing/log-source',
  'verification/reading',
  'views/limits',
  'views/modal',
];

/** Parts that only one whole uses, whose tests try them by what comes out of it. */
const PARTS: Readonly<Record<string, readonly string[]>> = {
  'ask/entry-answer': ['ask/entry-steps'],
  'ask/phase-answer': ['ask/phase-list'],
  'operation/apply': within('operation', [
    ...['apply-check', 'apply-words', 'found', 'kind-words', 'settled'],
  ]),
  'operation/contradictions': within('operation/contradictions', [
    ...['claimed-shares', 'contradiction', 'opposed', 'over-claims', 'same-thing', 'saying', 'sayings'],
  ]),
  'operation/progress': ['operation/operation'],
  'operation/wording/says': ['operation/wording/vocabulary'],
  'operation/tracker/merge': within('operation/tracker', [
    ...['merge-conflict', 'merge-edits', 'merge-make', 'merge-match', 'merge-report'],
  ]),
  'operation/tracker/parse': within('operation/tracker', [
    ...['amount', 'add-entry', 'doubt', 'draft', 'field', 'finish-entry', 'heading-kind'],
    ...['heading-words', 'identity', 'lines', 'mark', 'markdown', 'named-phase', 'open-heading', 'outline'],
    ...['phase-heading', 'plain', 'read-list', 'read-paragraph', 'read-quote', 'read-table', 'refuse'],
    ...['statement', 'table-columns', 'take-field', 'untouched', 'words'],
  ]),
  'operation/tracker/patch': within('operation/tracker', [
    ...[
      'patch-add',
      'patch-check',
      'patch-bind',
      'patch-edit',
      'patch-field',
      'patch-fresh',
      'patch-item',
      'patch-marks',
    ],
    ...['patch-phase', 'patch-remove', 'patch-section', 'patch-table', 'patch-tick', 'patch-words'],
  ]),
  'alerting/act': ['alerting/refusal'],
  'diagnosis/diagnose': [
    'diagnosis/clues',
    'diagnosis/drift',
    'diagnosis/evidence',
    'diagnosis/measures',
    'diagnosis/next-steps',
    'diagnosis/outside',
    'diagnosis/rule',
    'diagnosis/unmatched',
  ],
  'alerting/decide': ['alerting/counting', 'alerting/opening', 'alerting/resolving', 'alerting/watch-on'],
  'diagnosis/lint': ['diagnosis/lint-command', 'diagnosis/lint-target-group', 'diagnosis/lint-timing'],
  'digest/compose': ['digest/compose-operation', 'digest/compose-services', 'digest/open-alert-threads'],
  'digest/parse-schedule': ['digest/cron-fields', 'digest/schedule-words'],
  'store/digests': ['store/begin-digest'],
  'ask/bind-probe': ['ask/bind-form'],
  'ask/probe-reader': ['ask/probe-lines'],
  'ask/post-diagnosis': ['ask/attached-file'],
  'ask/run-again': ['ask/run-diagnosis'],
  'ask/diagnose-answer': ['ask/run-answer'],
  'ask/verify-answer': ['ask/criteria-here', 'ask/run-probes'],
  'ask/record-looks': ['ask/announce-criterion'],
  'tailing/find-sources': ['tailing/meant-task'],
  'tailing/json-line': ['tailing/json-fields'],
  'redaction/redact': [
    'redaction/card-number',
    'redaction/innocent',
    'redaction/named-secret',
    'redaction/private-key',
    'redaction/secret',
    'redaction/secret-tokens',
    'redaction/secret-value',
    'redaction/url-password',
  ],
  'tailing/window': ['tailing/moment'],
  'views/deploys': ['views/deploy-words', 'views/lens-buttons'],
  'views/diagnosis': ['views/since-words'],
  'views/entries': ['views/entry-marks', 'views/entry-words', 'views/sections'],
  'views/health': [
    ...['views/check-table', 'views/checked-tasks', 'views/health-counts', 'views/lint-lines'],
  ],
  'views/operation': ['views/operation-lines', 'views/phase-lines'],
  'views/operation-modals': ['views/form-inputs'],
  'views/verifications': ['views/verification-words'],
  'verification/judges/steady': ['verification/judges/service-evidence'],
  'verification/parse-probe': [
    'verification/probe',
    'verification/probe-reading',
    'verification/probe-values',
    'verification/probe-words',
  ],
};

/** Tried by the tests of `store/database`, on real files. */
const WITH_THE_DATABASE = ['store/migrate', 'store/sqlite'];

describe('files', () => {
  const sources = TESTED.flatMap((folder) =>
    readdirSync(`${ROOT}/src/${folder}`, { recursive: true, encoding: 'utf8' })
      // Migrations are tried by the tests of the store on real databases.
      .filter((file) => file.endsWith('.ts') && !file.startsWith('migrations'))
      .map((file) => `${folder}/${file.replace(/\.ts$/, '')}`),
  );
  const untested = [...NOTHING_TO_TEST, ...Object.values(PARTS).flat(), ...WITH_THE_DATABASE];

  it('each have a test, but for those named here', () => {
    const without = sources.filter((file) => !existsSync(`${ROOT}/test/${file}.test.ts`));
    expect(without.filter((file) => !untested.includes(file))).toEqual([]);
  });

  it('that are tried as parts are parts of what has a test', () => {
    expect(Object.keys(PARTS).filter((whole) => !existsSync(`${ROOT}/test/${whole}.test.ts`))).toEqual([]);
    const stray = Object.entries(PARTS).flatMap(([whole, parts]) => {
      const reached = reachedFrom(whole);
      return parts.filter((part) => !reached.has(part));
    });
    expect(stray).toEqual([]);
  });

  it('named here exist', () => {
    expect(untested.filter((file) => !sources.includes(file))).toEqual([]);
  });

  it('of types have nothing to test', () => {
    const made = NOTHING_TO_TEST.filter((file) =>
      /^(export )?(async )?function |=> /m.test(readFileSync(`${ROOT}/src/${file}.ts`, 'utf8')),
    );
    expect(made).toEqual([]);
  });
});

describe('values', () => {
  const texts = ['src', 'test'].flatMap((folder) =>
    readdirSync(`${ROOT}/${folder}`, { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.tsx?$/.test(file))
      .map((file) => `${folder}/${file}`)
      .map((file) => ({ file, text: readFileSync(`${ROOT}/${file}`, 'utf8') })),
  );

  it('that are exported are used elsewhere', () => {
    const ours = texts.filter(({ file }) => file.startsWith('src/'));
    const unused = ours.flatMap(({ file, text }) =>
      [...text.matchAll(/^export (?:async )?(?:function|const|class) (\w+)/gm)]
        .map(([, name = '']) => name)
        .filter((name) => !texts.some((other) => other.text !== text && mentions(other.text, name)))
        .map((name) => `${file}: ${name}`),
    );
    expect(unused).toEqual([]);
  });
});

/** What a file imports of its own folder and those in it, directly or through others. */
function reachedFrom(whole: string, reached = new Set<string>()): ReadonlySet<string> {
  const [folder = ''] = whole.split('/');
  const text = readFileSync(`${ROOT}/src/${whole}.ts`, 'utf8');
  for (const [, path = ''] of text.matchAll(/ from '(\.[\w./-]+)\.ts'/g)) {
    const part = join(dirname(whole), path);
    if (reached.has(part) || !part.startsWith(`${folder}/`)) continue;
    reached.add(part);
    reachedFrom(part, reached);
  }
  return reached;
}

function mentions(text: string, name: string): boolean {
  return new RegExp(`\\b${name}\\b`).test(text);
}

describe('the README', () => {
  it.each(COMMANDS.map((command) => [command.name, command] as const))(
    'shows %s with its usage',
    (_, command) => {
      expect(readme).toContain(`\`/snail ${command.usage}\``);
    },
  );
});

function within(folder: string, names: readonly string[]): readonly string[] {
  return names.map((name) => `${folder}/${name}`);
}
