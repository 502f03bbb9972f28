// Files as a port: keys, exports, uploads. Durable: temp file, fsync, rename, fsync of the folder.

export interface Disk {
  /** Undefined when the file does not exist. */
  read(path: string): Promise<Uint8Array | undefined>;
  /** Replaces the file whole or not at all. `mode` e.g. 0o600 for keys. Throws Fault `storage.full` | `storage.failed`. */
  write(path: string, content: Uint8Array, mode?: number): Promise<void>;
  /** Bytes free for this process on the volume of `path`. */
  freeBytes(path: string): Promise<number>;
}
