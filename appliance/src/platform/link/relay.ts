// Passes frames between a page and another WebSocket server of this machine, both ways, and ends both when either ends.
import { WebSocket } from 'ws';

/** Frames held for the other side while it is still connecting. */
const heldMax = 100;
/** Bytes on their way to a side that does not read; it is cut off then. */
const pendingBytesMax = 8 * 1024 * 1024;

function pass(to: WebSocket, frame: string): void {
  if (to.readyState !== WebSocket.OPEN) return;
  if (to.bufferedAmount > pendingBytesMax) to.terminate();
  else to.send(frame);
}

export function relay(page: WebSocket, address: string): void {
  const other = new WebSocket(address, {
    handshakeTimeout: 5_000,
    maxPayload: 8 * 1024 * 1024,
    perMessageDeflate: false,
  });
  const held: string[] = [];
  page.on('message', (data) => {
    const frame = Buffer.isBuffer(data) ? data.toString('utf8') : '';
    if (other.readyState === WebSocket.OPEN) pass(other, frame);
    else if (held.length < heldMax) held.push(frame);
  });
  other.on('open', () => {
    for (const frame of held.splice(0)) other.send(frame);
  });
  other.on('message', (data) => {
    if (Buffer.isBuffer(data)) pass(page, data.toString('utf8'));
  });
  other.on('close', () => {
    page.close(4004, 'simulators gone');
  });
  other.on('error', () => {
    page.close(4004, 'simulators gone');
  });
  page.on('close', () => {
    other.terminate();
  });
}
