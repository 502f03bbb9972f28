// When a form's changes are thrown away, a field that holds what it could not read must let go of it too; no value tells it, since none had
// changed. SaveBar says it to the form, the fields hear it there.
import type { Attachment } from 'svelte/attachments';

const name = 'countertop-discard';

export function sayDiscarded(form: HTMLFormElement | null | undefined): void {
  form?.dispatchEvent(new CustomEvent(name));
}

export function discarded(heard: () => void): Attachment<HTMLInputElement | HTMLTextAreaElement> {
  return (input) => {
    const { form } = input;
    form?.addEventListener(name, heard);
    return () => form?.removeEventListener(name, heard);
  };
}
