import { createStore } from '../../../web/store.ts'

/** How long a decision can be taken back. */
export const UNDO_MS = 5_000

interface State<Wish> {
  /** Not sent yet. */
  held: Wish | null
  /** Could not be sent, and why. */
  failed: readonly { wish: Wish; cause: unknown }[]
}

/**
 * Holds one wish back for a while, so that it can be taken back. The next wish, or whoever leaves, sends it at once: nothing that was decided is forgotten. What
 * could not be sent stays here, and says so.
 */
export function createPending<Wish>(send: (wish: Wish) => Promise<unknown>, ms = UNDO_MS) {
  const store = createStore<State<Wish>>({ held: null, failed: [] })
  let timer: ReturnType<typeof setTimeout> | undefined
  const change = (part: Partial<State<Wish>>) => store.set({ ...store.get(), ...part })
  const give = (wish: Wish): Promise<void> =>
    send(wish).then(
      () => undefined,
      (cause: unknown) => change({ failed: [...store.get().failed, { wish, cause }] }),
    )
  /** What is held. It is no more: it is sent, or taken back, once. */
  const take = (): Wish | null => {
    const { held } = store.get()
    clearTimeout(timer)
    change({ held: null })
    return held
  }
  const flush = async (): Promise<void> => {
    const wish = take()
    if (wish) await give(wish)
  }

  return {
    use: store.use,
    get: store.get,
    flush,
    /** The wish that is taken back; null when there is none, or it is on its way. */
    undo: take,
    /** Holds this one. What was held before is sent, and nobody waits for it. */
    hold(wish: Wish): void {
      void flush()
      change({ held: wish })
      timer = setTimeout(() => void flush(), ms)
    },
    /** Forgets one that could not be sent. */
    drop: (wish: Wish) => change({ failed: store.get().failed.filter((each) => each.wish !== wish) }),
    /** Tries all anew that could not be sent. */
    async resend(): Promise<void> {
      const { failed } = store.get()
      change({ failed: [] })
      await Promise.all(failed.map(({ wish }) => give(wish)))
    },
  }
}

export type Pending<Wish> = ReturnType<typeof createPending<Wish>>
