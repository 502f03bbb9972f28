// Raw bytes over TCP: network printers on port 9100, serial device servers, simulated devices.
import type { SocketAddress } from '../address.ts';
import type { Pipe } from '../pipe.ts';
import { openSocket, shutSocket, socketWriteTimeoutMs, writeSocket } from '../socket.ts';
import type { OpenOptions } from '../socket.ts';
import { WirePipe } from '../wire-pipe.ts';

/** Throws Fault `device.gone` | `device.timeout` | `stopped`. */
export async function openTcpPipe(address: SocketAddress, options: OpenOptions): Promise<Pipe> {
  const socket = await openSocket(address, options);
  const pipe = new WirePipe(
    {
      send: (bytes) => writeSocket(socket, bytes),
      shut: () => shutSocket(socket, options.clock),
    },
    { clock: options.clock, writeTimeoutMs: socketWriteTimeoutMs },
  );
  socket.on('data', (bytes) => pipe.deliver(bytes));
  // The other side will not speak again: for a device that is the end.
  socket.on('end', () => pipe.lost());
  socket.on('close', () => pipe.lost());
  socket.resume();
  return pipe;
}
