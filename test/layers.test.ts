import { readdirSync, readFileSync } from 'node:fs';
import { join, posix, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const SRC = fileURLToPath(new URL('../src', import.meta.url));

/** What the files of a place may import: places of the same list, and packages. `*` is everything. */
interface Rule {
  readonly places: readonly string[];
  readonly packages: readonly string[];
}

const DOMAIN = ['errors', 'checkup', 'text', 'duration', 'cron'];
const JUDGED = [
  ...DOMAIN,
  ...['deployment', 'diagnosis', 'access', 'alerting', 'tailing', 'operation', 'verification', 'digest'],
  'views',
];
const ADAPTER = [...JUDGED, 'clock', 'log', 'metrics'];
const TRIGGER = [...JUDGED, 'deps', 'ask'];

/** The architecture's table of layers. A place is a folder of `src`, or a file directly in it without its ending. */
const RULES: Readonly<Record<string, Rule>> = {
  errors: { places: [], packages: [] },
  checkup: { places: [], packages: [] },
  text: { places: [], packages: [] },
  duration: { places: [], packages: [] },
  cron: { places: ['errors', 'text'], packages: ['croner'] },
  clock: { places: [], packages: [] },
  log: { places: [], packages: ['pino'] },
  metrics: { places: [], packages: ['prom-client'] },
  deployment: { places: DOMAIN, packages: ['fastest-levenshtein', 'node:crypto'] },
  diagnosis: { places: [...DOMAIN, 'deployment'], packages: [] },
  access: { places: DOMAIN, packages: [] },
  alerting: { places: [...DOMAIN, 'access', 'deployment'], packages: [] },
  operation: {
    places: [...DOMAIN, 'access'],
    packages: ['mdast-util-', 'micromark-', 'mdast', 'node:crypto'],
  },
  // A task definition names where its containers' lines go; what is typed as /regex/ is matched in linear time.
  tailing: { places: [...DOMAIN, 'deployment'], packages: ['re2js'] },
  digest: { places: [...DOMAIN, 'access', 'deployment', 'alerting', 'operation'], packages: [] },
  // What a probe's log line must match is matched in linear time, as what is typed to be tailed.
  verification: { places: [...DOMAIN, 'access', 'deployment', 'operation', 'tailing'], packages: [] },
  redaction: { places: DOMAIN, packages: ['re2js'] },
  views: {
    places: [
      ...DOMAIN,
      ...['access', 'deployment', 'diagnosis', 'alerting', 'tailing', 'operation', 'verification', 'digest'],
    ],
    packages: [],
  },
  aws: { places: ADAPTER, packages: ['@aws-sdk/', '@smithy/', 'lru-cache', 'node:'] },
  slack: { places: ADAPTER, packages: ['@slack/', 'lru-cache', 'p-queue', 'node:'] },
  store: { places: ADAPTER, packages: ['kysely', 'libsql', 'pg', 'node:'] },
  web: { places: ADAPTER, packages: ['node:', 'ipaddr.js'] },
  deps: {
    places: [
      ...DOMAIN,
      'access',
      'alerting',
      'tailing',
      'operation',
      'verification',
      'redaction',
      'clock',
      'views',
      'aws',
      'slack',
      'store',
    ],
    packages: [],
  },
  ask: { places: [...TRIGGER, 'aws', 'clock'], packages: ['fastest-levenshtein', 'node:crypto'] },
  commands: { places: TRIGGER, packages: [] },
  actions: { places: TRIGGER, packages: [] },
  forms: { places: TRIGGER, packages: [] },
  shortcuts: { places: TRIGGER, packages: [] },
  jobs: {
    places: [...TRIGGER, 'aws', 'clock', 'log', 'metrics', 'store', 'text'],
    packages: ['node-cron', 'node:crypto', 'p-queue'],
  },
  alongside: { places: ['clock'], packages: [] },
  attempt: { places: [...ADAPTER, 'ask', 'store', 'alongside'], packages: ['node:crypto'] },
  respond: { places: [...TRIGGER, 'commands', 'actions', 'forms', 'shortcuts', 'attempt'], packages: [] },
  ear: { places: ['access', 'ask', 'views', 'log', 'slack', 'respond'], packages: [] },
  doctor: { places: ['checkup', 'config', 'store', 'text'], packages: [] },
  readiness: { places: ['slack', 'store', 'web'], packages: [] },
  'tracker-work': { places: ['operation'], packages: [] },
  'tracker-worker': { places: ['errors', 'tracker-work'], packages: ['node:'] },
  trackers: {
    places: ['clock', 'deps', 'errors', 'log', 'tracker-work'],
    packages: ['node:', 'lru-cache', 'p-queue'],
  },
  settings: { places: ['log', 'errors', 'redaction'], packages: ['zod'] },
  config: { places: ['settings', 'ask', 'alerting', 'log', 'aws', 'tailing'], packages: [] },
  'file-arguments': { places: ['ask', 'errors', 'text'], packages: ['node:'] },
  'tracker-file': { places: ['deps', 'errors', 'operation'], packages: ['node:'] },
  app: { places: ['*'], packages: ['node:'] },
  main: { places: ['*'], packages: ['node:'] },
  cli: { places: ['*'], packages: ['node:'] },
  demo: { places: ['*'], packages: ['*'] },
};

interface Import {
  readonly from: string;
  readonly file: string;
  readonly to: string;
}

const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
  .map((file) => file.split(sep).join('/'))
  .filter((file) => /\.tsx?$/.test(file));
const imports = files.flatMap(importsOf);

describe('layers', () => {
  it('has a rule for every place, and a place for every rule', () => {
    expect([...new Set(files.map(placeOf))].sort()).toEqual(Object.keys(RULES).sort());
  });

  it('imports nothing that its place may not know', () => {
    const breaches = imports
      .filter(({ from, to }) => !allowed(from, to))
      .map(({ file, to }) => `${file} -> ${to}`);
    expect(breaches).toEqual([]);
  });

  it('keeps triggers apart', () => {
    const own = imports.filter(({ from }) => ['commands', 'actions', 'forms', 'shortcuts'].includes(from));
    const shared = ['command.ts', 'action.ts', 'form.ts', 'shortcut.ts', 'index.ts', 'dispatch.ts'];
    const breaches = own.filter(
      ({ file, to, from }) =>
        to.startsWith(`${from}/`) &&
        !shared.some((name) => file.endsWith(`/${name}`) || to.endsWith(`/${name}`)),
    );
    expect(breaches).toEqual([]);
  });

  it('never lets the bot know the demo', () => {
    expect(imports.filter(({ from, to }) => from !== 'demo' && to.startsWith('demo/'))).toEqual([]);
  });

  it('reads the environment only where the process begins', () => {
    const allowedFiles = ['main.ts', 'cli.ts', 'demo/main.ts'];
    const readers = sources().filter(
      ({ file, text }) => /process\.env\b/.test(text) && !allowedFiles.includes(file),
    );
    expect(readers.map(({ file }) => file)).toEqual([]);
  });

  it('asks only the clock for the time', () => {
    const asking = sources().filter(
      ({ file, text }) =>
        file !== 'clock.ts' && !file.endsWith('.tsx') && /\bDate\.now\(\)|new Date\(\)/.test(text),
    );
    expect(
      asking
        .map(({ file }) => file)
        .filter((file) => !file.startsWith('demo/slack-page/') && file !== 'log.ts'),
    ).toEqual([]);
  });
});

function allowed(from: string, to: string): boolean {
  const rule = RULES[from];
  if (!rule) return true;
  if (to.startsWith('package:')) {
    const name = to.slice('package:'.length);
    return rule.packages.some(
      (each) => each === '*' || name === each || (/[/:-]$/.test(each) && name.startsWith(each)),
    );
  }
  const place = placeOf(to);
  return place === from || rule.places.includes('*') || rule.places.includes(place);
}

function importsOf(file: string): readonly Import[] {
  const text = readFileSync(join(SRC, file), 'utf8');
  const named = [...text.matchAll(/(?:^|\n)\s*(?:import|export)\s[^'"`;]*?from\s+'([^']+)'/g)];
  const bare = [...text.matchAll(/(?:^|\n)\s*import\s+'([^']+)'/g)];
  const lazy = [...text.matchAll(/\bimport\(\s*'([^']+)'\s*\)/g)];
  return [...named, ...bare, ...lazy].map(([, target = '']) => ({
    from: placeOf(file),
    file,
    to: target.startsWith('.') ? posix.join(posix.dirname(file), target) : `package:${target}`,
  }));
}

function placeOf(file: string): string {
  const [first = ''] = file.split('/');
  return first.replace(/\.tsx?$/, '');
}

function sources(): readonly { file: string; text: string }[] {
  return files.map((file) => ({ file, text: readFileSync(join(SRC, file), 'utf8') }));
}
