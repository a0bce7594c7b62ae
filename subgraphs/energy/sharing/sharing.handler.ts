import { emit } from '#db/outbox.ts'
import { newId } from '#lib/id.ts'
import { changeCharge, chargesOfSites, noteSamples } from '../charge.queries.ts'
import type { Services } from '../context.ts'
import { ENERGY_LIMITS } from '../limits.ts'
import { buildingLoads, changeSite, dueSites, equipmentOf, lockSite } from '../site.queries.ts'
import type { ChargeChange, Charging, Site, Trx } from '../tables.ts'
import { demandOf, drawnA, phasesOf, watts, type Equipment } from './demand.ts'
import { defaultsOf } from './defaults.handler.ts'
import { share, type Phases } from './share.ts'
import { nextCurrents } from './steps.ts'

/** How many sites one round of a process looks at. */
const SITES_AT_ONCE = 50

/** Decides anew what cars may draw, at every site whose turn it is. Every process may do it: a site is locked meanwhile. */
export async function shareSites({ db, config, meters }: Services): Promise<void> {
  await noteSamples(db, meters.take())
  const due = await dueSites(db, new Date(Date.now() - config.shareMs), SITES_AT_ONCE)
  const faults: unknown[] = []
  // A site that cannot be shared now comes first again in the next round. It must not keep the others from theirs.
  for (const { id } of due)
    await db
      .transaction()
      .execute((trx) => shareSite(trx, id))
      .catch((error: unknown) => faults.push(error))
  if (faults.length > 0) throw new AggregateError(faults, `${faults.length} of ${due.length} sites could not be shared`)
}

/** A car with what is known of its connector. */
interface Car {
  charging: Charging
  equipment: Equipment
}

/** Decides anew what cars at a site may draw, and has their chargers told. */
export async function shareSite(trx: Trx, siteId: string, at = new Date()): Promise<void> {
  const site = await lockSite(trx, siteId)
  if (site === undefined) return
  const now = at.getTime()
  const stations = await equipmentOf(trx, siteId)
  await defaultsOf(trx, site, stations, at)
  const cars = (await chargesOfSites(trx, [siteId])).flatMap((charging): Car[] => {
    const equipment = equipmentFor(stations, charging)
    return equipment === null ? [] : [{ charging, equipment }]
  })
  const judged = await judge(trx, site, cars, now)
  const following = judged.filter(({ charging }) => charging.follows)
  const availableA = await availableOf(trx, site, judged, now)
  const demands = following.map(({ charging, equipment }) => demandOf(site, charging, equipment, now))
  const shares = new Map(share({ availableA, voltage: site.voltage }, demands, now).map((one) => [one.id, one]))
  const wanted = following.flatMap(({ charging, equipment }, i) => {
    const charge = demands[i]
    const possibleA = possibleOf(site, charging, equipment, stations)
    return charge === undefined ? [] : [{ charge, shareA: shares.get(charge.id)?.currentA ?? 0, possibleA }]
  })
  const next = nextCurrents(availableA, wanted)
  let changed = false
  for (const { charging, equipment } of following) {
    const { currentA = 0, late = false } = shares.get(charging.transaction_id) ?? {}
    const said = await tell(trx, site, { charging, equipment }, next.get(charging.transaction_id) ?? 0, at)
    const waiting = currentA > 0 ? null : (charging.waiting_since ?? at)
    const news = charging.share_a !== currentA || charging.late !== late
    changed ||= news || said !== null
    if (news || said !== null || (waiting === null) !== (charging.waiting_since === null))
      await changeCharge(trx, charging.transaction_id, { share_a: currentA, late, waiting_since: waiting, ...said })
  }
  // They may do as they are told later.
  for (const { charging, equipment } of judged.filter((car) => !car.charging.follows)) {
    const said = await tell(
      trx,
      site,
      { charging: { ...charging, asked_a: charging.asked_a ?? Infinity }, equipment },
      site.fallback_a,
      at,
    )
    if (said !== null) await changeCharge(trx, charging.transaction_id, { share_a: null, late: false, ...said })
    changed ||= said !== null
  }
  await changeSite(trx, siteId, { shared_at: at })
  if (changed) await emit(trx, 'energy.site.shared', siteId, { siteId })
}

type Station = Awaited<ReturnType<typeof equipmentOf>>[number]

/** Null for a connector that stations does not know. */
function equipmentFor(stations: readonly Station[], charging: Charging): Equipment | null {
  const station = stations.find(({ station_id }) => station_id === charging.station_id)
  const connectors = station?.evses.find(({ number }) => number === charging.evse_number)?.connectors ?? []
  const connector = connectors.find(({ number }) => number === charging.connector_number) ?? connectors[0]
  if (station === undefined || connector === undefined) return null
  const { maxPowerW, powerType = 'AC_3_PHASE' } = connector
  return { maxPowerW, powerType, firstPhase: station.first_phase, weight: station.weight }
}

/** Finds out who does not keep what their charger has said yes to, and who does again. */
async function judge(trx: Trx, site: Site, cars: readonly Car[], now: number): Promise<Car[]> {
  const judged: Car[] = []
  for (const { charging, equipment } of cars) {
    const change = conductOf(site, charging, equipment, now)
    if (change !== null) await changeCharge(trx, charging.transaction_id, change)
    judged.push({ charging: { ...charging, ...change }, equipment })
  }
  return judged
}

