// From imports between files to a picture of rooms and arrows. Pure: the same imports give the same bytes.

export interface ModuleImports {
  readonly source: string;
  readonly targets: readonly string[];
}

export interface Arrow {
  readonly from: string;
  readonly to: string;
}

export interface Rooms {
  readonly names: readonly string[];
  readonly arrows: readonly Arrow[];
}

/** The layers of the design, top down. A room that is not named here is drawn at the top, where it will be seen. */
const layers: readonly (readonly string[])[] = [
  ['cli', 'main', 'simulators'],
  ['replay', 'daemon', 'demo'],
  ['till', 'self-checkout', 'kitchen', 'back-office'],
  ['sync', 'platform', 'devices'],
  ['ports', 'protocol', 'ui'],
  ['domain'],
];

/** What each room is for, in few words. */
const duties: Readonly<Record<string, string>> = {
  main: 'the process',
  daemon: 'builds a box',
  demo: 'a shop to try',
  replay: 'sells a file of baskets',
  cli: 'countertop …',
  simulators: 'the other half of each wire',
  till: 'selling',
  'self-checkout': 'unattended',
  kitchen: 'tickets',
  'back-office': 'deciding',
  sync: 'journal up, feed down',
  platform: 'store, http, link, log',
  devices: 'drivers speak bytes',
  ports: 'clock, ids, store, …',
  protocol: 'what crosses a wire',
  ui: 'pages',
  domain: 'pure rules',
};

const size = { width: 184, height: 56, gapX: 28, gapY: 64, margin: 24 } as const;

function roomOf(path: string): string | undefined {
  if (/\.test\.ts$|\/contract\.ts$/.test(path)) return undefined;
  if (path.startsWith('ui/src/')) return 'ui';
  if (path.startsWith('appliance/src/platform/ports/')) return 'ports';
  return /^appliance\/src\/([^/]+?)(?:\.ts$|\/)/.exec(path)?.[1];
}

/** Rooms and the arrows between them; tests do not count, as they may import anything. */
export function roomArrows(modules: readonly ModuleImports[]): Rooms {
  const names = new Set<string>();
  const arrows = new Map<string, Arrow>();
  for (const { source, targets } of modules) {
    const from = roomOf(source);
    if (from === undefined) continue;
    names.add(from);
    for (const target of targets) {
      const to = roomOf(target);
      if (to !== undefined && to !== from) arrows.set(`${from} ${to}`, { from, to });
    }
  }
  const byName = (a: string, b: string): number => a.localeCompare(b, 'en');
  return {
    names: [...names].sort(byName),
    arrows: [...arrows.values()].sort((a, b) => byName(`${a.from} ${a.to}`, `${b.from} ${b.to}`)),
  };
}

/** Whether rooms lead from one to another over at least one room between. */
function leadsRoundabout(arrows: readonly Arrow[], { from, to }: Arrow): boolean {
  const seen = new Set<string>();
  const open = arrows.filter((arrow) => arrow.from === from && arrow.to !== to).map((arrow) => arrow.to);
  for (let room = open.pop(); room !== undefined; room = open.pop()) {
    if (room === to) return true;
    if (seen.has(room) || room === from) continue;
    seen.add(room);
    open.push(...arrows.filter((arrow) => arrow.from === room).map((arrow) => arrow.to));
  }
  return false;
}

interface Box {
  readonly x: number;
  readonly y: number;
}

function place(names: readonly string[]): {
  readonly boxes: ReadonlyMap<string, Box>;
  readonly width: number;
  readonly height: number;
} {
  const known = new Set(layers.flat());
  const strangers = names.filter((name) => !known.has(name));
  const rows = [strangers, ...layers.map((layer) => layer.filter((name) => names.includes(name)))].filter(
    (row) => row.length > 0,
  );
  const longest = Math.max(...rows.map((row) => row.length));
  const rowWidth = (count: number): number => count * size.width + (count - 1) * size.gapX;
  const width = rowWidth(longest) + 2 * size.margin;
  const boxes = new Map<string, Box>();
  rows.forEach((row, line) => {
    const left = (width - rowWidth(row.length)) / 2;
    row.forEach((name, column) => {
      boxes.set(name, {
        x: left + column * (size.width + size.gapX),
        y: size.margin + line * (size.height + size.gapY),
      });
    });
  });
  return {
    boxes,
    width,
    height: 2 * size.margin + rows.length * size.height + (rows.length - 1) * size.gapY,
  };
}

