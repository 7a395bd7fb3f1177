import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { foundIn } from './contradictions/found.ts';

const HERE = fileURLToPath(new URL('.', import.meta.url));
const STORY = readFileSync(`${HERE}/../../src/demo/story/operation-snail-trail.md`, 'utf8');

/** Check, lines of the claims that must be among it, lines of what stands against them. */
const REAL: readonly (readonly [string, readonly number[]])[] = [
  ['healthy-yet-failing', [136, 34, 69, 113]],
  ['claimed-over-criteria', [10, 32, 187, 168, 173]],
  ['claimed-over-tasks', [10, 32, 187, 83, 86]],
  ['done-yet-blocked', [133, 63, 165, 113]],
  ['cause-known-yet-sought', [48, 113]],
  ['achievement-without-criterion', [136, 170]],
  ['achievement-without-criterion', [131, 172]],
  ['working-yet-untested', [136, 87]],
  ['working-yet-untested', [132, 65, 166, 86]],
  ['done-and-pending', [63, 85]],
];

/** What is still said when its sentences are other sentences, by words of the first claim and of what is against it. */
const REWORDED: readonly (readonly [string, readonly [string, RegExp, RegExp][]])[] = [
  [
    'plain.md',
    [
      ['healthy-yet-failing', /alive and well/, /keeps failing its health probes/],
      ['claimed-over-criteria', /99 %/, /Failures of the container health probes/],
      ['claimed-over-tasks', /99 %/, /Service settings check/],
      ['done-yet-blocked', /Health probe repair/, /Container health probe analysis/],
      ['achievement-without-criterion', /alive and well/, /Every ML endpoint/],
      ['working-yet-untested', /everything functional/, /Load balancer access check/],
      ['working-yet-untested', /alive and well/, /validate all ML endpoints/],
      ['done-and-pending', /Health probe repair/, /Health probe remedy/],
    ],
  ],
  [
    'tables.md',
    [
      ['healthy-yet-failing', /Operational and stable/, /failing health checks/],
      ['claimed-over-criteria', /99%/, /failures cured/],
      ['claimed-over-tasks', /99%/, /Health check correction/],
      ['done-yet-blocked', /Health check repair/, /Container health checks/],
      ['achievement-without-criterion', /Security settings/, /Security measures/],
      ['achievement-without-criterion', /Operational and stable/, /ML endpoints working/],
      ['working-yet-untested', /works flawlessly/, /LB access test/],
      ['working-yet-untested', /Operational and stable/, /verify every ML endpoint/],
      ['done-and-pending', /Health check repair/, /Health check correction/],
    ],
  ],
  [
    'deutsch.md',
    [
      ['healthy-yet-failing', /läuft stabil/, /schlägt bei der Gesundheitsprüfung fehl/],
      ['claimed-over-criteria', /99 %/, /Fehlschläge/],
      ['claimed-over-tasks', /99 %/, /Behebung/],
      ['done-yet-blocked', /Konfiguration korrigiert/, /Gesundheitsprüfung des Containers/],
      ['achievement-without-criterion', /Sicherheit/, /Sicherheit umgesetzt/],
      ['working-yet-untested', /läuft stabil/, /Lastverteiler prüfen/],
      ['done-and-pending', /beheben/, /Behebung/],
    ],
  ],
];

describe("the story's tracker", () => {
  it.each(REAL)('contradicts itself: %s, in lines %j', (check, lines) => {
    const found = foundIn(STORY).filter((each) => each.check === check);
    const held = found.map(({ statements }) => statements.map(({ line }) => line));
    expect(held).toContainEqual(expect.arrayContaining([...lines]));
  });

  it('contradicts itself in nothing else', () => {
    expect(foundIn(STORY).map(({ check }) => check)).toEqual(REAL.map(([check]) => check));
  });

  it('is quoted by the lines themselves, the boldest claim first', () => {
    const [healthy] = foundIn(STORY);
    expect(healthy?.statements[0]).toEqual({
      quote: '- ✅ **Enhanced ML Service**: Running and healthy in production',
      line: 136,
    });
  });

  it('tells each conflict once', () => {
    const keys = foundIn(STORY).map(({ key }) => key);
    expect(new Set(keys).size).toBe(keys.length);
  });
});

