import { setTimeout as wait } from 'node:timers/promises'

/** Waits until `check` gives something other than undefined, null or false, and returns it. Errors count as "not yet". */
export async function until<T>(
  check: () => Promise<T> | T,
  { timeoutMs = 30_000, everyMs = 20 } = {},
): Promise<Exclude<T, undefined | null | false>> {
  const end = Date.now() + timeoutMs
  let last: unknown
  for (;;) {
    try {
      const value = await check()
      if (value !== undefined && value !== null && value !== false) return value as Exclude<T, undefined | null | false>
      last = undefined
    } catch (error) {
      last = error
    }
    if (Date.now() > end)
      throw new Error(`It did not come to pass within ${timeoutMs} ms${last instanceof Error ? `: ${last.message}` : '.'}`, {
        cause: last,
      })
    await wait(everyMs)
  }
}
