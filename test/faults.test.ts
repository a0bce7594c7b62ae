import { setTimeout as wait } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { PROCESSES, startFaulty, type Faulty } from './faulty.ts'
import { randomOf, seedOf } from './random.ts'
import { redisAvailable } from './redis.ts'
import { until } from './until.ts'

/**
 * Sessions while the processes of their way are killed, the database is away or slow, and Redis forgets. The suite has few rounds of few
 * chargers. `FAULT_ROUNDS=20 FAULT_CHARGERS=200 npx vitest run test/faults.test.ts` is the whole; FAULT_SEED runs a failure again.
 */
const ROUNDS = Number(process.env['FAULT_ROUNDS'] ?? 4)
const CHARGERS = Number(process.env['FAULT_CHARGERS'] ?? 18)
const [AWAY_MS, SLOW_MS] = process.env['FAULT_ROUNDS'] === undefined ? [2_000, 3_000] : [10_000, 60_000]

const faults: Record<string, (faulty: Faulty, random: () => number) => Promise<void>> = {
  'the bridge is killed': (faulty, random) => faulty.kill(random() < 0.5 ? 'bridge A' : 'bridge B'),
  'the database is killed': (faulty) => faulty.killDatabase(0),
  'charging is killed': (faulty) => faulty.kill('charging'),
  'the database is slow, and Redis forgets': async (faulty) => {
    await Promise.all([faulty.slowDatabase(SLOW_MS), faulty.emptyRedis()])
  },
  'the database is away': (faulty) => faulty.killDatabase(AWAY_MS),
  'any process is killed, and another': async (faulty, random) => {
    for (let i = 0; i < 2; i++) await faulty.kill(PROCESSES[Math.floor(random() * PROCESSES.length)] ?? 'rewards')
  },
}

test.runIf(redisAvailable)(
  `${ROUNDS} rounds of ${CHARGERS} sessions, and a fault in each: every session ends once, with one record and one reward`,
  { timeout: 240_000 + ROUNDS * (60_000 + CHARGERS * 2_000) },
  async ({ onTestFailed }) => {
    const seed = seedOf('FAULT_SEED')
    onTestFailed(() => void process.stderr.write(`FAULT_SEED=${seed} runs this again.\n`))
    const random = randomOf(seed)
    await using faulty = await startFaulty(CHARGERS)
    for (let round = 1; round <= ROUNDS; round++) {
      const [name, fault] = Object.entries(faults)[(round - 1) % Object.keys(faults).length] ?? []
      if (fault === undefined) throw new Error('no fault')
      const began = performance.now()
      const sessions = Promise.all(faulty.fleet.map(({ charger }) => charge(charger, random() * 1_000)))
      // At some point of the round: so many of its sessions have begun, and not all are over.
      const begun = Math.ceil(0.8 * random() * CHARGERS)
      await until(() => countOf(faulty, 'started') >= (round - 1) * CHARGERS + begun, { timeoutMs: 300_000 })
      expect(countOf(faulty, 'ended')).toBeLessThan(round * CHARGERS)
      await fault(faulty, random)
      await sessions
      await until(async () => (await wrong(faulty, round)).length === 0, {
        timeoutMs: 60_000 + CHARGERS * 1_000,
        everyMs: 500,
      }).catch(() => undefined)
      expect(await wrong(faulty, round), `round ${round}, ${name}`).toEqual([])
      if (process.env['TEST_LOG'])
        process.stderr.write(`round ${round}, ${name}: right after ${Math.round(performance.now() - began)} ms\n`)
    }
  },
)

const countOf = ({ fleet }: Faulty, what: 'started' | 'ended'): number =>
  fleet.reduce((sum, { charger }) => sum + charger.events.filter(({ name }) => name === what).length, 0)

type Charger = Faulty['fleet'][number]['charger']

/** One session. What the line does not take is queued by the charger, and sent again until it is answered. */
async function charge(charger: Charger, pauseMs: number): Promise<void> {
  const before = charger.events.filter(({ name }) => name === 'ended').length
  await wait(pauseMs)
  await charger.start({ idToken: `DRIVER-${charger.identity.split('-')[1]}` })
  for (let sample = 0; sample < 2; sample++) {
    await wait(pauseMs / 2)
    await charger.meter()
  }
  await charger.stop()
  await until(() => charger.events.filter(({ name }) => name === 'ended').length > before, { timeoutMs: 300_000 })
}

/** What is not as it must be after so many sessions at each station, in words. */
async function wrong({ fleet, query }: Faulty, rounds: number): Promise<string[]> {
  const found: string[] = []
  const rows = await query<Record<string, string>>(`
    SELECT session.station_id, count(*) AS sessions, count(*) FILTER (WHERE status = 'COMPLETED' AND NOT held) AS completed,
      sum(energy_wh) AS energy,
      coalesce(sum((SELECT count(*) FROM charging.cdr WHERE cdr.session_id = session.id)), 0) AS records,
      count(*) FILTER (WHERE energy_wh > 0) AS earning,
      coalesce(sum((SELECT count(*) FROM rewards.reward WHERE reward.source_id = session.id)), 0) AS rewards
    FROM charging.session GROUP BY session.station_id`)
  for (const { charger, stationId } of fleet) {
    const row = rows.find(({ station_id }) => station_id === stationId)
    const is = (what: string): number => Number(row?.[what] ?? 0)
    const told = charger.events.flatMap((event) =>
      event.name === 'ended' ? [event.registerWh - event.transaction.started.registerWh] : [],
    )
    const energy = told.reduce((sum, wh) => sum + wh, 0)
    const says = (what: string, wanted: number): void => {
      if (is(what) !== wanted) found.push(`${charger.identity} (${charger.version}): ${is(what)} ${what}, not ${wanted}`)
    }
    for (const what of ['sessions', 'completed', 'records']) says(what, rounds)
    says('energy', energy)
    says('rewards', is('earning'))
    const refused = charger.events.filter((event) => event.name === 'refused' && /Transaction/.test(event.action))
    if (refused.length > 0) found.push(`${charger.identity}: ${refused.length} messages were refused`)
  }
  for (const table of ['ocpp.kept_message', 'ocpp.quarantine', 'ocpp.dead_letter', 'charging.dead_letter', 'rewards.dead_letter']) {
    const [row] = await query<{ count: string }>(`SELECT count(*) FROM ${table}`)
    if (Number(row?.count) > 0) found.push(`${table} has ${row?.count} rows`)
  }
  return found
}
