import { createServer } from 'node:http'
import { once } from 'node:events'
import { join } from 'node:path'
import type { AddressInfo } from 'node:net'
import type { Browser } from 'playwright-core'
import { build } from 'vite'
import { appConfig } from '../clients/web/vite.ts'
import { openBrowser } from '../test/web/browser.ts'

const MEASURED_MS = 10_000
const GOAL_FRAMES = 30

interface Measured {
  frames: number
  changes: number
  /** What the page's thread worked, in milliseconds a change. */
  workMs: number
  heapGrownMb: number
}

/**
 * What 2,000 live rows with 50 changes in a second cost a browser: our table, which draws the rows that are seen, and a plain one that draws all. One page after
 * the other in one browser. `npm run bench -- rows`
 */
export async function run(): Promise<void> {
  await using stack = new AsyncDisposableStack()
  const script = await bundled()
  const server = createServer((request, response) => {
    const isScript = request.url === '/page.js'
    response.setHeader('content-type', isScript ? 'text/javascript' : 'text/html')
    response.end(
      isScript
        ? script
        : '<!doctype html><style>[role=region]{height:600px;overflow:auto}tr{height:44px}</style><body><script type=module src=/page.js></script>',
    )
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  stack.defer(() => void server.close())
  const browser = stack.adopt(await openBrowser(), (open) => open.close())
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
  const ours = await measured(browser, url)
  const plain = await measured(browser, `${url}#plain`)
  const line = (...all: (string | number)[]) => process.stdout.write(`| ${all.join(' | ')} |\n`)
  line('table', 'frames a second', 'changes a second', 'work a change, ms', 'heap grown, MB')
  line('---', '---', '---', '---', '---')
  for (const [name, { frames, changes, workMs, heapGrownMb }] of Object.entries({ ours, plain }))
    line(name, frames.toFixed(0), changes.toFixed(0), workMs.toFixed(2), heapGrownMb.toFixed(1))
  process.stdout.write(
    `Plain ÷ ours, work: ${(plain.workMs / ours.workMs).toFixed(1)}. Goal: ours at least ${GOAL_FRAMES} frames.\n`,
  )
}

async function bundled(): Promise<string> {
  const { plugins, resolve } = appConfig('admin')
  const result = await build({
    configFile: false,
    logLevel: 'warn',
    plugins,
    resolve,
    root: import.meta.dirname,
    define: { 'process.env.NODE_ENV': '"production"' },
    build: { write: false, minify: true, rollupOptions: { input: join(import.meta.dirname, 'rows/page.tsx') } },
  })
  const [{ output }] = [result].flat() as [{ output: { type: string; code?: string }[] }]
  return output.find(({ type }) => type === 'chunk')?.code ?? ''
}

async function measured(browser: Browser, url: string): Promise<Measured> {
  await using stack = new AsyncDisposableStack()
  const page = stack.adopt(await browser.newPage({ viewport: { width: 1280, height: 800 } }), (open) => open.close())
  page.on('pageerror', (error) => void process.stderr.write(`${error.message}\n`))
  await page.goto(url)
  await page.getByText('POINT-1', { exact: true }).waitFor()
  const session = await page.context().newCDPSession(page)
  await session.send('Performance.enable')
  const look = async () => {
    await session.send('HeapProfiler.collectGarbage')
    const { metrics } = await session.send('Performance.getMetrics')
    const of = (name: string) => metrics.find((metric) => metric.name === name)?.value ?? 0
    return { workMs: of('TaskDuration') * 1_000, heap: of('JSHeapUsedSize') }
  }
  const before = await look()
  const counted = await page.evaluate(async (ms) => {
    const changesNow = () => (globalThis as { changes?: number }).changes ?? 0
    const [began, first] = [performance.now(), changesNow()]
    let frames = 0
    while (performance.now() - began < ms) {
      await new Promise((resolve) => void requestAnimationFrame(resolve))
      frames += 1
    }
    return { frames, changes: changesNow() - first, seconds: (performance.now() - began) / 1_000 }
  }, MEASURED_MS)
  const after = await look()
  return {
    frames: counted.frames / counted.seconds,
    changes: counted.changes / counted.seconds,
    workMs: (after.workMs - before.workMs) / counted.changes,
    heapGrownMb: (after.heap - before.heap) / 1e6,
  }
}
