// The wire's version. A page and a daemon that differ do not guess: the page reloads itself, a box refuses politely.

export const protocolVersion = 1;