function conductOf(
  site: Site,
  charging: Charging,
  equipment: Equipment,
  now: number,
): Partial<Pick<Charging, 'above_since' | 'follows'>> | null {
  const {
    kept_a: keptA,
    asked_at: askedAt,
    measured_at: measuredAt,
    above_since: aboveSince,
    unheard_since: unheardSince,
  } = charging
  if (charging.follows && unheardSince !== null && now - unheardSince.getTime() > ENERGY_LIMITS.unheardMs) return { follows: false }
  const drawn = drawnA(charging, phasesOf(site, equipment), site.voltage)
  if (keptA === null || drawn === null || askedAt === null || measuredAt === null || measuredAt <= askedAt) return null
  const above = drawn > keptA * ENERGY_LIMITS.aboveFactor + ENERGY_LIMITS.aboveA
  if (!above) return aboveSince === null && charging.follows ? null : { above_since: null, follows: true }
  if (aboveSince === null) return { above_since: measuredAt }
  return charging.follows && now - aboveSince.getTime() >= ENERGY_LIMITS.aboveMs ? { follows: false } : null
}

/** What cars that follow may have of each phase: the connection without its reserve, the building, and cars that do not follow. */
async function availableOf(trx: Trx, site: Site, cars: readonly Car[], now: number): Promise<Phases<number>> {
  const [load] = await buildingLoads(trx, [site.id])
  const known = load !== undefined && now - load.at.getTime() <= ENERGY_LIMITS.buildingLoadMs
  const building = known ? [load.l1_a, load.l2_a, load.l3_a] : [0, 1, 2].map(() => site.building_a ?? 0)
  const others = cars.filter(({ charging }) => !charging.follows)
  const free = (phase: 0 | 1 | 2): number => {
    const taken = others.reduce((sum, { charging, equipment }) => {
      const phases = phasesOf(site, equipment)
      const ratedA = demandOf(site, { ...charging, kept_a: null }, equipment, now).maxA
      // What it drew at another time tells nothing of now: a charger that says 0 W once, and then nothing, may be drawing all it can.
      const isFresh = charging.measured_at !== null && Math.abs(now - charging.measured_at.getTime()) <= ENERGY_LIMITS.tellAgainMs
      const drawn = isFresh ? drawnA(charging, phases, site.voltage) : null
      return sum + (phases[phase] ? Math.max(0, Math.min(ratedA, drawn ?? ratedA)) : 0)
    }, 0)
    return Math.max(0, site.limit_a - site.reserve_a - Math.max(0, building[phase] ?? 0) - taken)
  }
  return [free(0), free(1), free(2)]
}

/** The most that a car may be drawing: what its charger said yes to, what it may have heard since, and before that what holds for all. */
function possibleOf(site: Site, charging: Charging, equipment: Equipment, stations: readonly Station[]): number {
  const rated = demandOf(site, { ...charging, kept_a: null, suspended: false }, equipment, 0).maxA
  const standing = stations.find(({ station_id }) => station_id === charging.station_id)?.default_kept_a ?? rated
  return Math.min(rated, Math.max(charging.kept_a ?? standing, charging.heard_a ?? 0))
}

/** Has a charger told what it may draw, where it has not heard that lately. Null: there is nothing to tell. */
async function tell(trx: Trx, site: Site, { charging, equipment }: Car, currentA: number, at: Date): Promise<ChargeChange | null> {
  const limitA = Math.floor(currentA * 10) / 10
  const { asked_a: askedA, asked_at: askedAt } = charging
  const since = askedAt === null ? Infinity : at.getTime() - askedAt.getTime()
  const falls = askedA === null || limitA < askedA - 0.05
  const rises = askedA !== null && limitA > askedA + ENERGY_LIMITS.worthTellingA && since >= ENERGY_LIMITS.raiseEveryMs
  if (!falls && !rises && since < ENERGY_LIMITS.tellAgainMs) return null
  const askId = newId()
  await emit(trx, 'energy.limit.requested', charging.transaction_id, {
    commandId: askId,
    stationId: charging.station_id,
    transactionId: charging.transaction_id,
    evseNumber: charging.evse_number,
    ...inUnit(site, equipment, limitA, site.fallback_a),
    holdSeconds: ENERGY_LIMITS.holdSeconds,
    at: at.toISOString(),
    expiresAt: new Date(at.getTime() + ENERGY_LIMITS.waitMs).toISOString(),
  })
  // Until it answers to this, it may have heard any of what it was asked before.
  const heardA = Math.max(charging.heard_a ?? 0, limitA)
  return { asked_a: limitA, heard_a: heardA, asked_at: at, ask_id: askId, unheard_since: charging.unheard_since ?? at }
}

/** Direct current is limited in watts: the amperes of the connection are not those of the cable. */
function inUnit(site: Site, equipment: Equipment, limitA: number, fallbackA: number) {
  if (equipment.powerType !== 'DC') return { unit: 'A' as const, limit: limitA, fallback: fallbackA }
  const phases = phasesOf(site, equipment)
  return {
    unit: 'W' as const,
    limit: Math.floor(watts(limitA, phases, site.voltage)),
    fallback: Math.floor(watts(fallbackA, phases, site.voltage)),
  }
}
