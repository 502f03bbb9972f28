// A list as a file: what spreadsheets make of it.
import { text } from 'node:stream/consumers';
import { assert, suite } from '../../../test/kit.ts';
import { csvFile } from './csv-file.ts';

const test = suite('a list as a file');

test('marked as UTF-8, line by line, with nothing that a spreadsheet would calculate', async () => {
  const rows = [
    [
      ['a,b', -1, null],
      ['=1+1', '-12.50', '-12.50x'],
    ],
    [['+47', '@a', '\ta']],
  ];
  const { value, headers } = csvFile({ name: 'x.csv', head: ['what', 'sum', 'note'], rows });
  assert.is(
    await text(value),
    ['\ufeffwhat,sum,note', '"a,b",-1,', "'=1+1,-12.50,'-12.50x", "'+47,'@a,'\ta", ''].join('\r\n'),
  );
  assert.match(headers['content-disposition'], '"x.csv"');
});

test('a list of nothing has its head', async () => {
  assert.is(await text(csvFile({ name: 'x.csv', head: ['what'], rows: [] }).value), '\ufeffwhat\r\n');
});
