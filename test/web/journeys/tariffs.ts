import { beforeAll, expect, test } from 'vitest'
import { makeWorld, type TestWorld } from '../../world.ts'
import { soon } from '../browser.ts'
import type { Web } from '../platform.ts'

export function tariffs(web: () => Web): void {
  let world: TestWorld
  beforeAll(async () => {
    world = await makeWorld(web().graphUrl)
  }, 240_000)

  test('a tariff is tried before it is saved, given to a connector, and gets a version that begins later', async () => {
    const { page, complaints } = await web().open('admin', world.operator)
    await page.goto('/tariffs')
    await page.getByRole('link', { name: 'New tariff' }).click()
    await page.getByLabel('In words, for drivers').fill('Nights')
    await page.getByLabel('Price without VAT').fill('0,40')
    const vat = page.getByLabel('VAT in %')
    await vat.fill('200')
    await soon(() => vat.getAttribute('aria-invalid')).toBe('true')
    await page.getByText('Mend the marked fields').waitFor()
    await vat.fill('20')
    // 30 kWh at 0.40 and 20 percent more.
    await page.getByText('€14.40').first().waitFor()
    await page.reload()
    expect(await page.getByLabel('In words, for drivers').inputValue()).toBe('Nights')
    await page.getByRole('button', { name: 'Save the tariff' }).click()
    await page.getByRole('heading', { name: 'Nights' }).waitFor()
    const saved = new URL(page.url()).pathname

    await page.getByText('Give it to connectors').click()
    await page.getByLabel('Station').selectOption({ label: 'Station 1' })
    await page.getByRole('checkbox').check()
    await page.getByRole('button', { name: 'Give them this tariff' }).click()
    await page.getByRole('list', { name: 'Where it is used' }).getByRole('link', { name: 'Station 1' }).waitFor()

    await page.getByRole('link', { name: 'New version' }).click()
    await page.getByLabel('Price without VAT').fill('0.5')
    await page.getByLabel('Valid from').fill(`${new Date().getFullYear() + 1}-06-01T00:00`)
    await page.getByRole('button', { name: 'Save the tariff' }).click()
    const versions = page.getByRole('list', { name: 'Versions' })
    await versions.getByRole('listitem').filter({ hasText: 'Version 2' }).getByText('To come').waitFor()
    await versions.getByRole('listitem').filter({ hasText: 'Version 1' }).getByText('Now').waitFor()
    expect(complaints).toEqual([])
    web().look('admin', world.operator, '/tariffs', '/tariffs/new', saved, `${saved}/edit`)
  })
}
