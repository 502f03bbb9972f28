// Noise for codecs: random bytes from a seed, whole frames, frames with a bit turned, a byte lost or doubled, cut and glued, in chunks of
// any size. A codec must neither throw nor hang nor keep more than it says. 1 MB here, 100 MB in a long run.
import { assert, longRun, seeded } from '../kit.ts';

export interface FuzzedCodec {
  read(bytes: Uint8Array): unknown;
  /** Bytes kept after that. */
  readonly held: number;
}

export interface Fuzzing {
  readonly seed: number;
  readonly make: () => FuzzedCodec;
  /** Good frames, which are spoilt on the way. */
  readonly frames: readonly Uint8Array[];
  readonly heldMax: number;
  /** Each piece arrives by itself, as reports of HID do. */
  readonly packets?: true;
  /** In all; as above unless told. */
  readonly bytes?: number;
}

const chunkMax = 4_096;

export function fuzzCodec({
  seed,
  make,
  frames,
  heldMax,
  packets,
  bytes = (longRun ? 100 : 1) * 1_000_000,
}: Fuzzing): void {
  const chance = seeded(seed);
  const codec = make();
  const spoilt = (frame: Uint8Array): Uint8Array => {
    const at = chance.int(0, frame.length - 1);
    switch (chance.int(0, 4)) {
      case 0:
        return frame;
      case 1:
        return frame.map((byte, index) => (index === at ? byte ^ (1 << chance.int(0, 7)) : byte));
      case 2:
        return Buffer.concat([frame.subarray(0, at), frame.subarray(at + 1)]);
      case 3:
        return Buffer.concat([frame.subarray(0, at + 1), frame.subarray(at)]);
      default:
        return frame.subarray(0, at);
    }
  };
  const piece = (): Uint8Array =>
    frames.length > 0 && chance.happens(0.7) ? spoilt(chance.pick(frames)) : chance.bytes(chance.int(1, 64));
  function* anywhere(stream: Uint8Array): Generator<Uint8Array> {
    for (let at = 0; at < stream.length;) {
      const upTo = at + chance.int(1, 200);
      yield stream.subarray(at, upTo);
      at = upTo;
    }
  }
  for (let sent = 0; sent < bytes;) {
    const pieces: Uint8Array[] = [];
    const size = chance.int(1, chunkMax);
    for (let length = 0; length < size;) {
      const next = piece();
      pieces.push(next);
      length += next.length;
    }
    for (const chunk of packets === true ? pieces : anywhere(Buffer.concat(pieces))) {
      codec.read(chunk);
      sent += chunk.length;
    }
    assert.ok(codec.held <= heldMax, `keeps ${String(codec.held)} bytes, seed ${String(seed)}`);
  }
}
