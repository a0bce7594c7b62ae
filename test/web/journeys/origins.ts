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
