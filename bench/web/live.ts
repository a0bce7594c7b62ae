import type { Page } from 'playwright-core'
import { connectChargePoint } from '../../test/charge-point.ts'
import type { Web } from '../../test/web/platform.ts'
import type { TestWorld } from '../../test/world.ts'
import { watchFrames } from './frames.ts'

const FRAMES = 200
const MESSAGES = 200
const PAUSE_MS = 100

/** A session that a driver watches, and the charger's log that an operator watches meanwhile. All in milliseconds. */
export async function liveFigures(web: Web, world: TestWorld) {
  const [station] = world.stations
  if (!station) throw new Error('no station')
  await using charger = await connectChargePoint({
    url: web.stack.ocppUrl,
    identity: station.identity,
    password: station.password,
    evses: [{ powerW: 50_000 }],
    speed: 30,
    meterIntervalMs: 200,
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
  await ofSession.frames()
  await ofLog.frames()
  const [session, log] = await Promise.all([counted(page, ofSession.frames), counted(console_, ofLog.frames)])

  // The line of what the charger says, and of what it is answered.
  const sentAt = new Map<string, number>()
  for (let at = 0; at < MESSAGES; at++) {
    sentAt.set(`bench-${at}`, performance.timeOrigin + performance.now())
    await charger.call('Heartbeat', {}, `bench-${at}`)
    await console_.waitForTimeout(PAUSE_MS)
  }
  await console_.waitForTimeout(1_000)
  const lines = await ofLog.lines()
  const after = (kind: string) =>
    lines
      .filter(({ message }) => message.startsWith(kind))
      .map(({ message, drawnAt }) => drawnAt - (sentAt.get(message.slice(2)) ?? Number.NaN))
  await page.getByRole('button', { name: 'Stop charging' }).click()
  return { session, log, said: after('2'), answered: after('3') }
}

/** Until so many have been drawn, or nothing comes for long. */
async function counted(page: Page, take: () => Promise<{ came: number; drawn: number }[]>): Promise<number[]> {
  const all: number[] = []
  for (let second = 0; second < 90 && all.length < FRAMES; second++) {
    await page.waitForTimeout(1_000)
    all.push(...(await take()).map(({ came, drawn }) => drawn - came))
  }
  return all
}
