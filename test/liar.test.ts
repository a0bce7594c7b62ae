import { expect, test } from 'vitest'
import { transactionOn } from '../ocpp-bridge/words.fixture.ts'
import { openFleet } from './fleet.ts'
import { randomOf, seedOf } from './random.ts'
import { until } from './until.ts'

/** What a charger can say instead of a register, in Wh. */
const LIES = [
  0,
  -1,
  1,
  7_000,
  12_000,
  2 ** 31,
  1e15,
  1e300,
  -1e300,
  '',
  'NaN',
  '7 kWh',
  '0x10',
  '1e3',
  '99999999999999999999',
] as const
/** And instead of a time. */
const TIMES = [
  () => new Date().toISOString(),
  () => new Date(Date.now() - 3_600_000).toISOString(),
  () => new Date(Date.now() + 2 * 86_400_000).toISOString(),
  () => new Date(Date.now() - 90 * 86_400_000).toISOString(),
  () => '1970-01-01T00:00:00Z',
  () => '2099-12-31T23:59:59Z',
  () => 'yesterday',
  () => '',
]

test(
  'chargers that lie about every number: each session is kept, none is negative, and what cannot be is held or not counted',
  { timeout: 240_000 },
  async ({ onTestFailed }) => {
    const seed = seedOf('LIAR_SEED')
    onTestFailed(() => void process.stderr.write(`LIAR_SEED=${seed} runs this again.\n`))
    const random = randomOf(seed)
    const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T
    await using fleet = await openFleet(24)
    const { chargers, db } = fleet
    const sessions = 3
    await Promise.all(
      chargers.map(async ({ charger }) => {
        for (let session = 0; session < sessions; session++) {
          const transaction = transactionOn(charger)
          // A start that says the same as one before it is that one.
          await transaction.begin({ wh: pick(LIES), at: pick(TIMES)(), more: { note: session } })
          for (let seqNo = 1; seqNo <= 3; seqNo++) {
            const lie = { value: pick(LIES), measurand: pick(['Energy.Active.Import.Register', 'Power.Active.Import', 'SoC']) }
            await transaction.sample({ seqNo, at: pick(TIMES)(), sampledValue: [lie, { value: pick(LIES) }] })
          }
          await transaction.end({ seqNo: 4, wh: pick(LIES), at: pick(TIMES)() })
        }
      }),
    )
    const all = () => db.selectFrom('session').selectAll().execute()
    // 1.6 knows a start again by what it says, so two that lie alike may be one.
    const least = chargers.filter(({ charger }) => charger.version !== '1.6').length * sessions
    await until(
      async () => {
        const rows = await all()
        return rows.length >= least && rows.every(({ status }) => status === 'COMPLETED')
      },
      { timeoutMs: 120_000 },
    )
    for (const row of await all()) {
      expect(Number.isSafeInteger(row.energy_wh) && row.energy_wh >= 0, JSON.stringify(row)).toBe(true)
      expect(Number(row.ended_at) >= Number(row.started_at), JSON.stringify(row)).toBe(true)
      // 50 kW for the hour that a clock may be off, and one coarse step of a meter.
      if (!row.held) expect(row.energy_wh, JSON.stringify(row)).toBeLessThan(120_000)
    }
    expect((await all()).filter(({ held }) => held).length).toBeGreaterThan(0)
    expect(await db.selectFrom('dead_letter').selectAll().execute()).toEqual([])
  },
)
