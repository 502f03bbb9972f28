// Commands for trying the program out: they sell what nobody buys. In the Norwegian build practice.norway.ts stands in their place.
import type { CommandEntry } from './command.ts';

export const practice: Readonly<Record<string, CommandEntry>> = {
  demo: {
    words: 'demo                      start the demo shop with simulated devices',
    load: async () => (await import('./demo.ts')).demo,
  },
  replay: {
    words:
      'replay <csv>              sell a file of baskets or take-away orders through the real command path',
    load: async () => (await import('./replay.ts')).replay,
  },
};
