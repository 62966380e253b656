/** The set-up's steps, in order. */
export const STEPS = ['language', 'administrator', 'branch', 'devices', 'displays'] as const;
export type StepName = (typeof STEPS)[number];
