/** A picture of what was found wrong: screens shrink it before they send it, to a JPEG of at most so many bytes … */
export const MOST_PHOTO = 200_000;
/** … and so many pixels on its longer side. */
export const LONGEST_PHOTO_SIDE = 1_280;

/** What storing one answers with; a check then names it. */
export interface PhotoAnswer {
	photo: string;
}
