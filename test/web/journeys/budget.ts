import { expect, test } from 'vitest'
import type { App, Web } from '../platform.ts'

/** What a first visit may bring, in kB as sent (brotli); the map comes after the list, and has its own. */
const BUDGETS: Readonly<Record<App, { scripts: number; styles: number }>> = {
  // The design wanted 150 with a page or two of those there are now: words and operations of all pages are 25 of it.
  driver: { scripts: 160, styles: 15 },
  admin: { scripts: 230, styles: 15 },
  partner: { scripts: 230, styles: 15 },
}
const MAP = { scripts: 310, worker: 160 }

/** How heavy the first pages are, measured where it counts: by what a browser has fetched. */
export function budget(web: () => Web): void {
  test.each(['driver', 'admin', 'partner'] as const)('the first page of "%s" keeps its budget', async (app) => {
    const { page } = await web().open(app)
    await page.goto('/')
    await page.getByRole('main').waitFor()
    if (app === 'driver') await page.locator('canvas').waitFor()
    await page.waitForLoadState('networkidle')
    const fetched = await page.evaluate(() =>
      (performance.getEntriesByType('resource') as PerformanceResourceTiming[]).map(
        ({ name, encodedBodySize, decodedBodySize }) => ({
          path: new URL(name).pathname,
          kB: encodedBodySize / 1000,
          isPacked: encodedBodySize < decodedBodySize,
        }),
      ),
    )
    const scripts = fetched.filter(({ path }) => path.endsWith('.js'))
    const isMap = ({ path }: { path: string }) => /map/i.test(path)
    const sum = (files: typeof fetched) => Math.ceil(files.reduce((before, { kB }) => before + kB, 0))
    const { scripts: most, styles } = BUDGETS[app]
    expect(sum(scripts.filter((file) => !isMap(file)))).toBeLessThanOrEqual(most)
    expect(sum(fetched.filter(({ path }) => path.endsWith('.css') && !isMap({ path })))).toBeLessThanOrEqual(styles)
    const map = scripts.filter(isMap)
    expect(sum(map.filter(({ path }) => !path.includes('worker')))).toBeLessThanOrEqual(MAP.scripts)
    expect(sum(map.filter(({ path }) => path.includes('worker')))).toBeLessThanOrEqual(MAP.worker)
    // Else the sums would be of nothing.
    expect(scripts.filter(({ isPacked }) => isPacked).length).toBeGreaterThan(5)
    if (app === 'driver') expect(map.length).toBeGreaterThan(0)
  })
}
