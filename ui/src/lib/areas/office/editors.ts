// Editors that belong to one matter, by the name the page rules call them.
import type { Editor } from './editor.ts';

export const editors: Readonly<Record<string, Editor | undefined>> = {};
