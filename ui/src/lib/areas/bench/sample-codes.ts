// Codes of the demo shop to scan without having its goods at hand. The daemon serves them only there; elsewhere the list is empty.

export const sampleKinds = ['goods', 'label', 'plu', 'refused'] as const;
export type SampleKind = (typeof sampleKinds)[number];

export interface SampleCode {
  readonly name: string;
  readonly code: string;
  readonly picture: string | null;
  readonly kind: SampleKind;
}

const address = '/setup/simulators/codes.json';

function isSample(row: unknown): row is SampleCode {
  if (typeof row !== 'object' || row === null) return false;
  const { name, code, picture, kind } = row as Record<string, unknown>;
  return (
    typeof name === 'string' &&
    typeof code === 'string' &&
    code !== '' &&
    (picture === null || typeof picture === 'string') &&
    sampleKinds.some((known) => known === kind)
  );
}

/** Rows of other forms are left out: a newer daemon may know kinds that this page does not. */
export function samplesOf(content: unknown): readonly SampleCode[] {
  return Array.isArray(content) ? content.filter(isSample) : [];
}

export async function fetchSamples(): Promise<readonly SampleCode[]> {
  try {
    const response = await fetch(address, { headers: { accept: 'application/json' } });
    return response.ok ? samplesOf(await response.json()) : [];
  } catch {
    return [];
  }
}

export function matching(samples: readonly SampleCode[], text: string): readonly SampleCode[] {
  const wanted = text.trim().toLowerCase();
  return wanted === ''
    ? samples
    : samples.filter(({ name, code }) => name.toLowerCase().includes(wanted) || code.includes(wanted));
}
