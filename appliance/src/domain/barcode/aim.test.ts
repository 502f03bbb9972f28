// AIM identifiers: what each of those a shop's scanner sends makes of the data behind it.
import { assert, suite } from '../../../test/kit.ts';
import { type AimTreatment, splitAim } from './aim.ts';

const test = suite('aim');

test('the identifiers of retail scanners', () => {
  const treatments: Readonly<Record<string, AimTreatment>> = {
    E0: 'retail',
    E3: 'retail',
    E4: 'ean-8',
    E1: 'add-on',
    E2: 'add-on',
    I0: 'itf',
    I1: 'itf',
    C0: 'free',
    C1: 'gs1',
    C2: 'free',
    e0: 'databar',
    e1: 'databar',
    d1: 'free',
    d2: 'gs1',
    d5: 'gs1',
    Q1: 'free',
    Q3: 'gs1',
    Q4: 'gs1',
    J0: 'free',
    J1: 'gs1',
    A0: 'free',
    z0: 'free',
    L2: 'free',
    X0: 'free',
  };
  for (const [id, treatment] of Object.entries(treatments)) {
    const { aim, data } = splitAim(`]${id}0123`);
    assert.is(aim?.id, id);
    assert.is(aim?.treatment, treatment, id);
    assert.is(data, '0123');
  }
  assert.is(splitAim(']E0').data, '');
  assert.is(splitAim(']Q1x').aim?.symbology, 'QR Code');
});

test('a bracket that starts no identifier is data', () => {
  for (const scan of [']', ']E', ']E-1', ']?0', ']W0123', '0]E0', 'E0123', '', '[E0']) {
    assert.equal(splitAim(scan), { aim: undefined, data: scan });
  }
});
