import { expect, it } from 'vitest';
import { RULES } from '../../src/diagnosis/rules/index.ts';
import { CAUSE_NAMES, nameOf } from '../../src/views/cause-names.ts';

it('calls what people guess by its name, and anything else by its id', () => {
  expect(nameOf('no-public-ip')).toBe('no public IP');
  expect(nameOf('tg-wrong-vpc')).toBe('tg-wrong-vpc');
});

it('names nothing that no rule looks for', () => {
  const ids = new Set(RULES.map(({ id }) => id));
  expect(Object.keys(CAUSE_NAMES).filter((id) => !ids.has(id))).toEqual([]);
});
