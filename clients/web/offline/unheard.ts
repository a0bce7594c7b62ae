import type { EvergraphError } from '../../sdk/errors.ts'
import { createStore } from '../store.ts'

/** Why a question has no answer of just now, and when what is shown instead was heard. */
export interface Unheard {
  /** Null: there may be one yet, but it takes its time. */
  fault: EvergraphError | null
  at: Date
}

/**
 * By the keys of operations. Not in the results: the cache gives a result anew when another question has changed something in it, and knows no more what
 * became of the question itself.
 */
const store = createStore<ReadonlyMap<number, Unheard>>(new Map())

export const useUnheard = (key: number | undefined): Unheard | undefined => store.use().get(key ?? Number.NaN)

export function notHeard(key: number, why: Unheard): void {
  store.set(new Map(store.get()).set(key, why))
}

export function wasHeard(key: number): void {
  if (!store.get().has(key)) return
  const others = new Map(store.get())
  others.delete(key)
  store.set(others)
}
