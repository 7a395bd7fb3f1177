/** What people guess, in the order in which they do, by the catalogue's ids: as it is called where it is ruled out. */
export const CAUSE_NAMES: Readonly<Record<string, string>> = {
  'no-public-ip': 'no public IP',
  'sg-alb-to-task-blocked': 'the tasks’ security group',
  'app-port-mismatch': 'the wrong port',
  'image-tag-not-found': 'a missing image',
  'secret-access-denied': 'a secret that may not be read',
  'nacl-blocked': 'a network ACL',
  'alb-sg-egress-blocked': 'the load balancer’s security group',
  'app-binds-loopback': 'a program that listens only inside its container',
  'hc-port-mismatch': 'a check of another port',
  'nlb-client-ip-sg': 'a security group against the NLB’s addresses',
  'image-pull-denied': 'an image that may not be pulled',
  'no-egress-route': 'no way out of the subnet',
  'registry-rate-limited': 'the registry’s pull limit',
  'oom-killed': 'too little memory',
  'app-startup-crash': 'a crash of the program',
  'sigterm-exit': 'a stop by signal',
  'circuit-breaker-tripped': 'the circuit breaker',
  'target-draining': 'draining targets',
};

/** "no public IP"; the id itself where it has no such name. */
export function nameOf(id: string): string {
  return CAUSE_NAMES[id] ?? id;
}
