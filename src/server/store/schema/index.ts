/**
 * The tables, in drizzle's words: `drizzle-kit generate` makes migrations from them and the compiler the
 * types of rows. Imported for its types only (statements.ts says why).
 */
export * from './log.ts';
export * from './history.ts';
export * from './keys.ts';
