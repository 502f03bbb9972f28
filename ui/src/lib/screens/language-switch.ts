// How a screen switches its language: given by the frame, used wherever a switch stands.
import { createContext } from 'svelte';
import type { Language } from '../i18n/sections.ts';

export const [getLanguageSwitch, setLanguageSwitch] = createContext<(language: Language) => void>();
