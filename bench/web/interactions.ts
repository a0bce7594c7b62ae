import type { Page } from 'playwright-core'

/** Counts from now on how long each press and key took until the next picture, as browsers count for INP; in milliseconds, in steps of eight. */
export async function watchInteractions(page: Page): Promise<() => Promise<number[]>> {
  await page.addInitScript(() => {
    const byInteraction = new Map<number, number>()
    Object.assign(globalThis, { interactions: byInteraction })
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as (PerformanceEntry & { interactionId?: number })[])
        if (entry.interactionId)
          byInteraction.set(entry.interactionId, Math.max(entry.duration, byInteraction.get(entry.interactionId) ?? 0))
    }).observe({ type: 'event', buffered: true, durationThreshold: 16 } as PerformanceObserverInit)
  })
  return async () => {
    // The observer is told a while after the picture.
    await page.waitForTimeout(500)
    return page.evaluate(() => {
      const all = (globalThis as unknown as { interactions: Map<number, number> }).interactions
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
