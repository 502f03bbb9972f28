// Branded primitives: a number of minor units can never be passed where thousandths of a kilogram are wanted.
// The brand exists only for the compiler; at run time the value is the bare primitive, so it crosses JSON unharmed.

declare const brand: unique symbol;

/** `T` that only a constructor of its own module (or a validated wire schema) may make. */
export type Brand<T, Name extends string> = T & { readonly [brand]: Name };
