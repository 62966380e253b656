/**
 * The steps from a prompt to a sale. A ticket reached a step when it reached all before it too, so that each is a share of
 * the one before: whoever bought without being referred is counted under interested, and in the sales of the day.
 */
export const FUNNEL = ['prompted', 'engaged', 'interested', 'referred', 'met', 'sold'] as const;
/** The steps from the sentence at the counter to a sale. */
export const PITCH_FUNNEL = ['pitched', 'interested', 'sold'] as const;

export type FunnelStep = (typeof FUNNEL)[number];
