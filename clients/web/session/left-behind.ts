/** What a reader has typed, the secrets of their mails, and where they were. */
const THEIRS = /^evergraph\.(draft\/|letter\/|left-from$)/

/**
 * A tab outlives its reader: on a shared computer the next person sits at the same one. The keys of wishes stay (`once.ts`), for whoever comes back must not
 * pay a second time; they are good for nobody else.
 */
export function forgetReader(storage: Storage = sessionStorage): void {
  for (const key of Object.keys(storage)) if (THEIRS.test(key)) storage.removeItem(key)
}
