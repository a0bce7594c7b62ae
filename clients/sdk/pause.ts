export interface Backoff {
  /** About the first pause; each further one is twice as long. */
  baseMs: number
  /** The longest pause. */
  maxMs: number
}

/**
 * Waits before try number `attempt` (from 1). Half of the pause is left to chance, so that many clients that lost the same server do
 * not come back at once. Rejects with the signal's reason when it aborts.
 */
export function pause(attempt: number, { baseMs, maxMs }: Backoff, signal: AbortSignal): Promise<void> {
  const longest = Math.min(baseMs * 2 ** (attempt - 1), maxMs)
  return new Promise((resolve, reject) => {
    const abort = () => {
      clearTimeout(timer)
      reject(signal.reason as Error)
    }
    const timer = setTimeout(
      () => {
        signal.removeEventListener('abort', abort)
        resolve()
      },
      longest * (0.5 + Math.random() / 2),
    )
    if (signal.aborted) abort()
    else signal.addEventListener('abort', abort, { once: true })
  })
}

/** The work's result, or the signal's reason as soon as it aborts, whatever becomes of the work. */
export async function orAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  signal.throwIfAborted()
  const aborted = Promise.withResolvers<never>()
  const abort = () => aborted.reject(signal.reason)
  signal.addEventListener('abort', abort, { once: true })
  try {
    return await Promise.race([work, aborted.promise])
  } finally {
    signal.removeEventListener('abort', abort)
  }
}