describe.each(REWORDED)('in other words: %s', (file, expected) => {
  const found = foundIn(readFileSync(`${HERE}/reworded/${file}`, 'utf8'));

  it.each(expected)('%s: %s against %s', (check, claim, against) => {
    const hits = found.filter(({ check: id, statements }) => {
      const quotes = statements.map(({ quote }) => quote);
      return (
        id === check && claim.test(quotes[0] ?? '') && quotes.slice(1).some((each) => against.test(each))
      );
    });
    expect(hits).toHaveLength(1);
  });
});

describe('a tracker that agrees with itself', () => {
  it.each(readdirSync(`${HERE}/consistent`))('%s contradicts itself in nothing', (file) => {
    expect(foundIn(readFileSync(`${HERE}/consistent/${file}`, 'utf8'))).toEqual([]);
  });
});

describe('what is mended is no longer found', () => {
  const healthy = (line: string): string => line.replace('Running and healthy in production', 'Built');
  it.each<readonly [string, readonly number[], (line: string) => string]>([
    ['healthy-yet-failing', [136], healthy],
    ['claimed-over-criteria', [10, 32, 187], (line) => line.replace('99%', '60%')],
    ['claimed-over-criteria', [168, 169, 170, 171, 172, 173], ticked],
    ['claimed-over-tasks', [83, 84, 85, 86, 87, 88, 89, 90, 91], ticked],
    ['done-yet-blocked', [113], (line) => line.replace('**Container', '✅ **Container')],
    ['cause-known-yet-sought', [113], (line) => line.replace('**Container', '✅ **Container')],
    ['achievement-without-criterion', [170, 172], ticked],
    ['achievement-without-criterion', [131, 136], () => '- Costs: 12 dollars a day'],
    ['working-yet-untested', [84, 86, 87, 159, 161], ticked],
    ['done-and-pending', [85, 160], () => ''],
  ])('%s, by an edit of lines %j', (check, lines, edit) => {
    const source = STORY.split('\n').map((line, at) => (lines.includes(at + 1) ? edit(line) : line));
    expect(checksIn(STORY)).toContain(check);
    expect(checksIn(source.join('\n'))).not.toContain(check);
  });
});

describe('a key', () => {
  const keyOf = (source: string): string | undefined =>
    foundIn(source).find(({ check }) => check === 'healthy-yet-failing')?.key;
  it.each<readonly [string, (source: string) => string]>([
    [
      'lines that move',
      (source) => source.replace('## 🎯 **OVERALL STATUS**', '\n\n\n## 🎯 **OVERALL STATUS**'),
    ],
    [
      'another mark',
      (source) =>
        source.replace('- ✅ **Enhanced ML Service**: Running', '- ☑️ **Enhanced ML Service**: Running'),
    ],
    [
      'other markup',
      (source) => source.replace('**Enhanced ML Service**: Running', '__Enhanced ML Service__: Running'),
    ],
    ['other line ends', (source) => source.replaceAll('\n', '\r\n')],
  ])('survives %s', (_, change) => {
    expect(change(STORY)).not.toBe(STORY);
    expect(keyOf(change(STORY))).toBe(keyOf(STORY));
  });

  it('does not survive other words', () => {
    const changed = STORY.replace('Running and healthy in production', 'Running and healthy in staging');
    expect(keyOf(changed)).not.toBe(keyOf(STORY));
  });
});

function checksIn(source: string): readonly string[] {
  return foundIn(source).map(({ check }) => check);
}

function ticked(line: string): string {
  return line.startsWith('- [ ]') ? line.replace('[ ]', '[x]') : '';
}
