// The encoders of all symbologies that the receipt printer prints, in a chunk of their own: fetched when the first symbol is on the paper.
import {
  code128,
  code39,
  code93,
  drawingSVG,
  ean13,
  ean8,
  interleaved2of5,
  qrcode,
  rationalizedCodabar,
  upca,
  upce,
} from 'bwip-js/generic';

export { drawingSVG };

/** By the names that the simulated printer gives them. */
export const barcodeEncoders = {
  ean13,
  ean8,
  upca,
  upce,
  code128,
  code39,
  code93,
  itf: interleaved2of5,
  codabar: rationalizedCodabar,
} as const;

export const encodeQr = qrcode;
