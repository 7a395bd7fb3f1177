import type { Fact } from '../deployment/fact.ts';
import type { Sighting } from '../deployment/sighting.ts';
import type { LogLine } from '../tailing/log-line.ts';
import type { HttpProbe, LogProbe } from './probe.ts';

/** What the probes' judges need to have read for them. Nothing rejects but for bugs: what fails is an unknown fact. */
export interface ProbeReader {
  /** A full look at the service that was typed: tasks, targets, definitions of what runs, history. */
  service(typed: string): Promise<SoughtService>;
  /** Undefined where there is no such alarm. */
  alarm(name: string): Promise<Fact<Alarm | undefined>>;
  lines(probe: LogProbe): Promise<Fact<LinesFound>>;
  http(probe: HttpProbe): Promise<HttpOutcome>;
}

/** What a typed name led to. `lost` where no service, or more than one, is meant by it; `why` is a clause. */
export type SoughtService =
  | { readonly kind: 'found'; readonly sighting: Sighting }
  | { readonly kind: 'lost'; readonly why: string };

/** A CloudWatch alarm. @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_MetricAlarm.html */
export interface Alarm {
  readonly name: string;
  readonly state: 'ok' | 'alarm' | 'insufficient-data';
  /** CloudWatch's own words; undefined where it gives none. */
  readonly reason: string | undefined;
  readonly changedAt: Date | undefined;
}

/** What a search of a service's lines found. */
export interface LinesFound {
  /** The matching ones, newest last; a few of them. */
  readonly matching: readonly LogLine[];
  /** How many lines there were at all, up to where the search ended. */
  readonly read: number;
  /** Why not the whole window of every container was searched, in a clause; undefined where it was. */
  readonly incomplete: string | undefined;
}

/** What came of asking an address. */
export type HttpOutcome = HttpAnswer | HttpFailure;

/** The last answer, behind all redirects. */
export interface HttpAnswer {
  readonly kind: 'answered';
  readonly status: number;
  /** From the first look for the address to the last byte read, redirects included. */
  readonly latencyMs: number;
  /** Of the body, as far as it was read. */
  readonly bytes: number;
  /** `cut-off`: not in what was read of a longer body. `encoded`: the server compressed it all the same. */
  readonly excerpt: 'not-asked' | 'found' | 'absent' | 'cut-off' | 'encoded';
  /** Where it was sent on to, in order, without queries. */
  readonly redirects: readonly string[];
  /** The network address that answered. */
  readonly address: string;
  readonly at: Date;
}

/** `failed`: the other side did not answer as it should. `not-asked`: we did not, or could not, ask. */
export interface HttpFailure {
  readonly kind: 'failed' | 'not-asked';
  /** A clause: "connection refused", "x.test points at 10.0.0.5, a private address". */
  readonly reason: string;
  readonly at: Date;
}
