import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import type { App, Place, Web } from './platform.ts'

const APPS = ['driver', 'admin', 'partner'] as const
const LANGUAGES = ['en', 'nl', 'de', 'fr'] as const
/** A phone, and a desk. */
const WIDTHS = [360, 1280] as const
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** What is wrong with how a page is made: axe, light and dark, at both widths, in each language; and nothing may have to be scrolled sideways. */
export function looks(web: () => Web): void {
  // Whatever journey has not come by is opened here.
  const nobodys = (app: App): Place[] => ['/sign-in', '/nowhere'].map((path) => ({ app, path, login: null }))

  test.each(APPS)('every page of the app "%s" is looked at', (app) => {
    const seen = [...web().places, ...nobodys(app)].filter((place) => place.app === app).map(({ path }) => path.split('?')[0])
    const unseen = routesOf(app).filter((route) => !seen.some((path) => path !== undefined && route.pattern.test(path)))
    // A journey names its pages by `web().look`.
    expect(unseen.map(({ path }) => path)).toEqual([])
  })

  test.concurrent.each(APPS)(
    'axe finds nothing on the pages of "%s" in four languages, and none scrolls sideways',
    { timeout: 900_000 },
    async (app) => {
      const places = [...nobodys(app), ...web().places.filter((place) => place.app === app)]
      const found: string[] = []
      for (const [login, paths] of Map.groupBy(places, (place) => place.login)) {
        const { page, complaints } = await web().open(app, login)
        await page.goto('/')
        for (const path of new Set(paths.map((place) => place.path))) {
          await page.goto(path)
          await page.locator('h1').first().waitFor()
          await page.waitForLoadState('networkidle')
          await page.evaluate(AXE)
          for (const language of LANGUAGES) {
            await speak(page, language)
            const faults = [...(await faultsOf(page, language)), ...complaints.splice(0)]
            found.push(...faults.map((fault) => `${path} in ${language}, ${fault}`))
          }
        }
        await page.context().close()
      }
      expect(found).toEqual([])
    },
  )
}

/** As a reader chooses a language, without loading the page again. */
async function speak(page: Page, language: string): Promise<void> {
  await page.evaluate((chosen) => {
    const choice = document.querySelector<HTMLSelectElement>(`#settings select:has(option[value="${chosen}"])`)
    if (!choice) throw new Error('No language can be chosen here.')
    choice.value = chosen
    choice.dispatchEvent(new Event('change', { bubbles: true }))
  }, language)
  await page.waitForFunction((chosen) => document.documentElement.lang === chosen, language)
  // What is folded is looked at too.
  await page.evaluate(() => document.querySelectorAll('details').forEach((one) => (one.open = true)))
}

/**
 * Other words make other names and other widths, and no other colours: so schemes are compared in English alone. `WEB_LOOKS=all` looks at everything in
 * everything, which takes three times as long.
 */
async function faultsOf(page: Page, language: string): Promise<string[]> {
  const faults: string[] = []
  const all = process.env['WEB_LOOKS'] === 'all'
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 800 })
    for (const colorScheme of ['light', 'dark'] as const) {
      if (!all && language !== 'en' && (colorScheme === 'dark' || width !== 360)) continue
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
      // Colours are all that the scheme changes.
      const rules = all || colorScheme === 'light' ? '{}' : "{ runOnly: ['color-contrast'] }"
      const found: string[] = await page.evaluate(
        `axe.run(${rules}).then(({ violations }) => violations.map(({ id, nodes }) => id + ': ' + nodes.map(({ html }) => html).join(' ')))`,
      )
      faults.push(...found.map((fault) => `${colorScheme} at ${width}: ${fault}`))
    }
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
    if (wide > 0) faults.push(`at ${width}: scrolls sideways by ${wide}`)
  }
  return faults
}

/** The addresses that an app's `routes.tsx` names; `$id` stands for anything. */
function routesOf(app: App): { path: string; pattern: RegExp }[] {
  const text = readFileSync(new URL(`../../clients/${app}/routes.tsx`, import.meta.url), 'utf8')
  return [...text.matchAll(/^ {2}path: '([^']+)'/gm)].map(([, path = '']) => ({
    path,
    pattern: new RegExp(`^${path.replaceAll(/\$\w+/g, '[^/]+')}$`),
  }))
}
