// The one function of `qrcode` that is used here, typed: the package brings no types.
declare module 'qrcode' {
  export function create(
    text: string,
    options?: { readonly errorCorrectionLevel?: 'L' | 'M' | 'Q' | 'H' },
  ): { readonly modules: { readonly size: number; get(row: number, column: number): number | boolean } };
}
