/**
 * A wish that must be done once: its idempotency key is kept for this tab until it is done, so that a second try, or a page that was loaded again, asks for
 * the same and not for another one.
 */
export function intentOf(wish: string): { key: string; done: () => void } {
  const name = `evergraph.intent/${wish}`
  const key = sessionStorage.getItem(name) ?? crypto.randomUUID()
  sessionStorage.setItem(name, key)
  return { key, done: () => sessionStorage.removeItem(name) }
}
