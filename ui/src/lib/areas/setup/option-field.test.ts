// Forms out of schemas, and back into options.
import { assert, suite } from '../../../../../appliance/test/kit.ts';
import { optionFields, optionsOf } from './option-field.ts';

const test = suite('option fields');
/** As the daemon's models write them. */
const properties = {
  level: {
    anyOf: [
      { type: 'string', const: 'high' },
      { type: 'string', const: 'low' },
    ],
    default: 'low',
  },
  pulseMs: { type: 'integer', default: 120, minimum: 40, maximum: 250 },
  beep: { type: 'boolean', default: true },
  key: { type: 'string', secret: true },
};
const fields = optionFields(properties);

test('each kind of option has its field', () => {
  assert.equal(
    fields.map(({ name, kind, initial, secret }) => [name, kind, initial, secret]),
    [
      ['level', 'choice', 'low', false],
      ['pulseMs', 'number', '120', false],
      ['beep', 'switch', 'true', false],
      ['key', 'text', '', true],
    ],
  );
  assert.equal([fields[0]?.choices, fields[1]?.minimum, fields[1]?.maximum], [['high', 'low'], 40, 250]);
});

test('what was typed becomes what the box wants; nothing typed is nothing set', () => {
  assert.equal(optionsOf(fields, { level: 'high', pulseMs: '80', beep: 'false', key: '' }), {
    level: 'high',
    pulseMs: 80,
    beep: false,
  });
  assert.equal(optionsOf(fields, { pulseMs: 'soon', key: ' s ' }), { pulseMs: 'soon', key: 's' });
});
