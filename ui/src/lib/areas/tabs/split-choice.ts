// What was chosen to go to another tab: how much of each line, a piece at a time where a line can be taken apart.
/** Sizes by line. */
export type Choice = Readonly<Record<string, number>>;

interface Divisible {
  readonly id: string;
  /** Thousandths; negative where it is given back. */
  readonly quantity: number;
  readonly divisible: boolean;
}

const onePiece = 1000;

export function leftOf(line: Divisible, chosen: Choice): number {
  return Math.abs(line.quantity) - (chosen[line.id] ?? 0);
}

/** One more goes; of what cannot be divided all of it. */
export function oneGoes(line: Divisible, chosen: Choice): Choice {
  const step = line.divisible ? onePiece : Math.abs(line.quantity);
  return withQuantity(chosen, line.id, Math.min(Math.abs(line.quantity), (chosen[line.id] ?? 0) + step));
}

/** One comes back. */
export function oneStays(line: Divisible, chosen: Choice): Choice {
  const step = line.divisible ? onePiece : Math.abs(line.quantity);
  return withQuantity(chosen, line.id, Math.max(0, (chosen[line.id] ?? 0) - step));
}

export function allGoes(line: Divisible, chosen: Choice): Choice {
  return withQuantity(chosen, line.id, Math.abs(line.quantity));
}

/** What is still there of what was chosen: another page may have sold or split it meanwhile. */
export function stillThere(lines: readonly Divisible[], chosen: Choice): Choice {
  return Object.fromEntries(
    lines.flatMap(({ id, quantity }) => {
      const wanted = Math.min(chosen[id] ?? 0, Math.abs(quantity));
      return wanted > 0 ? [[id, wanted]] : [];
    }),
  );
}

function withQuantity(chosen: Choice, id: string, quantity: number): Choice {
  const { [id]: _before, ...rest } = chosen;
  return quantity === 0 ? rest : { ...rest, [id]: quantity };
}
