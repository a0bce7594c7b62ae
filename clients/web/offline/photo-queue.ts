import { onAnswer } from '../graph/connection.ts'
import { createStore } from '../store.ts'
import { advance } from './advance.ts'
import { drain, type PhotoStore, type Transport } from './drain.ts'
import type { QueuedPhoto, Trouble } from './photo.ts'

export interface QueueState<Claim> {
  /** The oldest first; null until they are read. */
  photos: readonly QueuedPhoto<Claim>[] | null
  /** What is being sent, by this tab or another. */
  sending: { id: string; share: number } | null
}

/** Told from tab to tab. */
type News = { is: 'CHANGED' } | { is: 'SENDING'; id: string; share: number }

/** Between tries while the platform cannot be reached, or has too much. Whatever is heard of it in between is a try at once. */
const PAUSES_MS = [5_000, 10_000, 20_000, 60_000]
/** What was submitted is shown for as long; then the graph alone has it. */
const SHOWN_FOR_MS = 24 * 3_600_000

/**
 * The photos of one user on this device: kept first, then sent. It begins at the start, when the page is seen again, and with the first answer of the platform
 * after a failure. A lock lets one tab send at a time; where that tab is closed, the next one goes on.
 */
export function createPhotoQueue<Claim>(options: {
  owner: string
  store: PhotoStore<Claim>
  transport: Transport<Claim>
  /** The user who is signed in now. */
  reader: () => string | null
}) {
  const { owner, store, transport, reader } = options
  const name = `evergraph.photos/${owner}`
  const state = createStore<QueueState<Claim>>({ photos: null, sending: null })
  const channel = new BroadcastChannel(name)
  let [isRunning, isWanted, isStopped] = [false, false, false]
  let failures = 0
  let trouble: Trouble | null = null
  let timer: ReturnType<typeof setTimeout> | undefined

  // A channel has no origin to name: it is its own origin's alone.
  // oxlint-disable-next-line unicorn/require-post-message-target-origin
  const tell = (news: News) => channel.postMessage(news)
  const read = async () => state.set({ ...state.get(), photos: await store.all() })
  const changed = async () => {
    state.set({ ...state.get(), sending: null })
    await read()
    if (!isStopped) tell({ is: 'CHANGED' })
  }
  const sending = (id: string, share: number) => {
    const percent = Math.round(share * 100) / 100
    if (state.get().sending?.id === id && state.get().sending?.share === percent) return
    state.set({ ...state.get(), sending: { id, share: percent } })
    if (!isStopped) tell({ is: 'SENDING', id, share: percent })
  }
  const isOwner = () => !isStopped && reader() === owner
  const now = () => Date.now()

  async function run(): Promise<void> {
    clearTimeout(timer)
    trouble = await drain({ store, transport, isOwner, now, changed, sending })
    failures = trouble ? failures + 1 : 0
    if (!trouble || isStopped) return
    timer = setTimeout(wake, PAUSES_MS[Math.min(failures, PAUSES_MS.length) - 1])
  }

  /** Sends what there is to send; while that is under way, once more after it. */
  function wake(): void {
    isWanted = true
    if (isRunning || isStopped) return
    isRunning = true
    const all = async () => {
      try {
        while (isWanted) {
          isWanted = false
          await navigator.locks.request(name, run)
        }
      } finally {
        isRunning = false
      }
    }
    void all()
  }
  const seen = () => document.visibilityState === 'visible' && wake()
  // Its own requests are answers too: they are no reason to try again.
  const heard = () => trouble?.kind === 'UNREACHABLE' && !isRunning && wake()

  channel.addEventListener('message', ({ data }: MessageEvent<News>) => {
    if (data.is === 'CHANGED') state.set({ ...state.get(), sending: null })
    else state.set({ ...state.get(), sending: { id: data.id, share: data.share } })
    if (data.is === 'CHANGED') void read()
  })
  document.addEventListener('visibilitychange', seen)
  const unhear = onAnswer(heard)

  return {
    state,
    wake,
    /** Removes what is long done, and sends what is not. */
    async start(): Promise<void> {
      await read()
      const old = state.get().photos?.filter(({ step, addedAt }) => step.at === 'SUBMITTED' && now() - addedAt > SHOWN_FOR_MS) ?? []
      for (const { id } of old) await store.remove(id)
      if (old.length > 0) await changed()
      wake()
    },
    /** Keeps a photo, and sends it. Throws where the device has no room; nothing of it is kept then. */
    async add(file: Blob, facts: { claim: Claim; captureId: string | null }): Promise<string> {
      const id = crypto.randomUUID()
      const { type: contentType, size: sizeBytes } = file
      await store.add({ id, owner, addedAt: now(), contentType, sizeBytes, ...facts, step: { at: 'KEPT' }, trouble: null }, file)
      // Where the browser agrees, it does not clear photos away to make room for others.
      void navigator.storage?.persist?.()
      await changed()
      wake()
      return id
    },
    /** Another try of what was refused, with another claim perhaps. */
    async again(id: string, claim?: Claim): Promise<void> {
      await store.change(id, (photo) => advance(photo, { is: 'WANTED_AGAIN', claim }))
      await changed()
      wake()
    },
    async remove(id: string): Promise<void> {
      await store.remove(id)
      await changed()
    },
    file: (id: string) => store.file(id),
    /** Its user has signed out: nothing more is sent or heard. */
    stop(): void {
      isStopped = true
      clearTimeout(timer)
      unhear()
      document.removeEventListener('visibilitychange', seen)
      channel.close()
    },
  }
}

export type PhotoQueue<Claim> = ReturnType<typeof createPhotoQueue<Claim>>
