// What a field tells the control inside it: its name for labels, what describes it, whether it may be changed; and what the control tells
// back when it cannot read what was typed.
import { getContext, setContext } from 'svelte';

export interface FieldControl {
  readonly id: string;
  /** Its name is no `<label for>`, as it may stand over several controls. */
  readonly group: boolean;
  readonly labelId: string;
  readonly describedBy: string | undefined;
  readonly invalid: boolean;
  readonly locked: boolean;
  readonly required: boolean;
  /** The control's own problem in words, shown like an error until it is undefined again. */
  report(problem: string | undefined): void;
}

const key = Symbol('field');

export function setField(field: FieldControl): void {
  setContext(key, field);
}

/** Undefined for a control that stands alone with a label of its own. */
export function getField(): FieldControl | undefined {
  return getContext<FieldControl | undefined>(key);
}

export interface ControlAttributes {
  readonly id: string | undefined;
  readonly 'aria-label': string | undefined;
  readonly 'aria-labelledby': string | undefined;
  readonly 'aria-describedby': string | undefined;
  readonly 'aria-invalid': 'true' | undefined;
  readonly 'aria-required': 'true' | undefined;
}

/** For an element that a `<label for>` can name. One with a label of its own shares its field with others: it takes no id. */
export function controlAttributes(field: FieldControl | undefined, label?: string): ControlAttributes {
  return {
    id: label === undefined ? field?.id : undefined,
    'aria-label': label,
    'aria-labelledby': label === undefined && field?.group === true ? field.labelId : undefined,
    'aria-describedby': field?.describedBy,
    'aria-invalid': field?.invalid === true ? 'true' : undefined,
    'aria-required': field?.required === true ? 'true' : undefined,
  };
}

export interface GroupAttributes {
  readonly id: string | undefined;
  readonly role: 'group';
  readonly 'aria-label': string | undefined;
  readonly 'aria-labelledby': string | undefined;
  readonly 'aria-describedby': string | undefined;
}

/** For a control made of several: a group that has the field's name. */
export function groupAttributes(field: FieldControl | undefined, label?: string): GroupAttributes {
  return {
    id: label === undefined ? field?.id : undefined,
    role: 'group',
    'aria-label': label,
    'aria-labelledby': label === undefined ? field?.labelId : undefined,
    'aria-describedby': field?.describedBy,
  };
}

/** For the box around it. */
export function boxAttributes(field: FieldControl | undefined): {
  readonly 'data-invalid': true | undefined;
  readonly 'data-locked': true | undefined;
} {
  return {
    'data-invalid': field?.invalid === true ? true : undefined,
    'data-locked': field?.locked === true ? true : undefined,
  };
}
