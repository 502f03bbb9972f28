// Whether a file can become a picture here, before it is sent anywhere.

export interface PictureRule {
  readonly types: readonly string[];
  readonly bytesMax: number;
}

export type PictureProblem = 'not-a-picture' | 'too-large';

export function pictureProblem(
  file: { readonly type: string; readonly size: number },
  rule: PictureRule,
): PictureProblem | undefined {
  if (!rule.types.includes(file.type)) return 'not-a-picture';
  return file.size > rule.bytesMax ? 'too-large' : undefined;
}

/** "image/jpeg" → "JPEG", for the words that say what can be taken. */
export function typeNames(types: readonly string[]): string {
  return types.map((type) => (type.split('/')[1] ?? type).replace(/\+.*/, '').toUpperCase()).join(', ');
}
