/** What pages still have to send in their reader's name. */
const works = new Set<() => Promise<unknown>>()

/** A shared computer is left at once: nobody waits longer for a network that is not there. */
const MOST_MS = 3_000

/** Has this done before its reader signs out, after which nothing can be sent as them. Gives what ends that. */
export function beforeLeaving(work: () => Promise<unknown>): () => void {
  works.add(work)
  return () => void works.delete(work)
}

/** All of it is sent, or has failed, or takes too long. */
export async function nothingLeft(): Promise<void> {
  if (works.size === 0) return
  const { promise: late, resolve } = Promise.withResolvers<void>()
  const timer = setTimeout(resolve, MOST_MS)
  await Promise.race([Promise.allSettled([...works].map((work) => work())), late])
  clearTimeout(timer)
}
