// A `ws` socket as a Link.
import type { WebSocket } from 'ws';
import type { Link } from '../ports/link.ts';

export function webSocketLink(socket: WebSocket): Link {
  return {
    send(frame) {
      if (socket.readyState === socket.OPEN) socket.send(frame);
    },
    get pendingBytes() {
      return socket.bufferedAmount;
    },
    close(code, reason) {
      socket.close(code, reason);
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
