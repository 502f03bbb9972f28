// Which key presses a screen may take for itself.

/** True for a key nobody has taken, without modifiers, that is not being typed into a field. */
export function isFree(event: KeyboardEvent): boolean {
  if (event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey) return false;
  const { target } = event;
  return !(target instanceof HTMLElement && target.matches('input:not([type=radio]), textarea, select'));
}
