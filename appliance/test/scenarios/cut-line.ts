// A line between two machines that somebody can cut: passes bytes on between a port of its own and another, until it is told not to.
import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';

export class CutLine {
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  #left = Infinity;

  private constructor(server: Server, to: number) {
    this.#server = server;
    server.on('connection', (near) => {
      this.#pass(near, to);
    });
  }

  static async to(port: number): Promise<CutLine> {
    const server = createServer();
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new CutLine(server, port);
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  get isCut(): boolean {
    return this.#left <= 0;
  }

  /** After so many more bytes from the far side everything is gone, and stays so until it is mended. */
  cutAfter(bytes: number): void {
    this.#left = bytes;
  }

  mend(): void {
    this.#left = Infinity;
  }

  close(): void {
    this.#drop();
    this.#server.close();
  }

  #pass(near: Socket, to: number): void {
    if (this.isCut) {
      near.destroy();
      return;
    }
    const far = connect(to, '127.0.0.1');
    for (const [socket, other] of [
      [near, far],
      [far, near],
    ] as const) {
      this.#sockets.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => {
        this.#sockets.delete(socket);
        other.destroy();
      });
    }
    near.pipe(far);
    far.on('data', (bytes) => {
      this.#left -= bytes.byteLength;
      if (this.isCut) this.#drop();
      else near.write(bytes);
    });
  }

  #drop(): void {
    for (const socket of this.#sockets) socket.destroy();
  }
}
