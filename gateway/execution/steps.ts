import { setTimeout as wait } from 'node:timers/promises'

/** Work that keeps the process busy, in steps. */
export type Steps<T> = Generator<void, T, void>

export function atOnce<T>(steps: Steps<T>): T {
  for (;;) {
    const { done, value } = steps.next()
    if (done) return value
  }
}

/** With a pause of `pauseMs` between two steps, in which everything that has waited is done. */
export async function withPauses<T>(steps: Steps<T>, pauseMs: number): Promise<T> {
  for (;;) {
    const { done, value } = steps.next()
    if (done) return value
    await wait(pauseMs)
  }
}
