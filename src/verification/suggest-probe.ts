import type { ServiceRef } from '../deployment/service.ts';
import { type Probe, probeText } from './probe.ts';

/** What criteria can be bound to. */
export interface Known {
  /** Of one operation, or all that there are. */
  readonly services: readonly ServiceRef[];
  readonly defaultEnv: string;
  /** Addresses of load balancers, as `web.example.com`. */
  readonly hosts: readonly string[];
}

/** What words make a probe plain. Those that only name a wish ("performance is good") suggest nothing. */
interface Hint {
  readonly words: RegExp;
  readonly probes: (about: About) => readonly string[];
}

interface About {
  /** As typed in probes: `web`, or `prod/web` where another cluster has one, too. */
  readonly services: readonly string[];
  readonly hosts: readonly string[];
  readonly text: string;
}

/** More would be a list to read instead of a hint. */
const MOST_SUGGESTED = 3;

const HINTS: readonly Hint[] = [
  {
    words:
      /\b(accessible|reachable|available|public(ly)?|responds?|respond(ing)?|answers?)\b.*\b(internet|alb|load balancer|url|browser|outside|https?|endpoints?)\b/i,
    probes: ({ hosts }) =>
      hosts.map((host) =>
        probeText({
          kind: 'http',
          status: 200,
          url: `https://${host}/`,
          withinMs: undefined,
          contains: undefined,
        }),
      ),
  },
  {
    words: /\bcontainers?\b.*\b(health|healthy)\b|\b(health|healthy)\b.*\bcontainers?\b/i,
    probes: each((service) => ({ kind: 'container-healthy', service })),
  },
  {
    words:
      /\btargets?\b.*\bhealthy\b|\bhealthy\b.*\btargets?\b|\b(alb|load balancer|target group)\b.*\b(integration|integrated|healthy|working|confirmed|registered)\b/i,
    probes: each((service) => ({ kind: 'targets-healthy', atLeast: 1, service })),
  },
  {
    words: /\b(deployed|rolled out|rollout|released|deployment)\b/i,
    probes: ({ services, text }) => {
      const revision = revisionIn(text);
      return services.map((service) => probeText({ kind: 'rollout-complete', service, revision }));
    },
  },
  {
    words: /\b(stable|steady|running|healthy|up and running)\b/i,
    probes: each((service) => ({ kind: 'service-steady', service })),
  },
  {
    words: /\bno (more )?(errors?|exceptions?)\b|\berrors? (gone|resolved|fixed)\b|\berror[- ]free\b/i,
    probes: each((service) => ({
      kind: 'log',
      expects: 'absent',
      pattern: 'ERROR|Exception',
      service,
      windowMs: 900_000,
    })),
  },
];

/**
 * Probes that a criterion's words make plain, the plainest first, at most three; none where the words leave open
 * what would prove them, or whom they are about. Suggestions only: nothing is bound by them.
 */
export function suggestProbe(words: string, known: Known): readonly string[] {
  const services = servicesIn(words, known);
  const about: About = { services, hosts: hostsFor(words, services, known), text: words };
  const found = HINTS.filter((hint) => hint.words.test(words)).flatMap((hint) => hint.probes(about));
  return [...new Set(found)].slice(0, MOST_SUGGESTED);
}

function each(probe: (service: string) => Probe): Hint['probes'] {
  return ({ services }) => services.map((service) => probeText(probe(service)));
}

/** The services whose names stand in the words; the only one there is where none does. */
function servicesIn(words: string, { services, defaultEnv }: Known): readonly string[] {
  const said = services.filter(({ name }) => isSaid(name, words));
  // "enhanced-ml-api" is not also "enhanced-ml".
  const whole = said.filter(
    ({ name }) =>
      !said.some((other) => other.name !== name && foldedName(other.name).includes(foldedName(name))),
  );
  const meant = whole.length > 0 ? whole : services.length === 1 ? services : [];
  return meant.map((ref) => shortest(ref, services, defaultEnv));
}

/** "Enhanced ML service" says `enhanced-ml`, and `enhanced-ml-service`. */
function isSaid(name: string, words: string): boolean {
  const own = foldedName(name);
  return own !== '' && ` ${foldedName(words)} `.includes(` ${own} `);
}

function foldedName(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
    .replace(/ (service|svc)$/, '');
}

function shortest(ref: ServiceRef, all: readonly ServiceRef[], defaultEnv: string): string {
  const twins = all.filter(({ name }) => name === ref.name);
  if (ref.env !== defaultEnv) return `${ref.env}:${ref.cluster}/${ref.name}`;
  return twins.length > 1 ? `${ref.cluster}/${ref.name}` : ref.name;
}

/** A host that the words name; one that a service's name stands in; the only one there is. */
function hostsFor(words: string, services: readonly string[], { hosts }: Known): readonly string[] {
  const named = hosts.filter((host) => words.toLowerCase().includes(host.toLowerCase()));
  if (named.length > 0) return named;
  const names = services.map((service) => foldedName(service.replace(/^.*[/:]/, '')));
  const theirs = hosts.filter((host) => names.some((name) => ` ${foldedName(host)} `.includes(` ${name} `)));
  if (theirs.length > 0) return theirs;
  return hosts.length === 1 ? hosts : [];
}

function revisionIn(text: string): { readonly family: undefined; readonly number: number } | undefined {
  const digits = /\brevision\s*#?(\d{1,6})\b/i.exec(text)?.[1];
  return digits === undefined ? undefined : { family: undefined, number: Number(digits) };
}
