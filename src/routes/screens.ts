/** The screens that people open, as the start page lists them. */
export const SCREENS = [
	'wall',
	'display',
	'kiosk',
	'rating',
	'lobby',
	'counter',
	'wealth',
	'head',
	'devices'
] as const;
