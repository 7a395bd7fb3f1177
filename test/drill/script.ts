import type { AlertKind } from '../../src/alerting/check.ts';
import type { EstateVerbs } from './estate.ts';

/** A verb of the estate with what it is about. */
type EstateChange = {
  [V in keyof EstateVerbs]: readonly [V, ...Parameters<EstateVerbs[V]>];
}[keyof EstateVerbs];

/** An alert as people speak of it: in which channel, of which service, about what. */
export interface AlertName {
  readonly channel: DrillChannel;
  readonly service: string;
  readonly kind: AlertKind;
}

/** What one of the people does to an alert. */
export type Deed =
  | { readonly kind: 'acknowledge' | 'resolve' }
  | { readonly kind: 'snooze'; readonly forMs: number };

/** Something that happens in a drill. */
export type Happening =
  | EstateChange
  /** `throttled`: every DescribeServices is. `expired`: no credentials are good. `gone`: no connection stands. */
  | readonly ['aws', 'well' | 'gone' | 'throttled' | 'expired']
  /** `slow down`: the next post is answered with 429 and half a minute to wait. */
  | readonly ['slack', 'well' | 'gone' | 'slow down']
  /** As by `kill -9`. `amid a post`: at the next post, after Slack took it and before the bot heard of it. */
  | readonly ['killed', 'at rest' | 'amid a post']
  | readonly ['does', who: 'Alice Moreau' | 'Boris Lindqvist', deed: Deed, to: AlertName]
  | readonly ['deletes the root', of: AlertName]
  /** Nothing new happens, but looks tell something: they are 15 s apart again. */
  | readonly ['time passes', forMinutes: number];

/** Something that happens at a moment of the day, `HH:MM:SS` in UTC. */
export interface Scene {
  readonly at: string;
  readonly what: Happening;
}

/** The channels of a drill. The bot is in all of them; the last one is archived. */
export type DrillChannel = 'ops' | 'war-room' | 'data' | 'old-ops';

/**
 * The day on which clocks in Berlin go from 03:00 CEST back to 02:00 CET, at 01:00 UTC: what is meant for 03:00 in
 * Berlin happens at 02:00 UTC, and would have happened at 01:00 UTC the day before.
 */
export const DAY = '2026-10-25';

/** What the channels watch. Two know whom to call first; #ops knows a group to call after that. */
export const WATCHES = [
  { channel: 'ops', cluster: 'shop', name: '*', onCall: 'S0ONCALL1', escalateTo: 'S0PLATFRM' },
  { channel: 'war-room', cluster: 'media', name: '*', onCall: 'U0BORIS01' },
  {
    channel: 'data',
    cluster: 'data',
    name: '*',
    onCall: 'S0MLCALL1',
    /** 02:00 to 04:00 UTC on this day. */
    quiet: { kind: 'cron', cron: '0 3 * * 0', forMs: 2 * 3_600_000, zone: 'Europe/Berlin' },
  },
  { channel: 'old-ops', cluster: 'data', name: 'stats', createdBy: 'U0BORIS01' },
] as const;

const inOps = (service: string, kind: AlertKind = 'targets'): AlertName => ({
  channel: 'ops',
  service,
  kind,
});
const inWarRoom = (service: string, kind: AlertKind = 'targets'): AlertName => ({
  channel: 'war-room',
  service,
  kind,
});
const inData = (service: string, kind: AlertKind = 'container-health'): AlertName => ({
  channel: 'data',
  service,
  kind,
});

const ALICE = 'Alice Moreau';
const BORIS = 'Boris Lindqvist';
const ACK: Deed = { kind: 'acknowledge' };

