// What a HID device is, read out of its report descriptor: usage page and usage of each top-level collection (USB HID 1.11, 6.2.2).
import type { Usage } from './hardware.ts';

const longItem = 0xfe;
const [usagePageItem, usageItem, collectionItem, endCollectionItem] = [0x04, 0x08, 0xa0, 0xc0] as const;
const [mainType, applicationCollection] = [0, 1] as const;
/** More than any device has: a broken descriptor must not fill the memory. */
const usagesMax = 16;

/** Stops at the first item that is cut off; never throws. */
export function topLevelUsages(descriptor: Uint8Array): readonly Usage[] {
  const found: Usage[] = [];
  let usagePage = 0;
  let usage: { readonly value: number; readonly isWhole: boolean } | undefined;
  let depth = 0;
  for (const { tag, value, size } of items(descriptor)) {
    if (tag === usagePageItem) usagePage = value & 0xffff;
    else if (tag === usageItem) usage ??= { value, isWhole: size === 4 };
    else if (tag === endCollectionItem) depth = Math.max(0, depth - 1);
    else if (tag === collectionItem) {
      // Four bytes hold the page as well; a shorter one is on the page that stands when the collection begins.
      if (depth === 0 && value === applicationCollection && usage !== undefined)
        found.push({
          usagePage: usage.isWhole ? Math.floor(usage.value / 0x1_00_00) : usagePage,
          usage: usage.value % 0x1_00_00,
        });
      depth += 1;
    }
    // Local items hold for one main item (6.2.2.8).
    if ((tag & 0x0c) >> 2 === mainType) usage = undefined;
    if (found.length >= usagesMax) break;
  }
  return found;
}

interface Item {
  /** Tag and type; the size taken out. */
  readonly tag: number;
  readonly value: number;
  readonly size: number;
}

function* items(descriptor: Uint8Array): Generator<Item> {
  for (let at = 0; at < descriptor.length;) {
    const prefix = descriptor[at] ?? 0;
    if (prefix === longItem) {
      at += 3 + (descriptor[at + 1] ?? 0);
      continue;
    }
    const size = [0, 1, 2, 4][prefix & 0x03] ?? 0;
    if (at + 1 + size > descriptor.length) return;
    const value = descriptor
      .subarray(at + 1, at + 1 + size)
      .reduceRight((sum, byte) => sum * 0x1_00 + byte, 0);
    yield { tag: prefix & 0xfc, value, size };
    at += 1 + size;
  }
}
