// Draws the rooms and the arrows between them as dependency-cruiser finds them, for ARCHITECTURE.md: `make picture`.
// With --check it only says whether the picture is up to date. No layout program is needed: the layers are the design.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cruise, type ICruiseResult } from 'dependency-cruiser';
import { repositoryRoot } from './kit/surroundings.ts';
import { draw, roomArrows } from './picture/rooms.ts';

const picture = join(repositoryRoot, 'appliance/docs/pictures/rooms.svg');

async function main(): Promise<number> {
  const config = (await import(join(repositoryRoot, '.dependency-cruiser.js'))) as {
    default: { options: object };
  };
  const result = await cruise(
    ['appliance/src', 'ui/src'].filter((folder) => existsSync(join(repositoryRoot, folder))),
    { ...config.default.options, cache: false, baseDir: repositoryRoot },
  );
  const { modules } = result.output as ICruiseResult;
  const drawn = draw(
    roomArrows(
      modules.map(({ source, dependencies }) => ({
        source,
        targets: dependencies.map(({ resolved }) => resolved),
      })),
    ),
  );
  if (!process.argv.includes('--check')) {
    writeFileSync(picture, drawn);
    return 0;
  }
  if (existsSync(picture) && readFileSync(picture, 'utf8') === drawn) return 0;
  console.error(
    'appliance/docs/pictures/rooms.svg is not what the source says: run `make picture` and look at what changed',
  );
  return 1;
}

process.exitCode = await main();
