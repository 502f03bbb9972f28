// What a trial run of an import says, and what the import itself did: counts, and what is wrong by line.

export interface ImportLineError {
  /** Line of the file, counted from 1, the heads included. */
  readonly line: number;
  /** Head of the column, where it is about one. */
  readonly column?: string | undefined;
  readonly text: string;
}

export interface ImportCheck {
  /** Data lines read. */
  readonly rows: number;
  readonly added: number;
  readonly changed: number;
  readonly unchanged: number;
  /** The first ones; `errorTotal` says how many there are. */
  readonly errors: readonly ImportLineError[];
  readonly errorTotal: number;
  /** What can be done here about some of it; the file is tried again afterwards. */
  readonly remedy?: ImportRemedy | undefined;
}

export interface ImportRemedy {
  /** A verb: "Make 3 categories". */
  readonly text: string;
  readonly about: string;
  /** Resolves with what went wrong, if something did. */
  readonly run: () => Promise<string | undefined>;
}

/** What the trial run or the import came to; `text` says what is wrong with the file as a whole. */
export type ImportAnswer =
  { readonly ok: true; readonly check: ImportCheck } | { readonly ok: false; readonly text: string };

export function isTable(file: { readonly name: string; readonly type: string }): boolean {
  return /\.(csv|txt|tsv)$/i.test(file.name) || /^text\/(csv|plain|tab-separated-values)$/.test(file.type);
}

/** Lines that would change something. The file is taken whole, or not at all. */
export function takeable({ added, changed }: ImportCheck): number {
  return added + changed;
}
