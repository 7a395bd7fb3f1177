import fc from 'fast-check';
import type { Probe } from '../../src/verification/probe.ts';

const name = fc.stringMatching(/^[A-Za-z0-9_-]{1,20}$/);
const service = fc
  .tuple(fc.option(name, { nil: undefined }), fc.option(name, { nil: undefined }), name)
  .map(([env, cluster, own]) => `${env ? `${env}:` : ''}${cluster ? `${cluster}/` : ''}${own}`);
/** Whatever fits between quotes: no line breaks, nothing that ends the comment it is kept in. */
const words = fc
  .oneof(fc.string({ minLength: 1 }), fc.stringMatching(/^[\\" =a“”-]{1,12}$/))
  .filter((text) => !/[\u0000-\u001f\u007f]|--!?>|<!--/.test(text));
/** What RE2 compiles: patterns of harmless parts. */
const pattern = fc
  .array(fc.constantFrom('\\d+', 'ERROR', ' ', '"', '\\"', '\\\\', '(a|b)', '[x-z]', '“', '>=', '.*'), {
    minLength: 1,
    maxLength: 6,
  })
  .map((parts) => parts.join(''));

/** Any probe that can be typed. */
export const anyProbe: fc.Arbitrary<Probe> = fc.oneof(
  fc.record({ kind: fc.constant('service-steady' as const), service }),
  fc.record({
    kind: fc.constant('rollout-complete' as const),
    service,
    revision: fc.option(
      fc.record({
        family: fc.option(name, { nil: undefined }),
        number: fc.integer({ min: 1, max: 99_999 }),
      }),
      { nil: undefined },
    ),
  }),
  fc.record({
    kind: fc.constant('targets-healthy' as const),
    atLeast: fc.integer({ min: 1, max: 1000 }),
    service,
  }),
  fc.record({ kind: fc.constant('container-healthy' as const), service }),
  fc.record({
    kind: fc.constant('task-definition' as const),
    service,
    path: fc.constantFrom('revision', 'app.image', 'containerDefinitions[0].healthCheck.command'),
    value: words,
  }),
  fc.record({
    kind: fc.constant('http' as const),
    status: fc.integer({ min: 200, max: 599 }),
    url: fc.constantFrom(
      'https://example.com/',
      'http://example.com:8080/a?b=c&within=3',
      'https://[2606:4700::1]/',
    ),
    withinMs: fc.option(fc.integer({ min: 1, max: 10_000 }), { nil: undefined }),
    contains: fc.option(words, { nil: undefined }),
  }),
  fc.record({
    kind: fc.constant('alarm' as const),
    expects: fc.constantFrom('exists' as const, 'ok' as const),
    name: words,
  }),
  fc.record({
    kind: fc.constant('log' as const),
    expects: fc.constantFrom('matches' as const, 'absent' as const),
    pattern,
    service,
    windowMs: fc.integer({ min: 60, max: 86_400 }).map((seconds) => seconds * 1000),
  }),
);
