// Hands a file to the browser, which keeps it where the person keeps files.
import type { ReceiptFile } from '@countertop/appliance/protocol';

export function saveFile({ name, content }: ReceiptFile): void {
  const bytes = Uint8Array.from(atob(content), (letter) => letter.charCodeAt(0));
  const address = URL.createObjectURL(new Blob([bytes], { type: 'application/pdf' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  URL.revokeObjectURL(address);
}
