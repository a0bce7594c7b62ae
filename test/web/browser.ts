import { existsSync } from 'node:fs'
import { expect, vi } from 'vitest'
import { chromium, type Browser, type Page } from 'playwright-core'

/** Debian's; `npm test` installs it where it may. */
export const CHROMIUM = process.env['CHROMIUM'] ?? '/usr/bin/chromium'
export const HAS_CHROMIUM = existsSync(CHROMIUM)
if (!HAS_CHROMIUM)
  process.stderr.write(
    '\nSKIPPED: chromium is not installed: the apps cannot be looked at. "apt-get install chromium" brings it, or CHROMIUM names one.\n\n',
  )

/** A headless browser without a network: what is not served here is not shown. `flags`: such as a picture for its camera. */
export const openBrowser = (flags: readonly string[] = []): Promise<Browser> =>
  chromium.launch({
    executablePath: CHROMIUM,
    args: [
      ...flags,
      '--no-sandbox',
      '--use-angle=swiftshader',
      '--enable-unsafe-swiftshader',
      '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
    ],
  })

/** A reader of their own, with what the browser complained of: errors of scripts, and whatever the policy of the page forbids. */
export async function openPage(
  browser: Browser,
  url: string,
  options: { language?: string } = {},
): Promise<{ page: Page; complaints: string[] }> {
  const context = await browser.newContext({
    baseURL: url,
    locale: options.language ?? 'en-GB',
    viewport: { width: 1280, height: 800 },
  })
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text())
  })
  // Bounds on what hangs: a loaded machine is many times slower than an idle one.
  page.setDefaultTimeout(60_000)
  return { page, complaints }
}

type Polled = ReturnType<typeof expect.poll>

/**
 * What becomes so in a moment: of a busy machine, in half a minute. vitest's own `expect.poll` asks which test it is in, and does not know while several run
 * side by side.
 */
export const soon = (look: () => unknown, timeout = 30_000, interval = 50): Polled => {
  const tried = (isNot: boolean): Polled =>
    new Proxy({} as Polled, {
      get: (_, name) => {
        if (name === 'not') return tried(true)
        return (...given: unknown[]) =>
          vi.waitFor(
            async () => {
              const said = expect(await look())
              // Whatever `expect.poll` has, `expect` has.
              const matchers = (isNot ? said.not : said) as unknown as Record<string | symbol, (...args: unknown[]) => void>
              if (!matchers[name]) throw new TypeError(`there is no matcher ${String(name)}`)
              matchers[name](...given)
            },
            { timeout, interval },
          )
      },
    })
  return tried(false)
}
