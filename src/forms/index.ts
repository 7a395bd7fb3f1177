import type { Form } from './form.ts';

/** Every form that can be sent. */
export const FORMS: readonly Form[] = [];
