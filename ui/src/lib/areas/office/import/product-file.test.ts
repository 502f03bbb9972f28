// The sample of a product list, and the categories a list lacks.
import { assert, suite } from '../../../../../../appliance/test/kit.ts';
import { categoriesFile, missingCategories, productSample } from './product-file.ts';

const test = suite('product file');

test('a sample has a column for each price region and is written as the language writes tables', () => {
  const words = {
    delimiter: ';' as const,
    decimalMark: ',',
    regions: ['Norge', 'Fly; "tax free"'],
    vatClasses: ['Mat', 'Brus', 'Mat'],
    names: ['Bolle', 'Brus', 'Kaffe'],
    categories: ['Bakst', 'Drikke > Kald', 'Drikke'],
  };
  assert.equal(productSample(words).split('\r\n'), [
    '\ufeffsku;name;category;price:Norge;"price:Fly; ""tax free""";vatClass;codes',
    '1001;Bolle;Bakst;39,00;39,00;Mat;',
    '1002;Brus;Drikke > Kald;32,00;32,00;Brus;9506000134352',
    '1003;Kaffe;Drikke;45,00;45,00;Mat;',
    '',
  ]);
});

test('categories come with all above them, each once', () => {
  const told = [
    { code: 'reference.unknown', data: { kind: 'category', value: 'Drikke > Kald, søt' } },
    { code: 'reference.unknown', data: { kind: 'category', value: 'Bakst' } },
    { code: 'reference.unknown', data: { kind: 'category', value: 'Bakst' } },
    { code: 'reference.unknown', data: { kind: 'vat-class', value: 'Mat' } },
    { code: 'csv.number' },
  ];
  const missing = missingCategories(told);
  assert.equal(missing, ['Bakst', 'Drikke > Kald, søt']);
  assert.equal(categoriesFile(missing).split('\r\n'), [
    'name,parent',
    'Bakst,',
    'Drikke,',
    '"Kald, søt",Drikke',
    '',
  ]);
  assert.equal(missingCategories([]), []);
});
