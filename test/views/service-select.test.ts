import { expect, it } from 'vitest';
import { LIMITS } from '../../src/views/limits.ts';
import { serviceSelect } from '../../src/views/service-select.ts';
import { aRef } from '../given.ts';

it('is not there for no services: Slack refuses a menu without options', () => {
  expect(serviceSelect([], 'prod-eu')).toEqual([]);
});

it('names the environment where it is not the default one, and carries the whole name', () => {
  const [select] = serviceSelect([aRef(), aRef('web', 'prod', 'prod-us')], 'prod-eu');
  expect(select?.options.map(({ text, value }) => [text.text, value])).toEqual([
    ['prod/web', 'prod-eu:prod/web'],
    ['prod-us:prod/web', 'prod-us:prod/web'],
  ]);
});

it('stays within what Slack takes, and tells services with long names apart', () => {
  const long = (end: string) => aRef(`${'n'.repeat(250)}${end}`);
  const many = Array.from({ length: 150 }, (_, at) => aRef(`s${at}`));
  const [select] = serviceSelect([long('a'), long('b'), ...many], 'prod-eu');
  expect(select?.options).toHaveLength(LIMITS.selectOptions);
  for (const { text, value } of select?.options ?? []) {
    expect(text.text.length).toBeLessThanOrEqual(LIMITS.optionText);
    expect(value.length).toBeLessThanOrEqual(LIMITS.optionValue);
  }
  expect(new Set(select?.options.map(({ value }) => value)).size).toBe(LIMITS.selectOptions);
});
