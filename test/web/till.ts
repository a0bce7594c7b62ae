import type { Page } from 'playwright-core'
import { until } from '../until.ts'

export const GOOD = '4242424242424242'

/** Gives a test card in the provider's frame, and confirms. */
export async function give(page: Page, card: string, button: string | RegExp): Promise<void> {
  await page.frameLocator('iframe').getByLabel('Test card').selectOption(card)
  await page.getByRole('button', { name: button }).click()
}

export async function startAt(page: Page, stationId: string | undefined): Promise<void> {
  await page.goto(`/stations/${stationId}`)
  await page.getByRole('button', { name: 'Start charging' }).click()
}

/** Charges a little more than the least that a card pays, or than so much, and stops. */
export async function charged(page: Page, kWh = 1): Promise<void> {
  await page.getByText('Charging', { exact: true }).waitFor()
  await page.waitForFunction(
    (least) => Number(/([\d.]+) kWh/.exec(document.querySelector('dl')?.textContent ?? '')?.[1]) > least,
    kWh,
  )
  await page.getByRole('button', { name: 'Stop charging' }).click()
  await page.getByText('Done', { exact: true }).waitFor()
}

/** What the session comes to, in cents. */
export async function total(page: Page): Promise<number> {
  const figure = page.locator('dl > div', { hasText: 'In all' }).locator('dd')
  await until(async () => (await figure.count()) === 1)
  return Math.round(Number((await figure.textContent())?.replace('€', '')) * 100)
}
