import { afterEach, beforeEach, vi } from 'vitest'

/** A tab's own storage, which Node has not: a new one for each test of the file. */
export function tabStorage(): Map<string, string> {
  const kept = new Map<string, string>()
  beforeEach(() => {
    kept.clear()
    vi.stubGlobal('sessionStorage', {
      getItem: (name: string) => kept.get(name) ?? null,
      setItem: (name: string, value: string) => void kept.set(name, value),
      removeItem: (name: string) => void kept.delete(name),
    })
  })
  afterEach(() => void vi.unstubAllGlobals())
  return kept
}
