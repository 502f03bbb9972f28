// What an editor of its own is given: the draft, a way to change some of it, the record behind it if there is one, and what the office said against it.
import type { Component } from 'svelte';
import type { OfficeRecord } from '@countertop/appliance/protocol';

export interface EditorProps {
  /** The draft, or the row of it this editor stands in. */
  readonly body: Readonly<Record<string, unknown>>;
  readonly change: (part: Readonly<Record<string, unknown>>) => void;
  readonly key: string;
  /** Undefined while it is new. */
  readonly record: OfficeRecord | undefined;
  /** Why nothing can be changed. Given: nothing can. */
  readonly why: string | undefined;
  readonly label: string;
}

export type Editor = Component<EditorProps>;
