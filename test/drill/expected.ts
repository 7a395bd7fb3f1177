import type { DrillChannel } from './script.ts';

/** Something that people should have seen. */
export interface Expected {
  /** `direct`: from the bot to Boris alone. */
  readonly channel: DrillChannel | 'direct';
  /** First and last moment at which it may have appeared. */
  readonly between: readonly [string, string];
  /** Roots and replies of one label are one thread. */
  readonly thread: string;
  /** `edit-state`: the root shows another state; edits of mere times are not listed. */
  readonly says: 'root' | 'reply' | 'edit-state';
  /** All of them are in it, in letters of whichever size. */
  readonly words: readonly string[];
  /** Whom it notifies, no more and no fewer; `unsaid` where no rule says. */
  readonly calls: readonly string[] | 'unsaid';
}

type Where = readonly [channel: Expected['channel'], thread: string, from: string, to: string];

const root = (
  [channel, thread, ...between]: Where,
  words: readonly string[],
  calls: Expected['calls'] = [],
): Expected => ({ channel, between, thread, says: 'root', words, calls });

const reply = (
  [channel, thread, ...between]: Where,
  words: readonly string[],
  calls: Expected['calls'] = [],
): Expected => ({ channel, between, thread, says: 'reply', words, calls });

const edit = ([channel, thread, ...between]: Where, words: readonly string[]): Expected => ({
  ...{ channel, between, thread, words },
  says: 'edit-state',
  // An edit notifies nobody, whatever it holds.
  calls: 'unsaid',
});

/** The root shows the new state, and a reply tells of it. */
const turn = (where: Where, words: readonly string[], calls: Expected['calls'] = []): readonly Expected[] => [
  edit(where, []),
  reply(where, words, calls),
];

const OPS = ['S0ONCALL1'];
const WAR_ROOM = ['U0BORIS01'];
const DATA = ['S0MLCALL1'];

/**
 * All that the bot should have said on the day of `script.ts`, reasoned from the script and from the rules: three
 * bad looks of four, 15 s apart, open an alert, so what falls ill at :05 is told at :45 at the earliest; two good
 * looks close it, so what recovers at :05 is told at :30. The rest of each span is for reading and posting.
 * It is never to be taken from what a run said: where the two differ, one of them has a mistake.
 */
