/** Services of one environment that a channel watches and the bot cannot read. */
export interface Blindness {
  readonly topic: 'blindness';
  readonly env: string;
  /** `counting`: not long enough yet to be told. */
  readonly state: 'counting' | 'blind' | 'over';
  /** How many of the services that the channel watches there cannot be read, and of how many. */
  readonly missing: number;
  readonly of: number;
  /** The reasons, most frequent first: "could not describe services of cluster prod – needs ecs:DescribeServices". */
  readonly reasons: readonly string[];
  readonly sinceAt: Date;
  readonly overAt: Date | undefined;
}
