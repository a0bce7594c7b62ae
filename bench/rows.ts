import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { build, type Rolldown } from 'vite'
import { appConfig } from '../clients/web/vite.ts'
import { openBrowser } from '../test/web/browser.ts'
import { quantile } from './bridge/world.ts'

const MEASURED_MS = 10_000
const ROUNDS = 3
const GOAL_FRAMES = 55

interface Measured {
  /** Pictures in a second. */
  frames: number
  /** Changes in a second that were drawn. Fifty are wanted. */
  changes: number
  /** What the page's thread worked, in milliseconds a change. */
  workMs: number
}

/**
 * What 2,000 live rows with 50 changes in a second cost a browser: our table, which draws the rows that are seen, and a plain one that draws all. One page after
 * the other in one browser, in turns. `npm run bench -- rows`
 */
export async function run(): Promise<void> {
  await using stack = new AsyncDisposableStack()
  const files = await bundled()
  const server = createServer((request, response) => {
    const path = request.url?.slice(1) ?? ''
    const file = path === '' ? PAGE : files.get(path)
    response.setHeader('content-type', path.endsWith('.js') ? 'text/javascript' : path.endsWith('.css') ? 'text/css' : 'text/html')
    response.writeHead(file === undefined ? 404 : 200).end(file)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  stack.defer(() => void server.close())
  const browser = stack.adopt(await openBrowser(), (open) => open.close())
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`

  const all = { ours: [] as Measured[], plain: [] as Measured[] }
  for (let round = 0; round < ROUNDS; round++)
    for (const name of ['ours', 'plain'] as const) all[name].push(await measured(browser, `${url}#${name}`))
  const middle = (rounds: Measured[], of: keyof Measured) =>
    quantile(
      rounds.map((each) => each[of]),
      0.5,
    )
  console.log('| table | frames a second | changes a second | work a change, ms |\n|---|---|---|---|')
  for (const [name, rounds] of Object.entries(all))
    console.log(
      `| ${name} | ${middle(rounds, 'frames').toFixed(0)} | ${middle(rounds, 'changes').toFixed(0)} | ${middle(rounds, 'workMs').toFixed(2)} |`,
    )
  const ratio = middle(all.plain, 'workMs') / middle(all.ours, 'workMs')
  console.log(`\nWork, plain ÷ ours: ${ratio.toFixed(1)}. Goal: ours at least ${GOAL_FRAMES} frames. Medians of ${ROUNDS} rounds.`)
}

const PAGE = '<!doctype html><link rel=stylesheet href=/page.css><body><script type=module src=/page.js></script>'

/** The page as an app's is built: React for production, and the looks of all apps. */
async function bundled(): Promise<Map<string, string | Uint8Array>> {
  const { plugins, resolve } = appConfig('admin')
  const result = await build({
    configFile: false,
    logLevel: 'warn',
    plugins,
    resolve,
    root: import.meta.dirname,
    build: {
      write: false,
      rolldownOptions: {
        input: { page: join(import.meta.dirname, 'rows/page.tsx') },
        output: { entryFileNames: '[name].js', assetFileNames: '[name][extname]' },
      },
    },
  })
  const { output } = [result].flat()[0] as Rolldown.RolldownOutput
  return new Map(output.map((file) => [file.fileName, file.type === 'chunk' ? file.code : file.source]))
}

async function measured(browser: Browser, url: string): Promise<Measured> {
  await using stack = new AsyncDisposableStack()
  const page = stack.adopt(await browser.newPage({ viewport: { width: 1280, height: 800 } }), (open) => open.close())
  page.on('pageerror', (error) => console.error(error.message))
  await page.goto(url)
  await page.getByText('POINT-1', { exact: true }).waitFor()
  const session = await page.context().newCDPSession(page)
  // By the thread's own time: what other programs take of the machine is not its work.
  await session.send('Performance.enable', { timeDomain: 'threadTicks' })
  const workedMs = async () => {
    const { metrics } = await session.send('Performance.getMetrics')
    return (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Number.NaN) * 1_000
  }
  const before = await workedMs()
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
  const after = await workedMs()
  return {
    frames: counted.frames / counted.seconds,
    changes: counted.changes / counted.seconds,
    workMs: (after - before) / counted.changes,
  }
}
