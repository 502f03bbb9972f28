// An icon is a component that takes a size: any of Lucide's, or one of ours.
import type { Component } from 'svelte';

export type Icon = Component<{ size?: number; strokeWidth?: number; class?: string; 'aria-hidden'?: 'true' }>;
