import { CHROMIUM } from '../test/web/browser.ts'
import { startWeb } from '../test/web/platform.ts'
import { makeWorld } from '../test/world.ts'
import { quantile } from './bridge/world.ts'
import type { Interaction } from './web/interactions.ts'
import { lighthouse } from './web/lighthouse.ts'
import { liveFigures } from './web/live.ts'
import { driverPresses, reviewKeys } from './web/presses.ts'

const SLOWER = 4
const RUNS = 3

/**
 * The pages in Debian's Chromium, against the whole platform in this process: Lighthouse, how long a press takes on a slow phone, and how long what comes by
 * the socket takes to be on the screen. `npm run bench -- web`
 */
export async function run(): Promise<void> {
  // What was built some days ago would be measured else.
  await import('../clients/web/build.ts')
  await using web = await startWeb()
  const world = await makeWorld(web.graphUrl)
  const url = web.stack.webUrls?.driver ?? ''

  console.log('| page | run | performance | accessibility | best practices | LCP | TBT | CLS |\n|---|---|---|---|---|---|---|---|')
  for (const [name, path] of [
    ['sign-in', '/sign-in'],
    ['chargers', '/'],
  ] as const)
    for (let turn = 1; turn <= RUNS; turn++) console.log(`| ${name} | ${turn} | ${await lighthouse(`${url}${path}`, CHROMIUM)} |`)

  console.log(`\n| presses at ${SLOWER} × slower CPU | count | p50 ms | p95 ms | longest ms | of |\n|---|---|---|---|---|---|`)
  const pressed = (what: string, all: Interaction[]) => {
    const longest = all.reduce((one, other) => (other.tookMs > one.tookMs ? other : one), { what: '–', tookMs: 0 })
    const took = all.map(({ tookMs }) => tookMs)
    console.log(`${line(what, took)} ${longest.what} |`)
  }
  pressed('driver, phone: search, open, walk through the menu', await driverPresses(web, world, { slower: SLOWER, phone: true }))
  pressed('driver, the same beside the map', await driverPresses(web, world, { slower: SLOWER, phone: false }))
  pressed('reviewer: keys', await reviewKeys(web, world, SLOWER))

  console.log('\n| to the screen | count | p50 ms | p95 ms | longest ms |\n|---|---|---|---|---|')
  const { session, log, said, answered } = await liveFigures(web, world)
  console.log(line('driver: a session’s numbers, from the socket', session))
  console.log(line('console: the messages of a charge point, from the socket', log))
  console.log(line('console: what the charger says, from its sending', said))
  console.log(line('console: what it is answered, from its sending', answered))
}

function line(what: string, took: number[]): string {
  const figures = [quantile(took, 0.5), quantile(took, 0.95), Math.max(...took)]
  return `| ${what} | ${took.length} | ${figures.map((ms) => ms.toFixed(0)).join(' | ')} |`
}