/** A day of trouble. What people should see of it is in `expected.ts`. */
export const SCRIPT: readonly Scene[] = [
  // A single bad look is nobody's business, nor are two.
  { at: '00:20:05', what: ['targetsFail', 'api', 'timeout', 1] },
  { at: '00:20:25', what: ['targetsRecover', 'api'] },

  // Told at half past one, since the quiet of #data begins at 02:00 UTC; within it nobody is told.
  { at: '01:30:05', what: ['containerCheckFails', 'score', 2] },
  { at: '01:38:05', what: ['containerCheckRecovers', 'score'] },
  { at: '03:30:05', what: ['containerCheckFails', 'rank', 2] },
  { at: '03:40:05', what: ['containerCheckRecovers', 'rank'] },
  { at: '03:50:05', what: ['containerCheckFails', 'join', 1] },
  { at: '03:59:35', what: ['time passes', 2] },
  { at: '04:08:05', what: ['containerCheckRecovers', 'join'] },

  // The bot dies between a post and its memory of it.
  { at: '02:13:20', what: ['killed', 'amid a post'] },
  { at: '02:13:35', what: ['targetsFail', 'web', '404'] },
  { at: '02:14:00', what: ['time passes', 4] },
  { at: '02:20:05', what: ['targetsRecover', 'web'] },

  // AWS is gone for twenty minutes; one service is ill before and after, one falls ill meanwhile, one only meanwhile.
  { at: '04:50:05', what: ['containerCheckFails', 'stats', 3] },
  { at: '04:55:00', what: ['does', ALICE, ACK, inData('stats')] },
  { at: '05:00:00', what: ['aws', 'gone'] },
  { at: '05:04:30', what: ['time passes', 3] },
  { at: '05:08:05', what: ['targetsFail', 'prices', 'timeout'] },
  { at: '05:10:05', what: ['targetsFail', 'catalog', '404'] },
  { at: '05:15:05', what: ['targetsRecover', 'prices'] },
  { at: '05:20:00', what: ['aws', 'well'] },
  { at: '05:26:05', what: ['targetsRecover', 'catalog'] },
  { at: '05:30:05', what: ['containerCheckRecovers', 'stats'] },

  // Throttled for a minute and a half, expired for three: shorter than what is worth a word.
  { at: '06:00:00', what: ['aws', 'throttled'] },
  { at: '06:01:30', what: ['aws', 'well'] },
  { at: '22:00:00', what: ['aws', 'expired'] },
  { at: '22:03:00', what: ['aws', 'well'] },

  // Scaling out and in, and rollouts with their churn, are no trouble.
  { at: '06:30:05', what: ['scales', 'feeds', 6] },
  { at: '06:40:05', what: ['scales', 'feeds', 2] },
  { at: '07:00:05', what: ['rolloutGoesWell', 'web', 2, { flicker: true }] },
  { at: '07:00:35', what: ['rolloutGoesWell', 'player', 2, { flicker: true }] },
  { at: '07:10:05', what: ['rolloutGoesWell', 'clean', 2] },

  // A rollback, whose alert somebody resolves: the same rollback is not worth another.
  { at: '08:00:05', what: ['rolloutRollsBack', 'payments', 2] },
  { at: '08:02:20', what: ['time passes', 2] },
  { at: '08:08:00', what: ['does', BORIS, { kind: 'resolve' }, inOps('payments', 'rollout')] },
  { at: '08:37:30', what: ['time passes', 3] },

  // Slack is gone for an hour. One alert ends meanwhile, two come and go, one is still there afterwards.
  { at: '08:50:05', what: ['targetsFail', 'live', 'timeout'] },
  { at: '09:00:00', what: ['slack', 'gone'] },
  { at: '09:10:05', what: ['targetsRecover', 'live'] },
  { at: '09:15:05', what: ['targetsFail', 'coupons', '404'] },
  { at: '09:20:05', what: ['targetsFail', 'reviews', 'timeout'] },
  { at: '09:25:05', what: ['targetsRecover', 'reviews'] },
  { at: '09:30:05', what: ['targetsRecover', 'coupons'] },
  { at: '09:53:05', what: ['targetsFail', 'upload', '404'] },
  { at: '10:00:00', what: ['slack', 'well'] },
  { at: '10:02:45', what: ['does', BORIS, ACK, inWarRoom('upload')] },
  { at: '10:15:05', what: ['targetsRecover', 'upload'] },

  // It comes and goes.
  { at: '10:20:05', what: ['targetsFail', 'gateway', 'timeout'] },
  { at: '10:22:05', what: ['targetsRecover', 'gateway'] },
  { at: '10:24:05', what: ['targetsFail', 'gateway', 'timeout'] },
  { at: '10:26:05', what: ['targetsRecover', 'gateway'] },
  { at: '10:28:05', what: ['targetsFail', 'gateway', 'timeout'] },
  { at: '10:29:30', what: ['does', ALICE, ACK, inOps('gateway')] },
  { at: '10:30:05', what: ['targetsRecover', 'gateway'] },
  { at: '10:32:05', what: ['targetsFail', 'gateway', 'timeout'] },
  { at: '10:34:05', what: ['targetsRecover', 'gateway'] },
  { at: '10:43:00', what: ['time passes', 3] },

  // A snooze that ends before the trouble does.
  { at: '11:00:05', what: ['targetsFail', 'invoices', '404'] },
  { at: '11:05:00', what: ['does', ALICE, { kind: 'snooze', forMs: 30 * 60_000 }, inOps('invoices')] },
  { at: '11:40:05', what: ['targetsRecover', 'invoices'] },

  { at: '12:00:05', what: ['targetsFail', 'ads', '404'] },
  { at: '12:08:05', what: ['isDeleted', 'ads'] },

  // The bot dies while somebody is on it, and comes back.
  { at: '12:50:05', what: ['targetsFail', 'captions', 'timeout'] },
  { at: '12:55:00', what: ['does', BORIS, ACK, inWarRoom('captions')] },
  { at: '13:00:00', what: ['killed', 'at rest'] },
  { at: '13:05:05', what: ['targetsRecover', 'captions'] },

  // One task that dies is replaced; two within a quarter of an hour are trouble until that is over.
  { at: '13:10:05', what: ['taskDies', 'export', { exitCode: 1 }] },
  {
    at: '13:20:05',
    what: [
      'taskDies',
      'geo',
      { exitCode: 137, reason: 'OutOfMemoryError: Container killed due to memory usage' },
    ],
  },
  {
    at: '13:25:05',
    what: [
      'taskDies',
      'geo',
      { exitCode: 137, reason: 'OutOfMemoryError: Container killed due to memory usage' },
    ],
  },
  { at: '13:30:00', what: ['does', ALICE, ACK, inData('geo', 'tasks-stopping')] },
  { at: '13:39:30', what: ['time passes', 3] },

  // Another target group: nothing where all is well, the end of the trouble where the old one had some.
  { at: '14:00:05', what: ['targetGroupReplaced', 'login', 'login-new'] },
  { at: '14:10:05', what: ['targetsFail', 'profile', '404'] },
  { at: '14:18:05', what: ['targetsRecover', 'profile'] },
  { at: '14:18:05', what: ['targetGroupReplaced', 'profile', 'profile-new'] },

  { at: '15:00:05', what: ['targetsFail', 'mailer', 'timeout'] },
  { at: '15:04:00', what: ['does', ALICE, ACK, inOps('mailer')] },
  { at: '15:10:00', what: ['deletes the root', inOps('mailer')] },
  { at: '15:10:00', what: ['time passes', 8] },
  { at: '15:20:05', what: ['targetsRecover', 'mailer'] },

  // Resolved by hand while it is not over.
  { at: '16:00:05', what: ['targetsFail', 'search', '404'] },
  { at: '16:05:00', what: ['does', BORIS, { kind: 'resolve' }, inOps('search')] },
  { at: '16:34:30', what: ['time passes', 3] },
  { at: '16:40:00', what: ['does', BORIS, ACK, inOps('search')] },
  { at: '16:45:05', what: ['targetsRecover', 'search'] },

  // Nobody answers, then somebody does and forgets it.
  { at: '17:00:05', what: ['targetsFail', 'orders', 'timeout'] },
  { at: '17:25:00', what: ['does', ALICE, ACK, inOps('orders')] },
  { at: '19:28:05', what: ['targetsRecover', 'orders'] },

  { at: '18:40:05', what: ['targetsFail', 'images', '404'] },
  { at: '18:40:44', what: ['slack', 'slow down'] },
  { at: '18:47:05', what: ['targetsRecover', 'images'] },

  { at: '20:00:05', what: ['rolloutStalls', 'checkout', 2] },
  { at: '20:14:30', what: ['time passes', 3] },
  { at: '20:22:05', what: ['rolloutResumes', 'checkout'] },

  { at: '21:00:05', what: ['rolloutKeepsFailing', 'stock', 2] },
  { at: '21:08:05', what: ['rolloutGoesWell', 'stock', 3] },

  { at: '22:30:05', what: ['cannotPlace', 'encode'] },
  { at: '22:38:05', what: ['placesAgain', 'encode'] },

  { at: '23:00:05', what: ['losesTask', 'archive'] },
  { at: '23:07:05', what: ['placesAgain', 'archive'] },
];

/** The moment of the day. */
export function momentOf(at: string): Date {
  return new Date(`${DAY}T${at}Z`);
}
