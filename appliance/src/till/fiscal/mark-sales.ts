// Between what was decided and what is written down: each sale gets the mark that the law wants, or nothing of the command happens.
import type { RegisterEvent } from '../../domain/register/events.ts';
import { ok, refuse, type Result } from '../../domain/refusal.ts';
import type { FiscalMoment, FiscalProvider } from './port.ts';

/** In order, each sale on the signature of the one before. Refuses `fiscal.blocked`. */
export function markSales(
  events: readonly RegisterEvent[],
  provider: FiscalProvider,
  { at, previous }: Pick<FiscalMoment, 'at' | 'previous'>,
): Result<readonly RegisterEvent[], 'fiscal.blocked'> {
  const marked: RegisterEvent[] = [];
  let before = previous;
  for (const event of events) {
    if (event.type !== 'sale.completed' && event.type !== 'training.receipt') {
      marked.push(event);
      continue;
    }
    const { sale } = event.payload;
    const training = event.type === 'training.receipt';
    const answer = provider.sign(sale, { at, previous: before, training });
    if (answer.outcome === 'blocked') return refuse('fiscal.blocked', { provider: provider.id });
    if ('signature' in answer.mark) before = answer.mark.signature;
    marked.push({ ...event, payload: { sale: { ...sale, fiscal: answer.mark } } });
  }
  return ok(marked);
}
