/** The store's door: what the composition root and the commands import. Types come from `types.ts`. */
export { acquireLock } from './lock.ts';
export { openAccess } from './open-access.ts';
export { openHistory } from './open-history.ts';
export type { AccessStore } from './open-access.ts';
export { openStore } from './store.ts';
export { StoreError } from './errors.ts';
