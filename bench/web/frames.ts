import type { Page } from 'playwright-core'

/** Of one frame of a socket: when it came, and when the page had drawn what it said, both as `performance.now()` of the page. */
export interface Drawn {
  readonly came: number
  readonly drawn: number
}

/**
 * Counts from now on, in every page that is loaded: a frame of a socket, the change of the page that follows from it, and the moment after which that
 * change is on the screen. A frame that changes nothing is not counted.
 */
export async function watchFrames(page: Page): Promise<() => Promise<Drawn[]>> {
  await page.addInitScript(() => {
    const all: { came: number; drawn: number }[] = []
    Object.assign(globalThis, { drawnFrames: all })
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
    const changed = () => {
      if (came === null) return
      const at = came
      came = null
      // The frame that shows the change is drawn between these two.
      requestAnimationFrame(() => {
        const channel = new MessageChannel()
        channel.port1.addEventListener('message', () => all.push({ came: at, drawn: performance.now() }))
        channel.port1.start()
        channel.port2.postMessage(null)
      })
    }
    new MutationObserver(changed).observe(document, { subtree: true, childList: true, characterData: true })
  })
  return () => page.evaluate(() => (globalThis as unknown as { drawnFrames: Drawn[] }).drawnFrames.splice(0))
}
