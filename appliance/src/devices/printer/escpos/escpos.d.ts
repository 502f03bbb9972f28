// Types of the parts of `escpos` 2.5.2 that `corrected-escpos.ts` uses; the package has none of its own.
declare module 'escpos/printer.js' {
  interface EscposAdapter {
    write(bytes: Uint8Array, done?: () => void): void;
  }
  class EscposPrinter {
    constructor(adapter: EscposAdapter, options?: { encoding?: string });
    print(content: Uint8Array | string): this;
    hardware(command: 'INIT' | 'SELECT' | 'RESET'): this;
    align(align: 'LT' | 'CT' | 'RT'): this;
    size(width: number, height: number): this;
    setReverseColors(on: boolean): this;
    feed(lines?: number): this;
    text(content: string, encoding?: string): this;
    style(type: string): this;
    barcode(
      code: string,
      type: string,
      options: { width?: number; height?: number; position?: string },
    ): this;
    qrcode(code: string, version?: number, level?: string, size?: number): this;
    raster(image: object, mode?: string): this;
    cashdraw(pin?: number): this;
    cut(partial?: boolean, feed?: number): this;
    flush(done?: () => void): this;
  }
  export = EscposPrinter;
}

declare module 'escpos/image.js' {
  class EscposImage {
    constructor(pixels: { data: ArrayLike<number>; shape: readonly [number, number, number] });
    static load(url: string, type: string, done: (problem: unknown) => void): void;
    toRaster(): { data: Uint8Array; width: number; height: number };
  }
  export = EscposImage;
}
