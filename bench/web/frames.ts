import type { Page } from 'playwright-core'

/** Of one frame of a socket: when it came, and when the page had drawn what it said, both as `performance.now()` of the page. */
export interface Drawn {
  readonly came: number
  readonly drawn: number
}

/** When the line of a message was drawn, by the clock of this machine. */
export interface Line {
  readonly message: string
  readonly drawnAt: number
}

/**
 * Counts from now on, in every page that is loaded: a frame of a socket, the change of the page that follows from it, and the moment after which that
 * change is on the screen. A frame that changes nothing is not counted. `lines` are those that name a message whose id begins with `bench-`.
 */
export async function watchFrames(page: Page): Promise<{ frames: () => Promise<Drawn[]>; lines: () => Promise<Line[]> }> {
  await page.addInitScript(() => {
    const all: { came: number; drawn: number }[] = []
    const lines: { message: string; drawnAt: number }[] = []
    Object.assign(globalThis, { drawnFrames: all, drawnLines: lines })
    let came: number | null = null
    const Plain = WebSocket
    globalThis.WebSocket = class extends Plain {
      constructor(url: string | URL, protocols?: string | string[]) {
        super(url, protocols)
        this.addEventListener('message', ({ data }) => {
          if (String(data).includes('"next"')) came ??= performance.now()
        })
      }
    }
    const messages = (nodes: Iterable<Node>) =>
      [...nodes].flatMap((node) =>
        [...(node.textContent ?? '').matchAll(/\[([23]),"(bench-\d+)"/g)].map(([, kind, id]) => `${kind} ${id}`),
      )
    const changed = (mutations: MutationRecord[]) => {
      const [at, named] = [came, mutations.flatMap(({ addedNodes }) => messages(addedNodes))]
      came = null
      if (at === null && named.length === 0) return
      // The frame that shows the change is drawn between these two.
      requestAnimationFrame(() => {
        const channel = new MessageChannel()
        channel.port1.addEventListener('message', () => {
          const drawn = performance.now()
          if (at !== null) all.push({ came: at, drawn })
          lines.push(...named.map((message) => ({ message, drawnAt: performance.timeOrigin + drawn })))
        })
        channel.port1.start()
        channel.port2.postMessage(null)
      })
    }
    new MutationObserver(changed).observe(document, { subtree: true, childList: true, characterData: true })
  })
  return {
    frames: () => page.evaluate(() => (globalThis as unknown as { drawnFrames: Drawn[] }).drawnFrames.splice(0)),
    lines: () => page.evaluate(() => (globalThis as unknown as { drawnLines: Line[] }).drawnLines.splice(0)),
  }
}