function drawArrow(from: Box, to: Box): string {
  const half = size.width / 2;
  if (to.y === from.y) {
    const [start, end] = to.x > from.x ? [from.x + size.width, to.x] : [from.x, to.x + size.width];
    const y = from.y + size.height / 2;
    return `M${String(start)} ${String(y)} L${String(end)} ${String(y)}`;
  }
  const down = to.y > from.y;
  const [y1, y2] = down ? [from.y + size.height, to.y] : [from.y, to.y + size.height];
  // Arrows leave and arrive a little to the side of their goal, so that they can be told apart.
  const lean = Math.max(-half + 16, Math.min(half - 16, (to.x - from.x) / 6));
  const [x1, x2] = [from.x + half + lean, to.x + half - lean].map(Math.round) as [number, number];
  const middle = (y1 + y2) / 2;
  return `M${String(x1)} ${String(y1)} C${String(x1)} ${String(middle)} ${String(x2)} ${String(middle)} ${String(x2)} ${String(y2)}`;
}

/**
 * An SVG for light and dark pages. Arrows that follow from others are left out; one that points up is drawn red, as the design has
 * none.
 */
export function draw({ names, arrows }: Rooms): string {
  const { boxes, width, height } = place(names);
  const lines = arrows.flatMap((arrow) => {
    const { from, to } = arrow;
    const [start, end] = [boxes.get(from), boxes.get(to)];
    if (start === undefined || end === undefined) return [];
    const up = end.y < start.y;
    // What follows from other arrows would only hide them; an arrow against the design is always drawn.
    if (!up && leadsRoundabout(arrows, arrow)) return [];
    const kind = up ? 'arrow up' : 'arrow';
    return [
      `  <path class="${kind}" d="${drawArrow(start, end)}"><title>${from} imports ${to}</title></path>`,
    ];
  });
  const rooms = [...boxes].flatMap(([name, { x, y }]) => [
    `  <rect x="${String(x)}" y="${String(y)}" width="${String(size.width)}" height="${String(size.height)}" rx="10"/>`,
    `  <text class="name" x="${String(x + size.width / 2)}" y="${String(y + 24)}">${name}</text>`,
    `  <text x="${String(x + size.width / 2)}" y="${String(y + 43)}">${duties[name] ?? ''}</text>`,
  ]);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${String(width)} ${String(height)}" role="img" aria-label="Rooms of Countertop and who imports whom">`,
    '  <!-- Generated by `make picture` from the imports in the source. Do not edit. -->',
    '  <style>',
    '    rect { fill: #f7f7f5; stroke: #8a8a86; } text { font: 13px system-ui, sans-serif; fill: #55554f; text-anchor: middle; }',
    '    .name { font-size: 16px; font-weight: 600; fill: #1c1c1a; } .arrow { fill: none; stroke: #8a8a86; marker-end: url(#head); }',
    '    .up { stroke: #c62828; stroke-width: 2; } #head path { fill: #8a8a86; }',
    '    @media (prefers-color-scheme: dark) { rect { fill: #22221f; stroke: #77776f; } text { fill: #b9b9b0; } .name { fill: #f2f2ec; } }',
    '  </style>',
    '  <marker id="head" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="8" markerHeight="8" orient="auto"><path d="M0 0 L8 4 L0 8 z"/></marker>',
    ...lines,
    ...rooms,
    '</svg>',
    '',
  ].join('\n');
}
