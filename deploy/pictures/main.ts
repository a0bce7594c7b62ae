import { spawn } from 'node:child_process'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Browser, Page } from 'playwright-core'
import sharp from 'sharp'
import { HAS_CHROMIUM, openBrowser } from '../../test/web/browser.ts'
import { firstCall } from '../demo/first-call.ts'
import { PEOPLE } from '../demo/world.ts'
import { PICTURES, type App, type Picture } from './list.ts'

const USAGE = `npm run pictures [-- <driver's app> <admin's console> <partner's portal> [name …]]

Draws the pictures of the README into docs/pictures. Without addresses it starts the demo, and ends it afterwards; with the three addresses that a
running demo has printed it uses that one. Names draw only those.`

const FOLDER = join(import.meta.dirname, '../../docs/pictures')
const HEIGHTS = { 360: 780, 1280: 800 } as const
/** Phones have finer screens. */
const SCALES = { 360: 2, 1280: 1 } as const
/** Colours of a picture: enough for pages, and a quarter of the bytes. */
const COLOURS = 128

const [driver, admin, partner, ...names] = process.argv.slice(2)
if (driver?.startsWith('-') || (driver !== undefined && partner === undefined)) {
  say(USAGE)
  process.exit(driver === '--help' || driver === '-h' ? 0 : 64)
}

// What is missing was said when it was looked for; not after the minute that the demo takes.
if (!HAS_CHROMIUM) process.exit(69)

await using stack = new AsyncDisposableStack()
const urls = driver && admin && partner ? { driver, admin, partner } : await startDemo()
await callAsPartner(urls.partner)
const browser = stack.adopt(await openBrowser(), (open) => open.close())
await mkdir(FOLDER, { recursive: true })
for (const picture of PICTURES.filter(({ name }) => names.length === 0 || names.includes(name))) {
  const drawn = await draw(browser, picture)
  const small = await sharp(drawn).png({ palette: true, colours: COLOURS, effort: 10 }).toBuffer()
  await writeFile(join(FOLDER, `${picture.name}.png`), small)
  say(`${picture.name}.png ${Math.ceil(small.length / 1024)} kB`)
}

/** The demo as anybody starts it. It is up when its driver's journey is over, and then there is something to see. */
async function startDemo(): Promise<Record<App, string>> {
  const demo = spawn(process.execPath, [join(import.meta.dirname, '../demo/main.ts')], { stdio: ['ignore', 'pipe', 'inherit'] })
  stack.defer(async () => {
    const ended = new Promise((done) => demo.once('exit', done))
    demo.kill('SIGTERM')
    await ended
  })
  const found: Partial<Record<App, string>> = {}
  for await (const line of createInterface({ input: demo.stdout })) {
    say(line)
    const [, who, url] = /^\s+(Driver's app|Operators' console|Partner's portal)\s+(http\S+)/.exec(line) ?? []
    if (who && url) found[who === "Driver's app" ? 'driver' : who === "Operators' console" ? 'admin' : 'partner'] = url
    const { driver: d, admin: a, partner: p } = found
    if (d && a && p) {
      demo.stdout.resume()
      return { driver: d, admin: a, partner: p }
    }
  }
  throw new Error('The demo has ended. What is above says why.')
}

/** A partner without a program has nothing to show. */
async function callAsPartner(portal: string): Promise<void> {
  const { graph } = (await (await fetch(new URL('/config.json', portal))).json()) as { graph: string }
  const { email, password } = PEOPLE.partner
  const { secret, body } = await firstCall({ graphUrl: graph, email, password })
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${secret}` }
  for (let i = 0; i < 20; i++) await fetch(graph, { method: 'POST', headers, body })
}

async function draw(open: Browser, picture: Picture): Promise<Buffer> {
  const { app, who, path, press = [], width, scheme } = picture
  const context = await open.newContext({
    baseURL: urls[app],
    locale: 'en-GB',
    timezoneId: 'Europe/Amsterdam',
    viewport: { width, height: HEIGHTS[width] },
    deviceScaleFactor: SCALES[width],
    colorScheme: scheme,
    reducedMotion: 'reduce',
  })
  try {
    const page = await context.newPage()
    page.setDefaultTimeout(60_000)
    if (who) await signIn(page, PEOPLE[who])
    await page.goto(path)
    for (const selector of press) {
      await settled(page)
      await page.locator(selector).first().click()
    }
    await settled(page)
    return await page.screenshot()
  } finally {
    await context.close()
  }
}

async function signIn(page: Page, { email, password }: { email: string; password: string }): Promise<void> {
  await page.goto('/sign-in')
  await page.locator('[name=email]').fill(email)
  await page.locator('[name=password]').fill(password)
  await page.locator('main [type=submit]').click()
  await page.waitForURL((url) => url.pathname !== '/sign-in')
}

/** There is a heading, nothing is on its way any more, and the letters are ours. */
async function settled(page: Page): Promise<void> {
  await page.locator('main h1').first().waitFor()
  await page.waitForLoadState('networkidle')
  await page.waitForFunction(() => document.querySelector('main .appear-late') === null)
  await page.evaluate(() => document.fonts.ready.then(() => undefined))
}

function say(line: string): void {
  process.stdout.write(`${line}\n`)
}
