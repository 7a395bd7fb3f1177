/** A log group with its streams by name. */
export interface SimulatedLogGroup {
  readonly name: string;
  readonly createdAt: Date;
  readonly streams: Map<string, SimulatedLogStream>;
}

/** The lines of one container. */
export interface SimulatedLogStream {
  readonly name: string;
  readonly createdAt: Date;
  /** Oldest first by `at`. */
  lines: SimulatedLogLine[];
}

/** One line, with the time it carries and the time at which it could first be read. */
export interface SimulatedLogLine {
  readonly at: Date;
  /** Later than `at` for a line that was delivered late; it cannot be read before. Absent: readable at once. */
  readonly ingestedAt?: Date | undefined;
  readonly message: string;
}
