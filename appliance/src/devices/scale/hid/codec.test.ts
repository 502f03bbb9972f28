// HID weight reports, captured and made: every unit and status, signed exponents, what is out of range, and noise.
import fc from 'fast-check';
import { assert, suite } from '../../../../test/kit.ts';
import { encodeWeightReport, readWeightReport, scaleStatus, scaleUnit } from './codec.ts';

const weightGramsMax = 60_000;
const read = (...bytes: number[]) => readWeightReport(Uint8Array.from(bytes), weightGramsMax);
const stable = (weightGrams: number) => ({ state: 'stable', weightGrams });

const captured = suite('HID scale: captured reports');

captured('20 g; 0.271 kg in motion; 645.2 oz', () => {
  assert.equal(read(0x03, 0x04, 0x02, 0x00, 0x14, 0x00), stable(20));
  assert.equal(read(0x03, 0x03, 0x03, 0xfd, 0x0f, 0x01), { state: 'motion' });
  assert.equal(read(0x03, 0x04, 0x03, 0xfd, 0x0f, 0x01), stable(271));
  // 645.2 oz is 18 291.112 g.
  assert.equal(read(0x03, 0x04, 0x0b, 0xff, 0x34, 0x19), stable(18_291));
});

const units = suite('HID scale: units');

units('one thousand of each, in whole grams', () => {
  const expected: [keyof typeof scaleUnit, number][] = [
    ['milligram', 1],
    ['gram', 1_000],
    ['carat', 200],
    ['grain', 65],
    ['pennyweight', 1_555],
    ['troyOunce', 31_103],
    ['ounce', 28_350],
  ];
  for (const [unit, grams] of expected) {
    const report = encodeWeightReport({ status: 4, unit: scaleUnit[unit], exponent: 0, weight: 1_000 });
    assert.equal(readWeightReport(report, weightGramsMax), stable(grams), unit);
  }
});

units('the heavy ones, with tenths', () => {
  const expected: [keyof typeof scaleUnit, number, number, number][] = [
    ['kilogram', -1, 123, 12_300],
    ['pound', -2, 250, 1_134],
    ['metricTon', -3, 12, 12_000],
    ['avoirTon', -3, 10, 9_072],
  ];
  for (const [unit, exponent, weight, grams] of expected) {
    const report = encodeWeightReport({ status: 4, unit: scaleUnit[unit], exponent, weight });
    assert.equal(readWeightReport(report, weightGramsMax), stable(grams), unit);
  }
});

units('half a gram goes up, less goes down', () => {
  const tenths = (weight: number) => encodeWeightReport({ status: 4, unit: 2, exponent: -1, weight });
  assert.equal(readWeightReport(tenths(124), weightGramsMax), stable(12));
  assert.equal(readWeightReport(tenths(125), weightGramsMax), stable(13));
});

units('a unit without a weight by law is not sold by', () => {
  for (const unit of [0, 5, 13, 255]) assert.equal(read(3, 4, unit, 0, 20, 0), { state: 'fault' });
});

const statuses = suite('HID scale: statuses');

statuses('each has its state; what is not in the table is a fault', () => {
  const expected: [number, object][] = [
    [scaleStatus.fault, { state: 'fault' }],
    [scaleStatus.zero, stable(0)],
    [scaleStatus.motion, { state: 'motion' }],
    [scaleStatus.stable, stable(20)],
    [scaleStatus.underZero, { state: 'under-zero' }],
    [scaleStatus.overLimit, { state: 'overload' }],
    [scaleStatus.needsCalibration, { state: 'fault' }],
    [scaleStatus.needsZero, { state: 'needs-zero' }],
    [0, { state: 'fault' }],
    [9, { state: 'fault' }],
  ];
  for (const [status, reading] of expected)
    assert.equal(read(3, status, 2, 0, 20, 0), reading, String(status));
});

const ranges = suite('HID scale: out of range');

ranges('more than the scale can carry is overload, whatever it says', () => {
  assert.equal(read(3, 4, 3, 0, 60, 0), stable(60_000));
  assert.equal(read(3, 4, 3, 0, 61, 0), { state: 'overload' });
  assert.equal(read(3, 4, 8, 127, 0xff, 0xff), { state: 'overload' }, 'the largest number there is');
  assert.equal(read(3, 4, 1, 0x80, 0xff, 0xff), stable(0), 'the smallest');
});

ranges('what is no data report is not read', () => {
  assert.is(read(), undefined);
  assert.is(read(4, 4, 2, 0, 20, 0), undefined);
  assert.is(read(3, 4, 2, 0, 20), undefined);
  assert.is(read(3, 4, 2, 0, 20, 0, 0), undefined);
});

ranges('noise never throws, and a weight is always whole and within reach', () => {
  const bytes = fc.oneof(
    fc.uint8Array({ maxLength: 12 }),
    fc.uint8Array({ minLength: 4, maxLength: 4 }).map((rest) => Uint8Array.of(3, 4, ...rest)),
  );
  fc.assert(
    fc.property(bytes, (report) => {
      const reading = readWeightReport(report, weightGramsMax);
      if (reading?.state !== 'stable') return;
      assert.ok(Number.isInteger(reading.weightGrams));
      assert.ok(reading.weightGrams >= 0 && reading.weightGrams <= weightGramsMax);
    }),
  );
});

ranges('grams come out as they went in, at every power of ten that holds them', () => {
  fc.assert(
    fc.property(fc.nat(0xffff), fc.constantFrom(-3, 0), (weight, exponent) => {
      const unit = exponent === 0 ? scaleUnit.gram : scaleUnit.kilogram;
      const report = encodeWeightReport({ status: scaleStatus.stable, unit, exponent, weight });
      assert.equal(readWeightReport(report, 0xffff), stable(weight));
    }),
  );
});
