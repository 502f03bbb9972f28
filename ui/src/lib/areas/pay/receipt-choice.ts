// Where a customer may go without a receipt. In the Norwegian build receipt-choice.norway.ts stands in its place.

/** Norway wants a receipt of every sale (§ 2-6); the daemon refuses the rest. */
export function mayGoWithout(country: string): boolean {
  return country !== 'NO';
}
