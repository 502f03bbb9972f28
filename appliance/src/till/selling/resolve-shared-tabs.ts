// From what a page asks about tabs of the shop's other registers to what the rules decide on: who has to be asked is asked first.
import { ok, refuse } from '../../domain/refusal.ts';
import type { Resolver } from './resolution.ts';

export const takeTab: Resolver<'take-tab'> = async (_id, body, { shopTabs, customers }) => {
  const { register, tab, unconfirmed, hold } = body;
  const had = await shopTabs.take({ register, tab, unconfirmed: unconfirmed === true });
  if (!had.ok) return had;
  const content = had.value;
  if (content.customer !== undefined) await customers.named(content.customer.id);
  const how = {
    recall: true as const,
    ...(unconfirmed === true ? { unconfirmed } : {}),
    ...(hold === undefined ? {} : { hold }),
  };
  return ok({
    command: async () => {
      const command = await shopTabs.takeOver(register, content, how);
      if (command.ok) shopTabs.forget(register, tab);
      return command;
    },
  });
};

/** To a register that hears of it at once. */
export const handOverTab: Resolver<'hand-over-tab'> = (
  _id,
  { register },
  { shopTabs, atHand, officeInReach },
) => {
  const tab = atHand();
  if (tab === null) return refuse('tab.none');
  const to = shopTabs.around.registers.find(({ name }) => name === register);
  if (to === undefined) return refuse('tab.not-shared');
  if (!officeInReach()) return refuse('office.out-of-reach');
  if (to.away) return refuse('tab.owner-away', { register });
  return ok({ command: { type: 'hand-over-tab', tab, to: register } });
};

/** By somebody who has compared it with what the other register has. */
export const giveUpTab: Resolver<'give-up-tab'> = (_id, { tab }, { shopTabs }) => {
  const taken = shopTabs.around.taken.find((each) => each.tab === tab);
  if (taken === undefined) return refuse('tab.unknown');
  const { by: to, revision } = taken;
  return ok({ command: { type: 'give-up-tab', tab, to, revision, changed: true } });
};
