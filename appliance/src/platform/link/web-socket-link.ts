// A `ws` socket as a Link.
import type { WebSocket } from 'ws';
import type { Clock } from '../ports/clock.ts';
import type { Link } from '../ports/link.ts';

/** Who was told goodbye and does not answer is let go after this: it holds up neither a stop nor memory. */
const goodbyeMs = 2_000;

/** Closes the socket, by force when the other side does not play along. */
export function closeSoon(
  socket: WebSocket,
  clock: Clock,
  why: { readonly code: number; readonly reason: string },
): void {
  socket.close(why.code, why.reason);
  const cancel = clock.after(goodbyeMs, () => {
    socket.terminate();
  });
  socket.once('close', cancel);
}

export function webSocketLink(socket: WebSocket, clock: Clock): Link {
  return {
    send(frame) {
      if (socket.readyState === socket.OPEN) socket.send(frame);
    },
    get pendingBytes() {
      return socket.bufferedAmount;
    },
    close(code, reason) {
      closeSoon(socket, clock, { code, reason });
    },
    onFrame(listener) {
      socket.on('message', (data, isBinary) => {
        // Binary frames are never sent by our pages: an empty text is refused as malformed.
        listener(isBinary || !Buffer.isBuffer(data) ? '' : data.toString('utf8'));
      });
    },
    onClose(listener) {
      socket.on('close', listener);
    },
  };
}
