// Work by the calendar as a port: what runs at three in the morning, not what runs in three seconds (that is the clock's).

export interface Scheduler {
  /** Runs `work` by a cron expression of five fields in the given IANA zone, one run at a time. The returned function ends it. */
  at(expression: string, timeZone: string, work: () => Promise<void>): () => void;
}
