import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { UserError } from '../../src/errors.ts';
import { PROBE_FORMS, parseProbe } from '../../src/verification/parse-probe.ts';
import { probeText } from '../../src/verification/probe.ts';
import { anyProbe } from './given-probes.ts';

const http = { kind: 'http', status: 200, url: 'https://x.test/', withinMs: undefined, contains: undefined };

describe('a probe', () => {
  it.each([
    ['service steady web', { kind: 'service-steady', service: 'web' }],
    ['  Service   STEADY us:prod/web ', { kind: 'service-steady', service: 'us:prod/web' }],
    ['rollout complete web', { kind: 'rollout-complete', service: 'web', revision: undefined }],
    [
      'rollout complete web 15',
      { kind: 'rollout-complete', service: 'web', revision: { family: undefined, number: 15 } },
    ],
    [
      'rollout complete web ml:15',
      { kind: 'rollout-complete', service: 'web', revision: { family: 'ml', number: 15 } },
    ],
    ['targets healthy >= 2 prod/web', { kind: 'targets-healthy', atLeast: 2, service: 'prod/web' }],
    ['targets healthy >=2 web', { kind: 'targets-healthy', atLeast: 2, service: 'web' }],
    ['targets healthy ≥ 2 web', { kind: 'targets-healthy', atLeast: 2, service: 'web' }],
    ['container healthy web', { kind: 'container-healthy', service: 'web' }],
    [
      'task-definition web app.image=registry/web:15',
      { kind: 'task-definition', service: 'web', path: 'app.image', value: 'registry/web:15' },
    ],
    [
      'task-definition web healthCheck.command = "CMD-SHELL a=b || exit 1"',
      {
        kind: 'task-definition',
        service: 'web',
        path: 'healthCheck.command',
        value: 'CMD-SHELL a=b || exit 1',
      },
    ],
    ['http 200 https://x.test', http],
    ['http 200 <https://x.test/|https://x.test/>', http],
    ['http 200 https://x.test/#part', http],
    ['http 200 https://x.test within 500', { ...http, withinMs: 500 }],
    [
      'http 200 https://x.test contains "all is \\"well\\"" within 2s',
      { ...http, withinMs: 2000, contains: 'all is "well"' },
    ],
    ['http 200 https://x.test contains “fine”', { ...http, contains: 'fine' }],
    ['http 301 http://2130706433/', { ...http, status: 301, url: 'http://127.0.0.1/' }],
    ['alarm exists web-5xx', { kind: 'alarm', expects: 'exists', name: 'web-5xx' }],
    ['alarm ok "ALB: too many 5xx"', { kind: 'alarm', expects: 'ok', name: 'ALB: too many 5xx' }],
    [
      'log absent "\\d+ errors" web 1h30m',
      { kind: 'log', expects: 'absent', pattern: '\\d+ errors', service: 'web', windowMs: 5_400_000 },
    ],
  ])('%s is understood', (text, probe) => {
    expect(parseProbe(text)).toEqual(probe);
  });

  it('reads back as it was written, whatever stands in its quotes', () => {
    fc.assert(
      fc.property(anyProbe, (probe) => {
        expect(parseProbe(probeText(probe))).toEqual(probe);
      }),
    );
  });

  it.each(PROBE_FORMS)('of the form $usage has an example that is one', ({ example }) => {
    expect(probeText(parseProbe(example))).toBe(example);
  });
});

