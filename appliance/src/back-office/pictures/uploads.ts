// Pictures people sent to the office: kept in three sizes under one name, which is what a record holds.
import { join } from 'node:path';
import type { PictureRefusal } from '../../platform/pictures/decode.ts';
import { ditheredLogo } from '../../platform/pictures/dithered-logo.ts';
import { pictureStore } from '../../platform/pictures/picture-store.ts';
import { type PictureSize, pictureSizes } from '../../platform/pictures/sized-pictures.ts';
import type { Clock } from '../../platform/ports/clock.ts';
import type { Disk } from '../../platform/ports/disk.ts';

export interface UploadsGround {
  readonly disk: Disk;
  readonly clock: Clock;
  readonly folder: string;
}

export type Uploaded =
  | { readonly ok: true; readonly name: string }
  | { readonly ok: false; readonly refusal: PictureRefusal | { readonly code: 'picture.no-room' } };

type Names = Readonly<Record<PictureSize, string>>;

/** Tells uploaded pictures from those that come with the product. */
const prefix = 'up-';
const nameForm = /^up-[0-9a-f]{24}$/;
/** Dots on paper of 80 mm at 203 dpi. */
const logoDots = 576;

export class Uploads {
  readonly #ground: UploadsGround;
  readonly #store: ReturnType<typeof pictureStore>;

  constructor(ground: UploadsGround) {
    this.#ground = ground;
    this.#store = pictureStore(ground);
  }

  /** The same picture gets the same name. Throws Fault `storage.*`. */
  async add(bytes: Uint8Array): Promise<Uploaded> {
    const added = await this.#store.add(bytes);
    if (!added.ok) return added;
    const name = `${prefix}${added.names[320].replace('.webp', '')}`;
    await this.#ground.disk.write(this.#index(name), Buffer.from(JSON.stringify(added.names)));
    return { ok: true, name };
  }

  /** WebP. Undefined: there is none of this name and size. */
  async read(name: string, size: number): Promise<Uint8Array | undefined> {
    const wanted = pictureSizes.find((each) => each === size);
    const names = wanted === undefined ? undefined : await this.#names(name);
    return wanted === undefined || names === undefined ? undefined : this.#store.read(names[wanted]);
  }

  /** As the receipt printer prints it, a bit for each dot in base64; null: there is none, or it cannot be made into dots. */
  async logo(
    name: string,
  ): Promise<{ readonly widthDots: number; readonly heightDots: number; readonly bits: string } | null> {
    const picture = await this.read(name, 1_024);
    if (picture === undefined) return null;
    const made = await ditheredLogo(picture, logoDots);
    if (!made.ok) return null;
    const { width, height, rows } = made.logo;
    return { widthDots: width, heightDots: height, bits: Buffer.from(rows).toString('base64') };
  }

  async #names(name: string): Promise<Names | undefined> {
    if (!nameForm.test(name)) return undefined;
    const index = await this.#ground.disk.read(this.#index(name));
    return index === undefined ? undefined : (JSON.parse(Buffer.from(index).toString()) as Names);
  }

  #index(name: string): string {
    return join(this.#ground.folder, `${name}.json`);
  }
}
