import { readFile } from 'node:fs/promises'
import { Wallet } from 'ethers'
import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { playJourney, type Journey } from '../../../deploy/demo/journey.ts'
import { createTeller } from '../../../deploy/demo/tell.ts'
import { connectChargePoint } from '../../charge-point.ts'
import { makeWorld, type TestWorld } from '../../world.ts'
import { announceWallets, type WalletState } from '../injected-wallet.ts'
import type { Web } from '../platform.ts'

/** What is a driver's own: the sessions behind them, the proof of what was paid, the wallet that it goes to. */
export function own(web: () => Web): void {
  let world: TestWorld
  let other: TestWorld
  let page: Page
  let complaints: string[]
  let journey: Journey
  const wallet: WalletState = { key: Wallet.createRandom(), chain: 31_337 }
  beforeAll(async () => {
    world = await makeWorld(web().graphUrl, 1, { at: { latitude: 50.85, longitude: 5.69 } })
    other = await makeWorld(web().graphUrl, 0)
    const [station = expect.fail()] = world.stations
    const { identity, password } = station
    await using _charger = await connectChargePoint({
      url: web().stack.ocppUrl,
      identity,
      password,
      evses: [{ powerW: 50_000 }],
      speed: 120,
      meterIntervalMs: 250,
    })
    const { driver, position } = world
    const teller = createTeller(() => undefined)
    journey = await playJourney({ graphUrl: web().graphUrl, driver, position, wantedWh: 2_000, teller })
    ;({ page, complaints } = await web().open('driver', driver))
    await announceWallets(page, wallet)
  })

  test('sessions are told by month, with their sum; what is chosen is part of the address', async () => {
    await page.goto('/sessions')
    const row = page.locator(`a[href="/sessions/${journey.ids.session}"]`)
    await row.waitFor()
    const month = page.getByLabel('Month', { exact: true })
    const [newest = expect.fail()] = await month
      .locator('option:not([value=""])')
      .evaluateAll((all) => all.map((one) => one.getAttribute('value')))
    await month.selectOption(newest)
    await page.waitForURL((url) => url.searchParams.get('month')?.includes(String(newest)) ?? false)
    const kWh = await row.getByText(/kWh$/).textContent()
    const sums = page.locator('dl')
    expect(await sums.textContent()).toContain(kWh)
    expect(await sums.textContent()).toMatch(/Sessions1CO₂ saved\d/)
    await page.reload()
    await row.waitFor()
    expect(await month.inputValue()).toBe(newest)

    await page.getByLabel('State', { exact: true }).selectOption('Did not happen')
    await page.getByText('No session fits. Take a filter away.').waitFor()
    await page.goto('/sessions?month=2026-13&state=nonsense&vehicle=1')
    await row.waitFor()
    web().look('driver', world.driver, '/sessions')
    expect(complaints).toEqual([])
  })

  test('sessions are downloaded as a table', async () => {
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Download as a table (CSV)' }).click(),
    ])
    expect(download.suggestedFilename()).toBe('evergraph-sessions-all.csv')
    const lines = (await readFile(await download.path(), 'utf8')).trimEnd().split('\r\n')
    expect(lines.map((line) => line.split(',')[0])).toEqual(['session', journey.ids.session])
    expect(complaints).toEqual([])
  })

  test('a link to the session of somebody else says that it is not for the reader, and shows nothing of it', async () => {
    const { page: stranger } = await web().open('driver', other.driver)
    await stranger.goto(`/sessions/${journey.ids.session}`)
    await stranger.getByText('This does not exist, or is not for you.').waitFor()
    expect(await stranger.locator('main').textContent()).not.toMatch(/kWh|€|Station/)
    await stranger.goto('/sessions')
    await stranger.getByText('No session yet.').waitFor()
  })

  test('a payment is proved by the state of the chain, which the browser asks a node for', async () => {
    // The block that paid is final when others follow it.
    await rpc(web().stack.chainUrl, 'anvil_mine', ['0x5'])
    await page.goto(`/wallet/${journey.ids.reward}`)
    await page.getByRole('button', { name: 'Check' }).click()
    await page.getByText('It is paid. The chain’s own state proves it.').waitFor()
    const account = page.getByLabel('The account that was to be paid')
    await account.fill(wallet.key.address)
    await page.getByRole('button', { name: 'Check' }).click()
    await page.getByText('Another account or another amount stands in its place.').waitFor()
    expect(complaints).toEqual([])
  })

  test('a node that the policy of the page does not name is not asked; the command line for it stands below', async () => {
    const asked: string[] = []
    page.on('request', (request) => void asked.push(request.url()))
    await page.getByLabel('Address of the node').fill('https://rpc.example.org/key')
    await page.getByRole('button', { name: 'Check' }).click()
    await page.getByText('This page may not ask this node').waitFor()
    expect(asked.filter((url) => url.includes('rpc.example.org'))).toEqual([])
    await page.getByText('With any other node').first().click()
    await page.getByText(/^node clients\/sdk\/check-payment\.ts .*"transactionHash":"0x/).waitFor()
    expect(complaints).toEqual([])
  })

  test('each way in which a wallet does not sign is said, and nothing is linked', async () => {
    await page.goto('/wallet')
    await page.getByRole('button', { name: 'Link Bear' }).waitFor()
    const link = page.getByRole('button', { name: 'Link Fox' })
    for (const [state, words] of [
      [{ refuses: true }, 'You said no in the wallet.'],
      [{ chain: 1 }, 'The wallet is on another chain. Change it to'],
      [{ signsAs: Wallet.createRandom() }, 'The signature is not that of the account that was shown'],
      [{ changesTo: Wallet.createRandom().address }, 'The wallet has another account now.'],
    ] as const) {
      Object.assign(wallet, state)
      await link.click()
      await page.getByText(words).waitFor()
      Object.assign(wallet, { refuses: false, chain: 31_337, signsAs: undefined, changesTo: undefined })
    }
    expect(complaints).toEqual([])
  })

  test('a wallet is linked by what it signs for this page; another account cannot take it; unlinking asks first', async () => {
    await page.getByRole('button', { name: 'Link Fox' }).click()
    await page.getByText('What you earn from now on goes to your own wallet.').waitFor()
    await page.getByText(wallet.key.address, { exact: true }).waitFor()
    expect(wallet.signed).toMatch(new RegExp(`^${new URL(page.url()).host} wants you to sign in`))
    web().look('driver', world.driver, '/wallet', `/wallet/${journey.ids.reward}`)

    const { page: stranger, complaints: strangers } = await web().open('driver', other.driver)
    await announceWallets(stranger, wallet)
    await stranger.goto('/wallet')
    await stranger.getByRole('button', { name: 'Link Fox' }).click()
    await stranger.getByText('This wallet is linked to another account already.').waitFor()

    await page.getByRole('button', { name: 'Unlink the wallet' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Keep it' }).click()
    await page.getByRole('button', { name: 'Unlink the wallet' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Unlink the wallet' }).click()
    await page.getByRole('button', { name: 'Link Fox' }).waitFor()
    expect([complaints, strangers]).toEqual([[], []])
  })
}

async function rpc(url: string, method: string, params: unknown[]): Promise<void> {
  const body = JSON.stringify({ jsonrpc: '2.0', id: 1, method, params })
  await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body })
}
