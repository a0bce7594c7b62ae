import { beforeAll, expect, test } from 'vitest'
import { ADMIN } from '../../stack.ts'
import { makeWorld, type TestWorld } from '../../world.ts'
import type { Web } from '../platform.ts'

export function origins(web: () => Web): void {
  let world: TestWorld
  beforeAll(async () => {
    world = await makeWorld(web().graphUrl)
  })

  test('each app stands at an origin of its own, and its page may run nothing but its own files', async () => {
    const { webUrls } = web().stack
    if (!webUrls) throw new Error('no apps')
    expect(new Set(Object.values(webUrls)).size).toBe(3)
    for (const [app, url] of Object.entries(webUrls)) {
      const { headers } = await fetch(url)
      const policy = headers.get('content-security-policy') ?? ''
      // Drivers pay: where Stripe is configured, as here, its script may run in their app alone.
      expect(policy).toMatch(app === 'driver' ? /script-src 'self' http:\/\/127\.0\.0\.1:\d+;/ : /script-src 'self';/)
      expect(policy).toContain("frame-ancestors 'none'")
      expect(policy).not.toContain('unsafe')
    }
  })

  test('what was signed in for one app is not there in another', async () => {
    const { page } = await web().open('driver', world.driver)
    await page.getByRole('button', { name: 'Sign out' }).waitFor()
    await page.goto(`${web().stack.webUrls?.admin}/`)
    await page.getByText('Sign in to see this.').waitFor()
  })

  test('an operator sees charge points, and which are connected', async () => {
    const { page, complaints } = await web().open('admin', ADMIN)
    await page.goto('/points')
    await page.getByRole('cell', { name: world.stations[0]?.identity ?? '', exact: true }).waitFor()
    expect(complaints).toEqual([])
  })

  test('what an operator runs is not there for another one: no buttons that would be refused', async () => {
    const other = await makeWorld(web().graphUrl)
    const { page, complaints } = await web().open('admin', other.operator)
    for (const path of ['stations', 'points']) {
      await page.goto(`/${path}/${world.stations[0]?.id}`)
      await page.getByText(path === 'stations' ? 'There is no such page.' : 'This does not exist, or is not for you.').waitFor()
      expect(
        await page
          .locator('main')
          .getByRole('button', { name: /retire|password|command/i })
          .count(),
      ).toBe(0)
    }
    expect(complaints).toEqual([])
    await page.context().close()
  })

  test('a word that is wider than a phone is broken where it stands, in a heading too', async () => {
    const { operator, stations } = await makeWorld(web().graphUrl, 1, { name: `<img src=x>${'W'.repeat(80)}` })
    const isWide = () => document.documentElement.scrollWidth > document.documentElement.clientWidth
    for (const [app, login] of [
      ['driver', null],
      ['admin', operator],
    ] as const) {
      const { page, complaints } = await web().open(app, login)
      await page.setViewportSize({ width: 360, height: 740 })
      await page.goto(`/stations/${stations[0]?.id}`)
      await page.getByRole('heading', { name: 'WWWW' }).waitFor()
      expect(await page.evaluate(isWide)).toBe(false)
      expect(complaints).toEqual([])
      await page.context().close()
    }
  })

  test('on a phone the menu has five names that are whole, and by the last one all others, by the keyboard too', async () => {
    for (const [app, login, language, behind] of [
      ['driver', world.driver, 'en-GB', '/pay'],
      ['driver', world.driver, 'nl-NL', '/pay'],
      ['driver', world.driver, 'de-DE', '/pay'],
      ['driver', world.driver, 'fr-FR', '/pay'],
      ['admin', ADMIN, 'de-DE', '/sessions'],
      ['partner', ADMIN, 'fr-FR', '/stations'],
    ] as const) {
      const { page, complaints } = await web().open(app, login, { language })
      await page.setViewportSize({ width: 360, height: 740 })
      const menu = page.getByRole('navigation')
      await menu.getByRole('button').waitFor()
      expect(await menu.getByRole('link').count()).toBe(4)
      const names = await menu.locator('a > span.line-clamp-2').all()
      for (const name of names)
        expect(await name.evaluate((own) => own.scrollWidth > own.clientWidth || own.scrollHeight > own.clientHeight + 1)).toBe(
          false,
        )

      await menu.getByRole('button').press('Enter')
      const first = menu.getByRole('button').locator('xpath=following-sibling::div').getByRole('link').first()
      await first.waitFor()
      await page.keyboard.press('Tab')
      await page.keyboard.press('Enter')
      await page.waitForURL(`**${behind}`)
      await first.waitFor({ state: 'hidden' })
      expect(complaints).toEqual([])
      await page.context().close()
    }
  })

  test('a partner sees that there is no client yet, in each of the four languages', async () => {
    for (const [language, word] of [
      ['en-GB', 'No client yet'],
      ['nl-NL', 'Nog geen client'],
      ['de-DE', 'Noch kein Client'],
      ['fr-FR', 'Aucun client'],
    ] as const) {
      const { page } = await web().open('partner', world.partner, { language })
      await page.getByText(word).waitFor()
    }
  })
}
