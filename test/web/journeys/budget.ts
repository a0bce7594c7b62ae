import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import type { App, Web } from '../platform.ts'

/** What a first visit may bring, in kB as gzip, which is more than what is sent (brotli); the map comes after the list, and has its own. */
const BUDGETS: Readonly<Record<App, { scripts: number; styles: number }>> = {
  driver: { scripts: 150, styles: 15 },
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
    const loaded = await page.evaluate(() =>
      (performance.getEntriesByType('resource') as PerformanceResourceTiming[]).map(
        ({ name, encodedBodySize, decodedBodySize }) => ({ name, isPacked: encodedBodySize < decodedBodySize }),
      ),
    )
    const fetched = await Promise.all(
      loaded
        .map((file) => ({ ...file, path: new URL(file.name).pathname }))
        .filter(({ path }) => /\.(js|css)$/.test(path))
        .map(async ({ name, path, isPacked }) => ({ path, isPacked, kB: gzipSync(await bytesOf(name)).byteLength / 1000 })),
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
    expect(scripts.filter(({ isPacked }) => isPacked).length).toBeGreaterThan(3)
    if (app === 'driver') expect(map.length).toBeGreaterThan(0)
  })
}

const bytesOf = async (url: string) => new Uint8Array(await (await fetch(url)).arrayBuffer())
