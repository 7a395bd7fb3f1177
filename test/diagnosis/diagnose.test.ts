import { describe, expect, it } from 'vitest';
import { diagnoses } from './given-trouble.ts';
import { SCENARIOS } from './scenarios/index.ts';

const ask = diagnoses();

describe.each(Object.entries(SCENARIOS))('a diagnosis of %s', (_, scenarios) => {
  it.each(scenarios.map((scenario) => [scenario.name, scenario] as const))('%s', async (_name, scenario) => {
    const { verdict, rootCause, mechanism = rootCause, contributing = [] } = scenario;
    const { data } = await ask(scenario.build());
    expect({
      verdict: data.verdict,
      rootCause: data.rootCause,
      mechanism: data.mechanism,
      contributing: data.contributing.map(({ id }) => id),
      notChecked: data.notChecked,
    }).toEqual({ verdict, rootCause, mechanism, contributing, notChecked: [] });
    expect(data.ruledOut.map(({ id }) => id)).toEqual(expect.arrayContaining([...(scenario.ruledOut ?? [])]));
  });
});
