// One step of the database's shape: forward only, never edited once released (its checksum is kept in every database it was applied to).

export interface Migration {
  /** 1, 2, 3… without gaps. */
  readonly number: number;
  readonly name: string;
  readonly sql: string;
  /** A daemon that does not know this step must not open the database. Only in a planned release: an image rolled back to the one
   *  before must still open its data, so ordinary steps only add. */
  readonly breaking?: boolean;
}
