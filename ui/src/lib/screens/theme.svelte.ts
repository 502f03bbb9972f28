// Light, dark, or as the room is: remembered for this screen.

export type Theme = 'auto' | 'light' | 'dark';

const key = 'countertop.theme';

class ThemeChoice {
  value = $state<Theme>(stored());

  apply(): void {
    if (this.value === 'auto') delete document.documentElement.dataset['theme'];
    else document.documentElement.dataset['theme'] = this.value;
  }

  choose(theme: Theme): void {
    this.value = theme;
    localStorage.setItem(key, theme);
    this.apply();
  }
}

function stored(): Theme {
  const chosen = localStorage.getItem(key);
  return chosen === 'light' || chosen === 'dark' ? chosen : 'auto';
}

export const theme = new ThemeChoice();
