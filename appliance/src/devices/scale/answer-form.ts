// How an answer is found in what a scale sends: whenever a byte has come that can end one, the last bytes are held against its form.
// Never more than the longest answer is kept, so noise before, between and after is walked over without growth.

export interface AnswerForm<T> {
  /** Characters that may end an answer. */
  readonly ends: string;
  /** Bytes of the longest answer. */
  readonly longest: number;
  /** All that came since the last answer, or the last of it, as Latin-1 text; undefined when it does not end in a whole answer. */
  readonly read: (tail: string) => T | undefined;
}

export interface AnswerReader<T> {
  read(bytes: Uint8Array): T[];
  /** Bytes kept. */
  readonly held: number;
}

export function createAnswerReader<T>({ ends, longest, read }: AnswerForm<T>): AnswerReader<T> {
  const endBytes = new Set(Buffer.from(ends, 'latin1'));
  let tail = '';
  return {
    read(bytes) {
      const answers: T[] = [];
      for (const byte of bytes) {
        tail += String.fromCharCode(byte);
        if (tail.length > longest) tail = tail.slice(-longest);
        if (!endBytes.has(byte)) continue;
        const answer = read(tail);
        if (answer === undefined) continue;
        answers.push(answer);
        tail = '';
      }
      return answers;
    },
    get held() {
      return tail.length;
    },
  };
}
