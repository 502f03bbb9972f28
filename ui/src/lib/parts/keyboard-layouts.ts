// Letters of the on-screen keyboard by language: what a cashier of that language needs for notes and names, no more.

export interface KeyboardLayout {
  readonly rows: readonly (readonly string[])[];
}

const keys = (text: string): readonly string[] => [...text];
const digits = keys('1234567890');

const layouts: Readonly<Record<string, KeyboardLayout>> = {
  en: { rows: [digits, keys('qwertyuiop'), keys("asdfghjkl'"), keys('zxcvbnm,.-')] },
  nb: { rows: [digits, keys('qwertyuiopå'), keys('asdfghjkløæ'), keys('zxcvbnm,.-')] },
  nl: { rows: [digits, keys('qwertyuiopë'), keys('asdfghjklé'), keys('zxcvbnmï,.-')] },
  cs: { rows: [keys('ěščřžýáíéúůťďňó'), digits, keys('qwertzuiop'), keys('asdfghjkl'), keys('yxcvbnm,.-')] },
};

const symbols: KeyboardLayout = {
  rows: [digits, keys('@#&%()/*+='), keys('!?:;"\'_<>|'), keys('€£$§°[]{},.-')],
};

export function layoutFor(language: string): KeyboardLayout {
  return layouts[language] ?? (layouts['en'] as KeyboardLayout);
}

export { symbols };
