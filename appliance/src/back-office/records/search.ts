// The search index beside the records: each word of a search goes to the index that can find it. The only SQL here that PostgreSQL says
// differently (tsvector, pg_trgm).
import { sql } from 'kysely';
import type { RecordTransaction } from './tables.ts';
import type { ExpressionBuilder } from 'kysely';
import type { RecordTables } from './tables.ts';

/** Parts of words are told apart from this length on: the index holds them in threes. */
const partMin = 3;
const wordsMax = 8;
const wordLengthMax = 40;

export interface SearchTerms {
  /** Short words, found where a word begins so. */
  readonly beginnings: readonly string[];
  /** Found anywhere in a word. */
  readonly parts: readonly string[];
}

/** What somebody types, in words of letters and digits, so that no character has a meaning of its own to the index. */
export function searchTerms(text: string): SearchTerms {
  const words = (text.normalize('NFKC').match(/[\p{L}\p{N}]+/gu) ?? [])
    .slice(0, wordsMax)
    .map((word) => word.slice(0, wordLengthMax));
  return {
    beginnings: words.filter((word) => word.length < partMin),
    parts: words.filter((word) => word.length >= partMin),
  };
}

type Builder = ExpressionBuilder<RecordTables, 'record'>;

/** True for records that all words are found in. */
export function found(eb: Builder, { beginnings, parts }: SearchTerms) {
  const conditions = [];
  if (beginnings.length > 0) {
    const query = beginnings.map((word) => `"${word}"*`).join(' ');
    conditions.push(
      sql<boolean>`record.number in (select rowid from record_word where record_word match ${query})`,
    );
  }
  if (parts.length > 0) {
    const query = parts.map((word) => `"${word}"`).join(' ');
    conditions.push(
      sql<boolean>`record.number in (select rowid from record_part where record_part match ${query})`,
    );
  }
  return eb.and(conditions);
}

export async function forgetTexts(tx: RecordTransaction, numbers: readonly number[]): Promise<void> {
  if (numbers.length === 0) return;
  await tx.deleteFrom('record_word').where('rowid', 'in', numbers).execute();
  await tx.deleteFrom('record_part').where('rowid', 'in', numbers).execute();
}

export async function rememberTexts(
  tx: RecordTransaction,
  texts: readonly { readonly rowid: number; readonly text: string }[],
): Promise<void> {
  if (texts.length === 0) return;
  await tx.insertInto('record_word').values(texts).execute();
  await tx.insertInto('record_part').values(texts).execute();
}
