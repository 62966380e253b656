/** The live protocol's version. A screen that speaks another one is told `bye protocol` and loads itself anew. */
export const PROTOCOL = 1;
