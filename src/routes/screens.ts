/** The screens that people open, as the start page lists them. */
export const SCREENS = ['wall', 'lobby', 'head'] as const;