export const EXPECTED: readonly Expected[] = [
  // `api` was bad for one or two looks of four at 00:20: nothing.

  // Trouble at half past one, before the quiet begins: in Berlin clocks went back, so 03:00 there is 02:00 UTC.
  root(['data', 'score', '01:30:40', '01:32:00'], ['score'], DATA),
  reply(['data', 'score', '01:30:40', '01:32:30'], []), // the automatic context of every alert that opens
  ...turn(['data', 'score', '01:38:25', '01:39:45'], ['resolved']), // two good looks

  // The bot died when Slack had the root and it did not know: it finds the root by its key and posts no second.
  root(['ops', 'web', '02:14:10', '02:15:30'], ['web'], OPS),
  // What was owed beside the root comes as soon as the new process may deliver: leases of the dead one run out.
  reply(['ops', 'web', '02:14:10', '02:17:30'], ['404']),
  ...turn(['ops', 'web', '02:20:25', '02:21:45'], ['resolved']),

  // `rank` was bad and good again within the quiet: nothing. `join` is still bad when it ends, and is opened then.
  root(['data', 'join', '03:59:55', '04:01:30'], ['join'], DATA),
  reply(['data', 'join', '03:59:55', '04:02:00'], []),
  ...turn(['data', 'join', '04:08:25', '04:09:45'], ['resolved']),

  // `stats` is watched twice: in #data it is told …
  root(['data', 'stats', '04:50:40', '04:52:00'], ['stats'], DATA),
  reply(['data', 'stats', '04:50:40', '04:52:30'], []),
  // … in #old-ops it cannot be, which whoever made that watch is told, once, by the bot itself.
  root(['direct', 'old-ops is archived', '04:50:40', '04:53:00'], [], 'unsaid'),
  ...turn(['data', 'stats', '04:55:00', '04:56:00'], ['Alice Moreau']), // acknowledged; her name is shown, she is not called

  // No look succeeds from 05:00:00 on: after five minutes each channel that watches is told once, and calls nobody.
  // What was open stays as it was: no data is neither good nor bad. #old-ops cannot be told, and Boris knows that.
  root(['ops', 'blind', '05:04:55', '05:06:30'], []),
  root(['war-room', 'blind', '05:04:55', '05:06:30'], []),
  root(['data', 'blind', '05:04:55', '05:06:30'], []),
  // AWS is back at 05:20:00: the notice shows it, and since an edit reaches nobody a reply tells it, once.
  ...turn(['ops', 'blind', '05:19:55', '05:21:30'], []),
  ...turn(['war-room', 'blind', '05:19:55', '05:21:30'], []),
  ...turn(['data', 'blind', '05:19:55', '05:21:30'], []),
  // `catalog` fell ill in the dark and is seen now; `prices` fell ill and recovered in the dark: nothing.
  root(['ops', 'catalog', '05:20:25', '05:22:30'], ['catalog'], OPS),
  reply(['ops', 'catalog', '05:20:25', '05:23:00'], ['404']),
  ...turn(['ops', 'catalog', '05:26:25', '05:27:45'], ['resolved']),
  ...turn(['data', 'stats', '05:30:25', '05:31:45'], ['resolved']), // from acknowledged; the reminder at 05:55 is off

  // 90 s of throttling at 06:00 and, at 22:00, three minutes without credentials: shorter than five minutes, nothing.
  // Scaling at 06:30: pending tasks are on their way, and tasks that ECS stopped for it did not fail: nothing.

  // A card for each rollout, which ends 105 s after it began. Its churn, one unhealthy target included, is no alert.
  root(['ops', 'card of web 2', '07:00:05', '07:01:00'], ['web', '2']),
  root(['war-room', 'card of player 2', '07:00:40', '07:01:30'], ['player', '2']),
  edit(['ops', 'card of web 2', '07:01:45', '07:03:00'], ['web']),
  edit(['war-room', 'card of player 2', '07:02:15', '07:03:30'], ['player']),
  root(['data', 'card of clean 2', '07:10:05', '07:11:00'], ['clean', '2']),
  edit(['data', 'card of clean 2', '07:11:45', '07:13:00'], ['clean']),

  // Two failed tasks are left to the circuit breaker, which is on; at 08:02:15 it rolls back. One card, frozen.
  root(['ops', 'card of payments 2', '08:00:05', '08:01:00'], ['payments', '2']),
  edit(['ops', 'card of payments 2', '08:02:10', '08:03:30'], ['payments', 'back']), // rolling back, rolled back from 08:02:35 on: one state
  // A rollback is an alert. Its three stopped tasks belong to it: no second one for tasks that stop.
  root(['ops', 'payments', '08:02:40', '08:04:00'], ['payments', 'rolled back'], OPS),
  reply(['ops', 'payments', '08:02:40', '08:04:30'], []),
  // Boris resolves it; it stays rolled back, but the same rollout is never opened again.
  ...turn(['ops', 'payments', '08:08:00', '08:09:00'], ['resolved', 'Boris Lindqvist']),

  root(['war-room', 'live', '08:50:40', '08:52:00'], ['live'], WAR_ROOM),
  reply(['war-room', 'live', '08:50:40', '08:52:30'], ['timed out']),
  // Slack was gone from 09:00 to 10:00. `live` was over at 09:10: that is said; that #war-room was to be called at
  // 09:00:45 does not matter any more.
  ...turn(['war-room', 'live', '10:00:00', '10:02:30'], ['resolved']),
  // `coupons` and `reviews` came and went: one message for both, which calls nobody.
  root(['ops', 'came and went', '10:00:00', '10:02:30'], ['coupons', 'reviews']),
  // `upload` is still ill: opened as if Slack had been there.
  root(['war-room', 'upload', '10:00:00', '10:02:30'], ['upload'], WAR_ROOM),
  reply(['war-room', 'upload', '10:00:00', '10:02:40'], ['404']),
  ...turn(['war-room', 'upload', '10:02:45', '10:03:45'], ['Boris Lindqvist']), // before 10:03:45, when the channel's turn would come
  ...turn(['war-room', 'upload', '10:15:25', '10:16:45'], ['resolved']),

  root(['ops', 'gateway', '10:20:40', '10:21:50'], ['gateway'], OPS),
  reply(['ops', 'gateway', '10:20:40', '10:22:00'], ['timed out']),
  ...turn(['ops', 'gateway', '10:22:25', '10:23:45'], ['resolved']),
  ...turn(['ops', 'gateway', '10:24:40', '10:25:50'], ['again'], 'unsaid'), // within half an hour: the same thread, reopened
  ...turn(['ops', 'gateway', '10:26:25', '10:27:45'], ['resolved']),
  // The third opening within half an hour: flapping is said once, and nothing more until it is calm.
  ...turn(['ops', 'gateway', '10:28:40', '10:29:25'], ['flapping'], 'unsaid'),
  ...turn(['ops', 'gateway', '10:29:30', '10:30:30'], ['Alice Moreau']),
  // Bad for the last time at 10:34:00; ten minutes without a bad look make it calm.
  ...turn(['ops', 'gateway', '10:43:55', '10:45:30'], ['resolved']),

  root(['ops', 'invoices', '11:00:40', '11:02:00'], ['invoices'], OPS),
  reply(['ops', 'invoices', '11:00:40', '11:02:30'], ['404']),
  ...turn(['ops', 'invoices', '11:05:00', '11:06:00'], ['Alice Moreau']),
  ...turn(['ops', 'invoices', '11:35:00', '11:36:00'], [], 'unsaid'), // the snooze is over and it is not: told once
  ...turn(['ops', 'invoices', '11:40:25', '11:41:45'], ['resolved']),

  root(['war-room', 'ads', '12:00:40', '12:02:00'], ['ads'], WAR_ROOM),
  reply(['war-room', 'ads', '12:00:40', '12:02:30'], ['404']),
  ...turn(['war-room', 'ads', '12:08:05', '12:10:00'], ['resolved', 'deleted']), // there is nothing left to be ill

  root(['war-room', 'captions', '12:50:40', '12:52:00'], ['captions'], WAR_ROOM),
  reply(['war-room', 'captions', '12:50:40', '12:52:30'], ['timed out']),
  ...turn(['war-room', 'captions', '12:55:00', '12:56:00'], ['Boris Lindqvist']),
  // The bot dies at 13:00 and the next one says nothing that was said.
  ...turn(['war-room', 'captions', '13:05:25', '13:07:00'], ['resolved']),

  // One task of `export` died and was replaced: nothing. Two of `geo` within a quarter of an hour are an alert; that
  // it had one task too few for half a minute each time is not another.
  root(['data', 'geo', '13:25:40', '13:27:00'], ['geo'], DATA),
  reply(['data', 'geo', '13:25:40', '13:27:30'], ['137']),
  ...turn(['data', 'geo', '13:30:00', '13:31:00'], ['Alice Moreau']),
  // One death within a quarter of an hour is neither good nor bad; the second is so old at 13:40:05.
  ...turn(['data', 'geo', '13:40:15', '13:41:45'], ['resolved']),

  // The new target group of `login` is as healthy as the old one: nothing. That of `profile` ends its trouble.
  root(['ops', 'profile', '14:10:40', '14:12:00'], ['profile'], OPS),
  reply(['ops', 'profile', '14:10:40', '14:12:30'], ['404']),
  ...turn(['ops', 'profile', '14:18:25', '14:20:00'], ['resolved']),

  root(['ops', 'mailer', '15:00:40', '15:02:00'], ['mailer'], OPS),
  reply(['ops', 'mailer', '15:00:40', '15:02:30'], ['timed out']),
  ...turn(['ops', 'mailer', '15:04:00', '15:05:00'], ['Alice Moreau']),
  // Somebody deletes the root at 15:10. The next edit finds that out, since the newest bad look is shown every five
  // minutes: a new root, which calls nobody because Alice has it, and what was said is not said again.
  root(['ops', 'mailer, second root', '15:10:00', '15:16:30'], ['mailer']),
  ...turn(['ops', 'mailer, second root', '15:20:25', '15:21:45'], ['resolved']),

  root(['ops', 'search', '16:00:40', '16:02:00'], ['search'], OPS),
  reply(['ops', 'search', '16:00:40', '16:02:30'], ['404']),
  ...turn(['ops', 'search', '16:05:00', '16:06:00'], ['resolved', 'Boris Lindqvist']),
  ...turn(['ops', 'search', '16:34:55', '16:36:30'], ['again'], 'unsaid'), // still bad half an hour later: reopened, once
  ...turn(['ops', 'search', '16:40:00', '16:41:00'], ['Boris Lindqvist']),
  ...turn(['ops', 'search', '16:45:25', '16:46:45'], ['resolved']),

  root(['ops', 'orders', '17:00:40', '17:02:00'], ['orders'], OPS),
  reply(['ops', 'orders', '17:00:40', '17:02:30'], ['timed out']),
  reply(['ops', 'orders', '17:10:40', '17:12:15'], [], ['S0PLATFRM']), // the next rung after ten minutes
  reply(['ops', 'orders', '17:20:40', '17:22:15'], [], ['channel']), // and the last
  ...turn(['ops', 'orders', '17:25:00', '17:26:00'], ['Alice Moreau']),
  reply(['ops', 'orders', '18:25:00', '18:26:00'], [], 'unsaid'), // an hour after she took it
  ...turn(['ops', 'orders', '19:25:00', '19:26:00'], [], 'unsaid'), // an hour later, without an answer: unacknowledged
  ...turn(['ops', 'orders', '19:28:25', '19:29:45'], ['resolved']),

  // Slack asked for half a minute: later, and once.
  root(['ops', 'images', '18:41:10', '18:42:30'], ['images'], OPS),
  reply(['ops', 'images', '18:41:10', '18:43:00'], ['404']),
  ...turn(['ops', 'images', '18:47:25', '18:48:45'], ['resolved']),

  root(['ops', 'card of checkout 2', '20:00:05', '20:01:00'], ['checkout', '2']),
  // A quarter of an hour without progress: the card says so, and it is an alert.
  edit(['ops', 'card of checkout 2', '20:15:05', '20:16:30'], ['checkout', 'stalled']),
  root(['ops', 'checkout', '20:15:35', '20:17:00'], ['checkout', 'stalled'], OPS),
  reply(['ops', 'checkout', '20:15:35', '20:17:30'], []),
  edit(['ops', 'card of checkout 2', '20:22:05', '20:23:20'], ['checkout']), // it moves again, which is not yet good
  edit(['ops', 'card of checkout 2', '20:23:20', '20:24:45'], ['checkout']),
  ...turn(['ops', 'checkout', '20:23:35', '20:25:00'], ['resolved']),

  root(['ops', 'card of stock 2', '21:00:05', '21:00:44'], ['stock', '2']),
  // Three tasks have failed and no circuit breaker is on to end it.
  edit(['ops', 'card of stock 2', '21:00:45', '21:01:45'], ['stock', 'stalled']),
  root(['ops', 'stock', '21:01:10', '21:02:30'], ['stock', 'circuit breaker'], OPS),
  reply(['ops', 'stock', '21:01:10', '21:03:00'], []),
  // Revision 3 is asked for: the card of 2 ends, and its alert once 3 has worked, which nothing says before it is
  // completed. The tasks that stopped are not told again.
  root(['ops', 'card of stock 3', '21:08:05', '21:09:15'], ['stock', '3']),
  edit(['ops', 'card of stock 2', '21:08:05', '21:09:15'], ['stock']),
  edit(['ops', 'card of stock 3', '21:09:45', '21:11:00'], ['stock']),
  ...turn(['ops', 'stock', '21:10:00', '21:11:15'], ['resolved', 'stock:3']),

  // ECS says that it finds no place: that is why a task is missing, so there is no alert of the count.
  root(['war-room', 'encode', '22:30:40', '22:32:00'], ['encode', 'Capacity is unavailable'], WAR_ROOM),
  reply(['war-room', 'encode', '22:30:40', '22:32:30'], []),
  ...turn(['war-room', 'encode', '22:38:25', '22:40:00'], ['resolved']),

  // Here nobody says why.
  root(['war-room', 'archive', '23:00:40', '23:02:00'], ['archive', '2 of 3'], WAR_ROOM),
  reply(['war-room', 'archive', '23:00:40', '23:02:30'], []),
  ...turn(['war-room', 'archive', '23:07:25', '23:09:00'], ['resolved']),
];
