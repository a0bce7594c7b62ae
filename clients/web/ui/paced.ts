/** Live values are read aloud no oftener: whoever listens hears nothing else otherwise. */
export const ANNOUNCED_EVERY_MS = 15_000

/** Passes on the newest of what comes often: the first at once, then at most one in `everyMs`, and always the last. */
export function paced<T>(everyMs: number, told: (value: T) => void) {
  let timer: ReturnType<typeof setTimeout> | undefined
  let waiting: { value: T } | undefined
  const next = () => {
    timer = undefined
    if (!waiting) return
    const { value } = waiting
    waiting = undefined
    timer = setTimeout(next, everyMs)
    told(value)
  }
  return {
    tell(value: T): void {
      waiting = { value }
      if (timer === undefined) next()
    },
    end: (): void => clearTimeout(timer),
  }
}
