// Makes the sheet to check a scanner by: one symbol for each setting that matters, with what must arrive. It holds no maker's set-up codes.
//   node firmware-config/scanners/make-sheet.js > scanner-check.html     then print it at 100 %
import { readFileSync } from 'node:fs';
import bwipjs from 'bwip-js/node';

const codes = JSON.parse(readFileSync(new URL('check-codes.json', import.meta.url), 'utf8'));
const plain = (text) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('\u001d', '<b>&lt;GS&gt;</b>');

const rows = codes.map(({ symbol, text, data, aim, proves }) => {
  // Modules of half a millimetre and the quiet zone that each symbology asks for.
  const svg = bwipjs.toSVG({ bcid: symbol, text, scale: 2, height: 12, paddingwidth: 10, paddingheight: 4 });
  return `<section><div>${svg}</div><div><h2>${symbol}</h2><p>${plain(proves)}</p><p>Arrives: <code>${plain(aim + data)}</code></p></div></section>`;
});

process.stdout.write(`<!doctype html>
<html lang="en"><meta charset="utf-8"><title>Scanner check</title>
<style>
  body { font: 11pt sans-serif; margin: 12mm }
  section { display: grid; grid-template-columns: 75mm 1fr; gap: 8mm; align-items: center; margin: 0 0 9mm; break-inside: avoid }
  svg { max-width: 75mm; max-height: 32mm }
  h2 { font-size: 11pt; margin: 0 } p { margin: 1mm 0 } code { overflow-wrap: anywhere }
</style>
<h1>Scanner check</h1>
<p>Scan each symbol and compare with what the till's device page shows. The first three characters (]…) come only where the scanner sends AIM identifiers.</p>
${rows.join('\n')}
</html>
`);
