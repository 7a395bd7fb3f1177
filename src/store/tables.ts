/** Rows as both databases keep them: text and integers; instants as ISO 8601 UTC text; null for absent. */
export interface Tables {
  readonly watches: WatchRow;
  readonly audit: AuditRow;
  readonly tails: TailRow;
  readonly threads: ThreadRow;
  readonly leases: LeaseRow;
  readonly stopped_tasks: StoppedTaskRow;
  readonly operations: OperationRow;
  readonly operation_history: OperationHistoryRow;
  readonly operation_channels: OperationChannelRow;
  readonly digest_schedules: DigestScheduleRow;
  readonly digest_runs: DigestRunRow;
  readonly digest_snapshots: DigestSnapshotRow;
  readonly verifications: VerificationRow;
  readonly diagnoses: DiagnosisRow;
  readonly diagnosis_posts: DiagnosisPostRow;
}

/** One row for each channel and scope, which is the text of `scopeText`. `quiet` is JSON. */
export interface WatchRow {
  readonly channel: string;
  readonly scope: string;
  readonly on_call: string | null;
  readonly escalate_to: string | null;
  readonly quiet: string | null;
  readonly created_by: string;
  readonly created_at: string;
  /** 1 when added, one more with every change. */
  readonly version: number;
}

/** Never changed once written. `id` orders rows of the same instant as one process wrote them. */
export interface AuditRow {
  readonly id: string;
  readonly at: string;
  readonly person: string;
  readonly team: string | null;
  readonly channel: string;
  readonly via: string;
  readonly verb: string;
  readonly detail: string;
  readonly outcome: string;
  readonly reference: string;
}

/** `plan`, `progress`, `posting` and `ended` are JSON. Only the worker writes them, and clicks only `stopped_by` and `ends_at`. */
export interface TailRow {
  readonly id: string;
  readonly channel: string;
  readonly thread: string;
  readonly head: string;
  readonly plan: string;
  readonly progress: string;
  readonly posting: string | null;
  /** Null while it is open. */
  readonly ended: string | null;
  readonly ends_at: string;
  readonly stopped_by: string | null;
  /** When it is to be read again. */
  readonly next_at: string;
  /** The process that works at it, which has to say so again before `worker_until`. */
  readonly worker: string | null;
  readonly worker_until: string | null;
}

/**
 * `about` and `delivery` are JSON. From `root` on the columns are written by whoever delivers, the others by
 * whoever decides. Of the open ones no two have the same `channel` and `key`.
 */
export interface ThreadRow {
  readonly id: string;
  readonly channel: string;
  readonly key: string;
  readonly topic: string;
  readonly about: string;
  /** 0 while people should not see it. */
  readonly visible: number;
  readonly version: number;
  /** Of an open alert: when its next rung or reminder comes. */
  readonly next_at: string | null;
  readonly changed_at: string;
  /** Null while it is open. */
  readonly closed_at: string | null;
  readonly root: string | null;
  /** Null before the first. */
  readonly delivery: string | null;
  readonly delivered_version: number;
  readonly delivery_next_at: string | null;
}

/** Who does what one process at a time should do. */
export interface LeaseRow {
  readonly name: string;
  readonly worker: string;
  readonly until: string;
}

/** A stopped task; the first three columns are its key. `task` and `lines` are JSON. */
export interface StoppedTaskRow {
  readonly env: string;
  readonly cluster: string;
  readonly task_id: string;
  readonly service: string;
  readonly stopped_at: string;
  readonly seen_at: string;
  readonly task: string;
  /** Null while they were not read. */
  readonly lines: string | null;
  readonly not_read: string | null;
}

/** An operation. `source` and `base` are `exactText`; `extras`, `dismissed`, `conflicts` and `created_by` are JSON. */
export interface OperationRow {
  readonly id: string;
  readonly name: string;
  /** The name as no two may have it; null once it is archived. */
  readonly name_key: string | null;
  readonly source: string;
  readonly base: string;
  readonly file_name: string | null;
  /** JSON. */
  readonly taken_in: string | null;
  readonly extras: string;
  readonly dismissed: string;
  readonly conflicts: string;
  readonly created_by: string;
  readonly created_at: string;
  readonly changed_at: string;
  readonly archived_at: string | null;
  readonly version: number;
}

/** Never changed once written; the first two columns are its key. `by`, `splice` and `before` are JSON. */
export interface OperationHistoryRow {
  readonly operation: string;
  readonly seq: number;
  readonly by: string;
  readonly at: string;
  readonly what: string;
  readonly splice: string | null;
  readonly before: string;
  readonly undoes: number | null;
}

/** Which operation a channel works at, and who said so. `by` is JSON. */
export interface OperationChannelRow {
  readonly channel: string;
  readonly operation: string;
  readonly by: string;
  readonly at: string;
}

/** A digest that a channel gets again and again. `created_by` and `paused` are JSON. */
export interface DigestScheduleRow {
  readonly id: string;
  readonly channel: string;
  readonly cron: string;
  readonly zone: string;
  readonly words: string;
  readonly depth: string;
  readonly created_by: string;
  readonly created_at: string;
  /** Null while it comes. */
  readonly paused: string | null;
  readonly next_at: string | null;
  readonly version: number;
}

/** One digest of a schedule; the first two columns are its key. `missed`, `digest`, `snapshot` and `posting` are JSON. */
export interface DigestRunRow {
  readonly schedule: string;
  readonly due_at: string;
  readonly channel: string;
  readonly state: string;
  readonly why: string;
  readonly missed: string | null;
  readonly digest: string | null;
  readonly snapshot: string | null;
  readonly posting: string | null;
  readonly root: string | null;
  readonly said: number;
  /** When it is to be worked at; null where nothing is left to do. */
  readonly next_at: string | null;
  readonly refused_since_at: string | null;
}

/** How things stood when a digest was posted; the first two columns are its key. `snapshot` is JSON. */
export interface DigestSnapshotRow {
  readonly schedule: string;
  readonly due_at: string;
  readonly channel: string;
  readonly taken_at: string;
  readonly snapshot: string;
}

/** What probes saw of a criterion; the first two columns are its key. `standing` is JSON. */
export interface VerificationRow {
  readonly operation: string;
  /** A digest of the criterion's id, which is made of words of any length. */
  readonly criterion_key: string;
  readonly standing: string;
  readonly version: number;
}

/** A diagnosis that was made. `diagnosis` and `superseded` are JSON. */
export interface DiagnosisRow {
  readonly id: string;
  readonly env: string;
  readonly cluster: string;
  readonly service: string;
  readonly made_at: string;
  readonly channel: string;
  /** 1 where log lines were left out. */
  readonly withheld: number;
  readonly diagnosis: string;
  /** Null while it is believed; written once. */
  readonly superseded: string | null;
}

/** Where all can see a diagnosis; the first three columns are its key. */
export interface DiagnosisPostRow {
  readonly diagnosis: string;
  readonly channel: string;
  readonly ts: string;
  readonly thread: string | null;
  readonly form: string;
}

/**
 * Longest text kept, in characters. ECS names have at most 255; Slack's ids have no published length and
 * are seen at 9 to 11.
 * @see https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CreateService.html
 */
export const LONGEST = {
  id: 64,
  name: 255,
  verb: 64,
  detail: 1000,
  /** Three names and what joins them. */
  scope: 770,
  /** A scope, what it is about and the revision. */
  key: 1100,
  /** Each text in what a thread is about or a stopped task says; AWS's are shorter. */
  text: 4000,
  line: 2000,
} as const;
