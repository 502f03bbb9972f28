// QR codes and barcodes of the receipt as pictures whose unit is one module, so that the paper can show them in their true size.

export interface PaperSymbol {
  /** An SVG picture. */
  readonly url: string;
  /** Modules from the first bar to the last, without quiet zone. */
  readonly widthModules: number;
}

/** The QR picture has two units a module. */
const qrUnits = 2;

function pictureOf(svg: string, unitsPerModule: number): PaperSymbol | undefined {
  const width = Number(/viewBox="0 0 (\d+) \d+"/.exec(svg)?.[1]);
  if (!Number.isInteger(width) || width === 0) return undefined;
  // Bars may be made as high as the paper wants them.
  const stretched = svg.replace('<svg ', '<svg preserveAspectRatio="none" shape-rendering="crispEdges" ');
  return {
    url: `data:image/svg+xml,${encodeURIComponent(stretched)}`,
    widthModules: Math.floor(width / unitsPerModule),
  };
}

/** Undefined for data that no QR code holds. */
export async function qrSymbol(data: string): Promise<PaperSymbol | undefined> {
  const { drawingSVG, encodeQr } = await import('./symbol-encoders.ts');
  try {
    return pictureOf(encodeQr({ bcid: 'qrcode', text: data, scale: 1 }, drawingSVG()), qrUnits);
  } catch {
    return undefined;
  }
}

/** Undefined for a symbology nobody knows, and for data that it cannot hold. */
export async function barcodeSymbol(symbology: string, data: string): Promise<PaperSymbol | undefined> {
  const { barcodeEncoders, drawingSVG } = await import('./symbol-encoders.ts');
  if (!Object.hasOwn(barcodeEncoders, symbology)) return undefined;
  const encode = barcodeEncoders[symbology as keyof typeof barcodeEncoders];
  try {
    return pictureOf(encode({ bcid: symbology, text: data, scale: 1, includetext: false }, drawingSVG()), 1);
  } catch {
    return undefined;
  }
}
