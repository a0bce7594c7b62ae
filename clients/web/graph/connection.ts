import { createStore } from '../store.ts'

/** Since when live pages hear nothing, as `Date.now()`; null while they do. */
export const brokenSince = createStore<number | null>(null)

/** A subscription broke, and is being tried again. */
export const interrupted = (): void => brokenSince.set(brokenSince.get() ?? Date.now())

/** Something was heard. */
export const heard = (): void => brokenSince.set(null)
