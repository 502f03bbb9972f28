// Usages out of report descriptors: those our simulators carry, composite ones, and whatever else may stand in one.
import { assert, propertyRuns, seeded, suite } from '../../../test/kit.ts';
import { topLevelUsages } from './report-descriptor.ts';

/** A weighing device with one data report, as HID Point of Sale 1.02 lays it out. */
const scaleDescriptor = Uint8Array.of(
  ...[0x05, 0x8d, 0x09, 0x20, 0xa1, 0x01, 0x85, 0x03, 0x09, 0x24, 0xa1, 0x02, 0x81, 0x02, 0xc0, 0xc0],
);

const test = suite('report descriptors');

test('a scale says that it is one', () => {
  assert.equal(topLevelUsages(scaleDescriptor), [{ usagePage: 0x8d, usage: 0x20 }]);
});

test('a keyboard with volume keys: two collections, each with its page; inner ones and their usages do not count', () => {
  const keyboard = [
    0x05, 0x01, 0x09, 0x06, 0xa1, 0x01, 0x05, 0x07, 0x09, 0x08, 0xa1, 0x02, 0x81, 0x02, 0xc0, 0xc0,
  ];
  const volume = [0x06, 0x0c, 0x00, 0x09, 0x01, 0xa1, 0x01, 0x09, 0xe9, 0x81, 0x02, 0xc0];
  assert.equal(topLevelUsages(Uint8Array.from([...keyboard, ...volume])), [
    { usagePage: 0x01, usage: 0x06 },
    { usagePage: 0x0c, usage: 0x01 },
  ]);
});

test('a usage of four bytes carries its page; a page that comes after the usage holds', () => {
  assert.equal(topLevelUsages(Uint8Array.of(0x0b, 0x02, 0x00, 0x8c, 0x00, 0xa1, 0x01, 0xc0)), [
    { usagePage: 0x8c, usage: 0x02 },
  ]);
  assert.equal(topLevelUsages(Uint8Array.of(0x09, 0x02, 0x05, 0x8c, 0xa1, 0x01, 0xc0)), [
    { usagePage: 0x8c, usage: 0x02 },
  ]);
});

test('long items are stepped over, physical collections are none, a cut one ends it', () => {
  assert.equal(
    topLevelUsages(Uint8Array.of(0xfe, 0x02, 0x00, 0x09, 0x09, 0x05, 0x8d, 0x09, 0x20, 0xa1, 0x01)),
    [{ usagePage: 0x8d, usage: 0x20 }],
  );
  assert.equal(topLevelUsages(Uint8Array.of(0x05, 0x8d, 0x09, 0x20, 0xa1, 0x00)), []);
  assert.equal(topLevelUsages(Uint8Array.of(0x05, 0x8d, 0x09, 0x20, 0xa1)), []);
  assert.equal(topLevelUsages(new Uint8Array()), []);
});

test('whatever bytes: never a throw, never more than a device has', () => {
  const chance = seeded();
  for (let run = 0; run < propertyRuns * 5; run += 1) {
    const usages = topLevelUsages(chance.bytes(chance.int(0, 4_096)));
    assert.ok(usages.length <= 16);
    assert.ok(usages.every(({ usagePage, usage }) => usagePage <= 0xffff && usage <= 0xffff));
  }
  const many = Array.from({ length: 1_000 }, () => [0x05, 0x8d, 0x09, 0x20, 0xa1, 0x01, 0xc0]).flat();
  assert.is(topLevelUsages(Uint8Array.from(many)).length, 16);
});
