// There is no demo shop in the Norwegian build, and so there are no codes of its goods.
export const demoCodes: readonly never[] = [];
