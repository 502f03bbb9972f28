// The Norwegian build sells what somebody buys, and nothing else.
import type { CommandEntry } from './command.ts';

export const practice: Readonly<Record<string, CommandEntry>> = {};
