// Taking goods back against the receipt they were sold on: never more than was sold, at what was really paid, VAT as it was then (W9).
import { add, type Minor, zero } from '../money/money.ts';
import { onePiece, type Thousandths, thousandths } from '../quantity/quantity.ts';
import { refuse } from '../refusal.ts';
import { activeLines } from '../tab/lines.ts';
import { broughtIn } from '../tab/refund.ts';
import { type ReturnAmounts, returnAmounts } from '../tab/return-amounts.ts';
import type { Line, LineId } from '../tab/tab.ts';
import { newLines } from './add-line.ts';
import type { CommandOf } from './commands.ts';
import type { DecideContext, Decision, Objection } from './decision.ts';
import type { SaleLine } from './sale.ts';
import { returnedPoints } from './sale-points.ts';
import type { RegisterState } from './state.ts';
import { aboveReturnLimit } from './return-limit.ts';
import { placeForLine, textTooLong } from './tab-at-hand.ts';

type AddReturn = CommandOf<'add-return'>;

export function addReturn(state: RegisterState, command: AddReturn, context: DecideContext): Decision {
  const place = placeForLine(state, command.tabId, context);
  if (!place.ok) return place;
  const { original, quantity, reason } = command;
  const tooLong = textTooLong(reason);
  if (tooLong !== undefined) return tooLong;
  const sold = original.sale.lines.find((line) => line.id === command.line);
  const not = notReturnable(sold);
  if (not !== undefined) return not;
  if (sold === undefined || sold.returnOf !== undefined || sold.product.kind === 'deposit-return')
    return refuse('return.line-unknown');
  const whole = sold.product.unit !== 'piece' || quantity % onePiece === 0;
  if (!Number.isSafeInteger(quantity) || quantity <= 0 || !whole) return refuse('line.quantity-invalid');
  const amounts = returnAmounts({ line: sold, returned: returnedSoFar(state, command, sold.id), quantity });
  if (!amounts.ok) return amounts;
  const asked = { tab: place.value.tab, gross: amounts.value.gross };
  return (
    aboveReturnLimit(state, asked, context) ??
    newLines(place.value, [returnLine(command, sold, amounts.value)], context)
  );
}

/** Money that was received has ways back of its own. */
function notReturnable(sold: SaleLine | undefined): Objection {
  if (sold?.giftCard !== undefined) return refuse('gift-card.not-returnable');
  return sold?.prepayment === undefined ? undefined : refuse('prepayment.not-returnable');
}

interface Returned {
  readonly quantity: Thousandths;
  readonly gross: Minor;
  readonly vat: Minor;
}

/** What came back before: on receipts, and on the tabs of this register that are not paid yet. */
function returnedSoFar(state: RegisterState, { original, register }: AddReturn, line: LineId): Returned {
  const { sale, returned } = original;
  const before = Object.hasOwn(returned, line) ? returned[line] : undefined;
  const pending = Object.values(state.tabs)
    .flatMap((tab) => activeLines(tab))
    .flatMap(({ quantity, returnOf }) =>
      returnOf?.receipt === sale.receipt && returnOf.register === register && returnOf.line === line
        ? [{ ...returnOf, quantity: thousandths(-quantity) }]
        : [],
    );
  return {
    quantity: thousandths(pending.reduce((sum, each) => sum + each.quantity, before?.quantity ?? 0)),
    gross: add(before?.gross ?? zero, ...pending.map((each) => each.gross)),
    vat: add(before?.vat ?? zero, ...pending.map((each) => each.vat)),
  };
}

function returnLine(command: AddReturn, sold: SaleLine, { gross, vat }: ReturnAmounts): Line {
  const { original, register, reason } = command;
  const { receipt } = original.sale;
  const points = returnedPoints(original, sold, command.quantity);
  return {
    id: command.lineId,
    product: sold.product,
    quantity: thousandths(-command.quantity),
    unitPrice: sold.unitPrice,
    listPrice: sold.listPrice,
    source: sold.source,
    returnOf: {
      ...(register === undefined ? {} : { register }),
      receipt,
      line: sold.id,
      gross,
      vat,
      rate: sold.rate,
      vatCode: sold.vatCode,
      paidWith: broughtIn(original.sale),
      ...(points === undefined ? {} : { points }),
      ...(reason === undefined || reason === '' ? {} : { reason }),
    },
  };
}
