import { describe, expect, it } from 'vitest';
import { effectRules } from '../../src/diagnosis/rules/effects.ts';
import { RULES } from '../../src/diagnosis/rules/index.ts';
import { CATALOGUE } from './catalogue.ts';
import { SCENARIOS } from './scenarios/index.ts';

/** Of which no rule is written yet. */
const AWAITED = [
  'cpu-starved',
  'listener-rule-misrouted',
  'alb-not-reachable',
  'keepalive-mismatch',
  'graceful-shutdown-missing',
  'autoscaling-interference',
  'wrong-revision-running',
];

const ruled = RULES.map(({ id }) => id);
const shown = new Set(
  Object.values(SCENARIOS).flatMap((all) =>
    all.flatMap(({ rootCause, mechanism }) => [rootCause, mechanism]),
  ),
);

describe('the catalogue of causes', () => {
  it('has 106 ids, each once', () => {
    const ids = Object.values(CATALOGUE).flat();
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).toHaveLength(106);
  });

  it('knows every rule but those of effects', () => {
    const effects = effectRules.map(({ id }) => id);
    const known = [...Object.values(CATALOGUE).flat(), ...effects];
    expect(ruled.filter((id) => !known.includes(id))).toEqual([]);
  });

  it.each(Object.entries(CATALOGUE))('has a world for each cause: %s', (_, ids) => {
    const without = ids.filter((id) => !shown.has(id));
    expect(without.filter((id) => ruled.includes(id) || !AWAITED.includes(id))).toEqual([]);
  });
});
