/**
 * The tables, in drizzle's words: `drizzle-kit generate` makes migrations from them and the compiler the
 * types of rows. Imported for its types only (statements.ts says why), but for people, whom better-auth
 * reads and writes through drizzle (people-adapter.ts).
 */
export * from './log.ts';
export * from './history.ts';
export * from './customers.ts';
export * from './care.ts';
export * from './keys.ts';
export * from './displays.ts';
export * from './audit.ts';
export * from './people.ts';
export * from './webhooks.ts';
