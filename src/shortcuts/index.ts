import { addToOperation } from './add-to-operation.ts';
import type { Shortcut } from './shortcut.ts';

/** Every shortcut in the menu of a message. */
export const SHORTCUTS: readonly Shortcut[] = [addToOperation];
