import type { Page } from 'playwright-core'
import { connectChargePoint } from '../test/charge-point.ts'
import { makeWorld, type TestWorld } from '../test/world.ts'
import { CHROMIUM } from '../test/web/browser.ts'
import { startWeb, type Web } from '../test/web/platform.ts'
import { quantile } from './bridge/world.ts'
import { watchFrames } from './web/frames.ts'
import { slowDown, watchInteractions } from './web/interactions.ts'
import { lighthouse } from './web/lighthouse.ts'

const FRAMES = 200
const SLOWER = 4
const RUNS = 3

/**
 * The pages in Debian's Chromium, against the whole platform in this process: Lighthouse, how long a press takes on a slow phone, and how long what comes by
 * the socket takes to be on the screen. `npm run bench -- web`
 */
export async function run(): Promise<void> {
  await using web = await startWeb()
  const world = await makeWorld(web.graphUrl)
  const url = web.stack.webUrls?.driver ?? ''

  console.log('| page | run | performance | accessibility | best practices | LCP | TBT | CLS |\n|---|---|---|---|---|---|---|---|')
  for (const [name, path] of [
    ['sign-in', '/sign-in'],
    ['chargers', '/'],
  ] as const)
    for (let turn = 1; turn <= RUNS; turn++) console.log(`| ${name} | ${turn} | ${await lighthouse(`${url}${path}`, CHROMIUM)} |`)

  console.log(`\n| presses at ${SLOWER} × slower CPU | count | p50 ms | p95 ms | longest ms |\n|---|---|---|---|---|`)
  await presses(web, world)

  console.log('\n| from the socket to the screen | frames | p50 ms | p95 ms | longest ms |\n|---|---|---|---|---|')
  await frames(web, world)
}

async function presses(web: Web, world: TestWorld): Promise<void> {
  const { page } = await web.open('driver', world.driver)
  const took = await watchInteractions(page)
  await slowDown(page, SLOWER)
  await page.goto('/')
  await page.getByRole('link', { name: /Station 1/ }).waitFor()
  await took()
  await page.getByRole('searchbox').first().pressSequentially('Station', { delay: 120 })
  await page.getByRole('link', { name: /Station 1/ }).click()
  await page.getByText('30.00 kWh here costs').waitFor()
  for (const name of ['Sessions', 'Wallet', 'Profile']) {
    await page.getByRole('navigation').getByRole('link', { name }).first().click()
    await page.getByRole('heading', { level: 1, name }).waitFor()
  }
  line('driver: search, open, walk through the menu', await took())
  await page.context().close()
}

async function frames(web: Web, world: TestWorld): Promise<void> {
  const [station] = world.stations
  if (!station) throw new Error('no station')
  await using _charger = await connectChargePoint({
    url: web.stack.ocppUrl,
    identity: station.identity,
    password: station.password,
    evses: [{ powerW: 50_000 }],
    speed: 30,
    meterIntervalMs: 100,
    obedient: true,
  })
  const { page: console_ } = await web.open('admin', world.operator)
  const { page } = await web.open('driver', world.driver)
  const [ofSession, ofLog] = [await watchFrames(page), await watchFrames(console_)]
  await console_.goto('/points')
  await console_.getByRole('link', { name: station.identity }).click()
  await console_.getByRole('list', { name: 'Messages' }).waitFor()
  await page.goto(`/stations/${station.id}`)
  await page.getByRole('button', { name: 'Start charging' }).click()
  await page.getByRole('button', { name: 'Stop charging' }).waitFor()
  await ofSession()
  await ofLog()
  const [session, log] = await Promise.all([counted(page, ofSession), counted(console_, ofLog)])
  line('driver: a session’s numbers', session)
  line('console: the messages of a charge point', log)
  await page.getByRole('button', { name: 'Stop charging' }).click()
}

/** Until so many have been drawn, or nothing comes for long. */
async function counted(page: Page, take: Awaited<ReturnType<typeof watchFrames>>): Promise<number[]> {
  const all: number[] = []
  for (let second = 0; second < 90 && all.length < FRAMES; second++) {
    await page.waitForTimeout(1_000)
    all.push(...(await take()).map(({ came, drawn }) => drawn - came))
  }
  return all
}

function line(what: string, took: number[]): void {
  const figures = [quantile(took, 0.5), quantile(took, 0.95), Math.max(...took)]
  console.log(`| ${what} | ${took.length} | ${figures.map((ms) => ms.toFixed(0)).join(' | ')} |`)
}
