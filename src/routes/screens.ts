/** The screens that people open, as the start page lists them. */
export const SCREENS = ['wall', 'display', 'lobby', 'counter', 'head'] as const;
