// Two registers of one shop that sell, and the office their journals come to.
import type { SellingSettings } from '../../src/domain/shop/settings.ts';
import { minor } from '../../src/domain/money/money.ts';
import { assert } from '../kit.ts';
import { sampleRegister, type SampleRegister } from '../sample-register.ts';
import { outcomeOf } from './sealed-journal.ts';
import { type WholeOffice, wholeOffice } from './whole-office.ts';

const friday = Date.UTC(2024, 2, 1, 8);

export interface TwoRegisters {
  readonly office: WholeOffice;
  readonly b1: SampleRegister;
  readonly b2: SampleRegister;
  /** Everything that these did so far is at the office. */
  readonly arrive: (...names: readonly string[]) => Promise<void>;
}

/** Both have their shift open. */
export async function twoRegisters(selling: SellingSettings): Promise<TwoRegisters> {
  const office = await wholeOffice();
  const [register] = await office.records.all('register');
  if (register === undefined) throw new Error('no register');
  assert.accepted(await office.records.create('register', { ...register.body, name: 'B2' }, 'tester'));
  const open = (name: string): SampleRegister => {
    const opened = sampleRegister(selling, name);
    opened.run({ type: 'open-shift', opening: [{ currency: 'NOK', amount: minor(0) }] });
    return opened;
  };
  const registers = { B1: open('B1'), B2: open('B2') };
  const taken = new Map<string, number>();
  return {
    office,
    b1: registers.B1,
    b2: registers.B2,
    arrive: async (...names) => {
      for (const name of names) {
        const sealed = { name, from: friday, stepMs: 1_000 };
        const { entries } = outcomeOf(registers[name as 'B1' | 'B2'], sealed);
        await office.arrive(name, entries.slice(taken.get(name) ?? 0));
        taken.set(name, entries.length);
      }
    },
  };
}
