/** Where the lines of one container are: the streams of one log group that begin with a prefix, or one stream. */
export interface LogSource {
  readonly container: string;
  readonly group: string;
  /** Of the group; undefined: the environment's own. */
  readonly region: string | undefined;
  /** `prefix/container/` finds the streams of tasks that start later, too; undefined: the whole group. */
  readonly streamPrefix: string | undefined;
}

/** Which lines of a source are wanted. */
export interface LogQuery {
  readonly source: LogSource;
  /** Inclusive, as is `untilAt`. */
  readonly sinceAt: Date;
  readonly untilAt: Date | undefined;
  /** CloudWatch's own filter pattern; undefined: every line. */
  readonly pattern: string | undefined;
}
