import { UserError } from '../errors.ts';
import type { Criterion } from '../operation/operation.ts';
import { parseProbe } from './parse-probe.ts';
import type { Probe } from './probe.ts';

/** The probe in a criterion's comment. People write files by hand: one that is no probe is kept, and says what is wrong. */
export type BoundProbe =
  | { readonly kind: 'usable'; readonly text: string; readonly probe: Probe }
  | { readonly kind: 'broken'; readonly text: string; readonly why: string };

/** Undefined where none is bound. */
export function boundProbe({ probe: text }: Pick<Criterion, 'probe'>): BoundProbe | undefined {
  if (text === undefined) return undefined;
  try {
    return { kind: 'usable', text, probe: parseProbe(text) };
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return { kind: 'broken', text, why: error.message };
  }
}

/** The services that probes of criteria are about, as they were typed, each once. */
export function servicesNamed(
  criteria: readonly { readonly bound: BoundProbe | undefined }[],
): readonly string[] {
  const named = criteria.flatMap(({ bound }) =>
    bound?.kind === 'usable' ? (serviceOfProbe(bound.probe) ?? []) : [],
  );
  return [...new Set(named)];
}

/** The service that a probe is about, as it was typed; undefined of an address and an alarm. */
export function serviceOfProbe(probe: Probe): string | undefined {
  return probe.kind === 'http' || probe.kind === 'alarm' ? undefined : probe.service;
}
