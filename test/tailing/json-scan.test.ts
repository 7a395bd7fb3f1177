import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isString, scanObject, stringOf } from '../../src/tailing/json-scan.ts';

const records = fc.dictionary(fc.string({ minLength: 1 }), fc.jsonValue(), {
  minKeys: 1,
  noNullPrototype: true,
});

describe('scanning an object', () => {
  it('finds the members that JSON.parse finds, compact or spread over lines', () => {
    fc.assert(
      fc.property(records, fc.constantFrom(undefined, 2, '\t'), (record, indent) => {
        const text = JSON.stringify(record, undefined, indent);
        const { keys, values } = scanObject(text) ?? { keys: [], values: [] };
        const read = keys.map((key, at) => [key, JSON.parse(values[at] ?? '')]);
        // __proto__ as a key is set, not defined, by fromEntries' counterpart in literals; compare as JSON.
        expect(JSON.stringify(Object.fromEntries(read))).toBe(JSON.stringify(JSON.parse(text)));
        for (const value of values) if (isString(value)) expect(stringOf(value)).toBe(JSON.parse(value));
      }),
    );
  });

  it.each([
    '{}',
    '{',
    '{"a":1',
    '{"a":1}}',
    '{"a":1} and more',
    '{"a":1,}',
    '{"a" 1}',
    '{a:1}',
    '{"a":01x}',
    '{"a":nope}',
    '{"a":"open}',
    '{"a":[1,2}',
    '{"a":{"b":"}',
    "{'a':1}",
    '{"a":1,"b"}',
    '{"a":"x\\"}',
  ])('refuses %s', (text) => {
    expect(scanObject(text)).toBeUndefined();
  });

  it('keeps numbers as they were written, and any depth', () => {
    const deep = `${'['.repeat(200_000)}${']'.repeat(200_000)}`;
    expect(scanObject(`{"id":12345678901234567890,"x":1.50,"deep":${deep}}`)?.values).toEqual([
      '12345678901234567890',
      '1.50',
      deep,
    ]);
  });

  it.each(['{', '"', '\\', '{"a":', '{"', '"\\"', '[', ' '])(
    'is done soon with a megabyte of %s',
    (unit) => {
      expect(scanObject(`{"a":${unit.repeat(1_000_000 / unit.length)}`)).toBeUndefined();
    },
    1000,
  );
});