describe('a mistake', () => {
  it.each([
    ['', 'Type a probe'],
    ['servise steady web', 'at word 1 ("servise"): `service` or `rollout` or'],
    ['servise steady web', 'did you mean `service`'],
    ['targets helthy >= 2 web', 'at word 2 ("helthy"): `healthy` is expected here; did you mean `healthy`'],
    ['targets healthy > 2 web', 'at word 3 (">"): `>=` is expected here'],
    ['targets healthy >= 0 web', 'at word 4 ("0"): a number from 1 to 1000'],
    ['targets healthy >= two web', 'at word 4 ("two")'],
    ['service steady', 'ends too early: a service'],
    ['service steady web now', 'at word 4 ("now"): nothing more is expected'],
    ['service "steady" web', 'at word 2 ("steady"): `steady` is expected here'],
    ['service steady <!channel>', 'at word 3 ("<!channel>")'],
    ['rollout complete web newest', 'at word 4 ("newest"): a revision'],
    ['rollout complete web 0', 'at word 4 ("0")'],
    ['task-definition web healthCheck.retry = 3', 'did you mean `healthCheck.retries`'],
    ['task-definition web app.revision = 3', 'at word 3 ("app.revision")'],
    ['task-definition web revision 3', 'at word 4 ("3"): `=` is expected here'],
    ['task-definition web revision =', 'ends too early: the value'],
    ['http ok https://x.test', 'at word 2 ("ok"): a status'],
    ['http 200 x.test/health', 'at word 3: this is no address'],
    ['http 200 ftp://x.test', 'at word 3: only `https://`'],
    ['http 200 https://x.test within soon', 'at word 5 ("soon"): milliseconds from 1 to 10000'],
    ['http 200 https://x.test within 20s', 'at word 5 ("20s")'],
    ['http 200 https://x.test within 5 within 6', 'at word 6 ("within"): `contains` is expected here'],
    [
      'http 200 https://x.test contains fine',
      'at word 5 ("fine"): the text to be found is expected here, in double quotes',
    ],
    ['http 200 https://x.test contains ""', 'nothing between the quotes'],
    ['alarm red web', 'at word 2 ("red"): `exists` or `ok` is expected here'],
    [
      'alarm ok too many words',
      'at word 4 ("many"): nothing more is expected; text with blanks goes into double quotes',
    ],
    ['log absent "a\u2028b" web 15m', 'A probe is one line'],
    ['log absent "ERROR web 15m', 'at word 3 ("ERROR web 15m"): the quotes are not closed'],
    ['log absent "(" web 15m', 'at word 3 ("("): the pattern has a mistake'],
    ['log absent "(?=x)" web 15m', 'looks ahead'],
    ['log absent "(a|b){400}" web 15m', 'repeats too much'],
    ['log absent "x" web 2d', 'at word 5 ("2d"): a window from 1m to 24h'],
    ['log absent "x" web 5s', 'at word 5 ("5s")'],
    ['log absent "-->" web 5m', 'cannot hold'],
    ['service steady web\nservice steady api', 'one line'],
    ['x'.repeat(4000), 'too long'],
  ])('in %j is named', (text, words) => {
    expect(() => parseProbe(text)).toThrow(UserError);
    expect(() => parseProbe(text)).toThrow(words);
  });

  it('shows the form that was meant, with an example', () => {
    expect(() => parseProbe('targets helthy >= 2 web')).toThrow(
      'The form is `targets healthy >= n <service>`, for example `targets healthy >= 2 web`.',
    );
  });

  it('never repeats an address with a password', () => {
    const text = 'http 200 https://ops:hunter2@x.test/';
    expect(() => parseProbe(text)).toThrow('must not hold a name or password');
    expect(() => parseProbe(text)).not.toThrow('hunter2');
  });

  it.each([
    ['in the wrong place', 'http https://ops:hunter2@x.test/'],
    ['behind open quotes', 'http 200 "https://ops:hunter2@x.test/'],
    ['in place of a service', 'service steady HTTPS:\\\\ops:hunter2@x.test'],
  ])('never repeats one %s', (_, text) => {
    expect(() => parseProbe(text)).toThrow('…@x.test');
    expect(() => parseProbe(text)).not.toThrow('hunter2');
  });

  it('is the only thing that comes of any text', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc
            .constantFrom('log absent "', 'http 200 http://')
            .chain((start) => fc.string().map((rest) => start + rest)),
        ),
        (text) => {
          try {
            parseProbe(text);
          } catch (error) {
            expect(error).toBeInstanceOf(UserError);
          }
        },
      ),
    );
  });
});
