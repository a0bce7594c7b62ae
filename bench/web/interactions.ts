import type { Page } from 'playwright-core'

export interface Interaction {
  /** What the browser was told, e.g. `keydown`, and of what element. */
  readonly what: string
  readonly tookMs: number
}

/** Counts from now on how long each press and key took until the next picture, as browsers count for INP; in steps of eight milliseconds. */
export async function watchInteractions(page: Page): Promise<() => Promise<Interaction[]>> {
  await page.addInitScript(() => {
    interface Timing extends PerformanceEntry {
      interactionId?: number
      target?: Element | null
    }
    const longest = new Map<number, { what: string; tookMs: number }>()
    Object.assign(globalThis, { interactions: longest })
    new PerformanceObserver((list) => {
      for (const { interactionId, name, duration, target } of list.getEntries() as Timing[])
        if (interactionId && duration > (longest.get(interactionId)?.tookMs ?? 0))
          longest.set(interactionId, {
            what: `${name} ${target?.closest('a, button')?.textContent.slice(0, 20) ?? ''}`.trim(),
            tookMs: duration,
          })
    }).observe({ type: 'event', buffered: true, durationThreshold: 16 } as PerformanceObserverInit)
  })
  return async () => {
    // The observer is told a while after the picture.
    await page.waitForTimeout(500)
    return page.evaluate(() => {
      const all = (globalThis as unknown as { interactions: Map<number, Interaction> }).interactions
      const values = [...all.values()]
      all.clear()
      return values
    })
  }
}

/** As a phone of the middle class: a quarter of this machine's speed. */
export async function slowDown(page: Page, times: number): Promise<void> {
  const session = await page.context().newCDPSession(page)
  await session.send('Emulation.setCPUThrottlingRate', { rate: times })
}
