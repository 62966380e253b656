export * from './log.ts';
export * from './history.ts';
export * from './keys.ts';
