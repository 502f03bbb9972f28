// What a program that is not ours makes of our bytes: escpos-tools by receipt-print-hq (MIT, in PHP, of 2019) reads ten papers for each
// of two printers, to the same text, the same QR codes and the same pictures, with no unknown command. It is not part of this project:
// COUNTERTOP_ESCPOS_TOOLS names the folder it lies in; without it or without PHP the test says what is missing, and ends.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { encodeDocument } from '../../src/devices/printer/escpos/codec/encode-document.ts';
import { profileNamed } from '../../src/devices/printer/escpos/profiles.ts';
import { printedFrom } from '../../src/devices/printer/escpos/simulator/paper-of.ts';
import { automaticStatusOn } from '../../src/devices/printer/escpos/codec/status.ts';
import { assert, note, suite } from '../kit.ts';
import { tenPapers } from './ten-papers.ts';

const test = suite('independent check of ESC/POS');
const tools = process.env['COUNTERTOP_ESCPOS_TOOLS'] ?? '';

/**
 * Has the other program read what comes on stdin. It shows bytes as CP437 whatever page was selected, so its text is turned back into
 * bytes and read by PHP's own tables. GS f (the type of the digits under a bar code) is not in its table and is named to it; whatever
 * else it does not know ends it.
 */
const reader = `
namespace Mike42\\Escpos { class CapabilityProfile { static function load($name) { return new self; } } }
namespace {
  use ReceiptPrintHq\\EscposTools\\Parser\\Parser;
  use ReceiptPrintHq\\EscposTools\\Parser\\Command\\Printout;
  spl_autoload_register(function ($class) {
    require getenv('COUNTERTOP_ESCPOS_TOOLS') . '/src/' . str_replace(['ReceiptPrintHq\\\\EscposTools\\\\', '\\\\'], ['', '/'], $class) . '.php';
  });
  function hidden($object, $class, $name) {
    $property = new ReflectionProperty('ReceiptPrintHq\\\\EscposTools\\\\Parser\\\\Command\\\\' . $class, $name);
    $property->setAccessible(true);
    return $property->getValue($object);
  }
  new Parser();
  Printout::$tree["\\x1d"]['f'] = 'SetBarcodeWidthCmd';
  $pages = [0 => 'CP437', 13 => 'CP857', 14 => 'CP737', 16 => 'CP1252', 17 => 'CP866', 18 => 'CP852', 19 => 'CP858', 33 => 'CP775',
    34 => 'CP855', 45 => 'CP1250', 46 => 'CP1251', 51 => 'CP1257'];
  $parser = new Parser();
  $parser->addFile(STDIN);
  $page = 'CP437';
  $line = '';
  $read = ['lines' => [], 'qr' => [], 'images' => [], 'commands' => []];
  foreach ($parser->getCommands() as $command) {
    $name = (new ReflectionClass($command))->getShortName();
    $read['commands'][$name] = ($read['commands'][$name] ?? 0) + 1;
    if ($name === 'SelectCodeTableCmd') $page = $pages[hidden($command, 'CommandOneArg', 'arg')];
    if ($name === 'TextCmd') $line .= iconv($page, 'UTF-8', iconv('UTF-8', 'CP437', $command->getText()));
    if ($name === 'Code2DDataCmd' && hidden($command, 'DataCmd', 'arg2') === 0x50)
      $read['qr'][] = substr(hidden($command->subCommand(), 'DataSubCmd', 'data'), 1);
    if ($name === 'PrintRasterBitImageCmd')
      $read['images'][] = hidden($command, $name, 'width') * 8 . 'x' . hidden($command, $name, 'height');
    if ($command->isAvailableAs('LineBreak')) { $read['lines'][] = $line; $line = ''; }
  }
  echo json_encode($read, JSON_UNESCAPED_UNICODE | JSON_THROW_ON_ERROR);
}`;

interface Read {
  readonly lines: readonly string[];
  readonly qr: readonly string[];
  readonly images: readonly string[];
  readonly commands: Readonly<Record<string, number>>;
}

function missing(): string | undefined {
  if (!existsSync(join(tools, 'src/Parser/Parser.php'))) return 'COUNTERTOP_ESCPOS_TOOLS names no copy of it';
  return spawnSync('php', ['--version']).error === undefined ? undefined : 'there is no php';
}

function readByOthers(bytes: Uint8Array): Read {
  const { status, stdout, stderr } = spawnSync('php', ['-d', 'error_reporting=E_ALL', '-r', reader], {
    input: bytes,
    timeout: 30_000,
  });
  assert.equal([status, stderr.toString()], [0, ''], stdout.toString().slice(0, 2_000));
  return JSON.parse(stdout.toString()) as Read;
}

/** Of the texts that stand on paper; empty lines are fed in several ways. */
const standing = (lines: readonly string[]): readonly string[] =>
  lines.map((line) => line.replaceAll('\u00A0', ' ').trim()).filter((line) => line !== '');

for (const id of ['epson-tm-t88v', 'generic-80mm']) {
  test(`ten papers for ${id} are read by others as they are meant`, { timeoutMs: 120_000 }, () => {
    const lacks = missing();
    if (lacks !== undefined) return note(`not checked by escpos-tools: ${lacks}`);
    const profile = profileNamed(id);
    let commands = 0;
    for (const [name, paper] of Object.entries(tenPapers())) {
      const { pieces, unprintable } = encodeDocument(paper, profile);
      assert.is(unprintable, 0, name);
      const { blocks } = printedFrom(pieces, profile);
      const bytes = Buffer.concat(pieces);
      // GS a is not in its table and stands once, at the head.
      const from = bytes.indexOf(automaticStatusOn);
      const read = readByOthers(
        from === -1
          ? bytes
          : Buffer.concat([bytes.subarray(0, from), bytes.subarray(from + automaticStatusOn.length)]),
      );
      const meant = blocks.flatMap((block) =>
        block.kind === 'line' ? [block.runs.map(({ text }) => text).join('')] : [],
      );
      assert.equal(standing(read.lines), standing(meant), name);
      assert.equal(
        read.qr,
        blocks.flatMap((block) => (block.kind === 'qr' ? [block.data] : [])),
        name,
      );
      const pictures = blocks.flatMap((block) => (block.kind === 'image' ? [block] : []));
      assert.equal(
        read.images,
        pictures.map(({ widthDots, heightDots }) => `${String(widthDots)}x${String(heightDots)}`),
        name,
      );
      commands += Object.values(read.commands).reduce((sum, count) => sum + count, 0);
    }
    return note(`${String(commands)} commands read by escpos-tools, none unknown`);
  });
}
