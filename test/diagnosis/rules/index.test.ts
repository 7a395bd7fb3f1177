import { describe, expect, it } from 'vitest';
import { effectRules } from '../../../src/diagnosis/rules/effects.ts';
import { RULES } from '../../../src/diagnosis/rules/index.ts';
import { SCENARIOS } from '../scenarios/index.ts';

describe('the rules', () => {
  it('each have a world in which they are right, but for those of effects', () => {
    const effects = effectRules.map(({ id }) => id);
    const tried = Object.values(SCENARIOS)
      .flat()
      .map(({ mechanism, rootCause }) => mechanism ?? rootCause);
    const untried = RULES.map(({ id }) => id).filter((id) => !effects.includes(id) && !tried.includes(id));
    expect(untried).toEqual([]);
  });

  it('have an id each, by which people and programs refer to them', () => {
    const ids = RULES.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of ids) expect(id).toMatch(/^[a-z][a-z0-9-]+$/);
  });

  it('say where their reading comes from', () => {
    for (const { source } of RULES) expect(source).toMatch(/^https:\/\/docs\.aws\.amazon\.com\//);
  });
});
