import { createStore } from '../store.ts'

/** Since when live pages hear nothing, as `Date.now()`; null while they do. */
export const brokenSince = createStore<number | null>(null)

/** A subscription broke, and is being tried again. */
export const interrupted = (): void => brokenSince.set(brokenSince.get() ?? Date.now())

/** Something was heard. */
export const heard = (): void => {
  brokenSince.set(null)
  answered()
}

const listeners = new Set<() => void>()

/** The platform was reached: whatever waits for that is told. Browsers' own word for it (`navigator.onLine`) is often wrong. */
export function answered(): void {
  for (const listener of listeners) listener()
}

export function onAnswer(listener: () => void): () => void {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}
