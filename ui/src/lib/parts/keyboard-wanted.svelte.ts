// Whether this screen shows a keyboard of its own: yes on a touch screen until somebody says otherwise; remembered for this screen.

const key = 'countertop.screen-keyboard';

class KeyboardWanted {
  on = $state(initial());

  toggle(): void {
    this.on = !this.on;
    localStorage.setItem(key, this.on ? 'shown' : 'hidden');
  }
}

function initial(): boolean {
  const chosen = localStorage.getItem(key);
  return chosen === null ? matchMedia('(pointer: coarse)').matches : chosen === 'shown';
}

export const keyboardWanted = new KeyboardWanted();
