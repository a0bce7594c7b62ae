import { audit } from '#db/audit.ts'
import { hasRole, isSelf, requireRole } from '#lib/access.ts'
import type { Caller, UserCaller } from '#lib/auth.ts'
import { badInput, DomainError, notFound, refuse } from '#lib/errors.ts'
import { liveStream } from '#lib/graphql/live.ts'
import { newId } from '#lib/id.ts'
import { idPage, type Page, type PageArgs } from '#lib/pagination.ts'
import { changeCharge, findCharge } from './charge.queries.ts'
import type { Context } from './context.ts'
import { ENERGY_LIMITS } from './limits.ts'
import {
  changeSite,
  countSites,
  countStations,
  deleteSite,
  findByKey,
  insertSite,
  listSites,
  lockSite,
  operatorOfStation,
  placeStation,
  placingOf,
  removeStation,
  saveBuildingLoad,
} from './site.queries.ts'
import type { Charging, Site, Trx } from './tables.ts'

export interface SiteInput {
  name: string
  phases: 1 | 3
  limitA: number
  voltage: number
  reserveA: number
  buildingA?: number | null | undefined
  leastA: number
  fallbackA: number
}
export type SiteChanges = { [K in keyof SiteInput]?: SiteInput[K] | null | undefined }

/** True for the site's operator and for admins. */
const owns = (caller: Caller, site: Pick<Site, 'operator_id'>): boolean =>
  hasRole(caller, 'ADMIN') || (hasRole(caller, 'OPERATOR') && isSelf(caller, site.operator_id))

/** A site of the caller's; null for others. */
export async function siteAt({ caller, loaders }: Context, id: string): Promise<Site | null> {
  if (caller.kind !== 'user') return null
  const site = await loaders.site.load(id)
  return site !== null && owns(caller, site) ? site : null
}

/** The caller's sites, in the order they were added; all for admins. */
export function sitesOf({ db, caller }: Context, args: PageArgs): Promise<Page<Site>> {
  const { userId } = requireRole(caller, 'OPERATOR', 'ADMIN')
  return idPage(args, (page) => listSites(db, hasRole(caller, 'ADMIN') ? null : userId, page))
}

/** Adds a site. The same idempotency key again gives the same site. */
export function addSite(ctx: Context, { idempotencyKey, ...input }: SiteInput & { idempotencyKey: string }): Promise<Site> {
  const { userId } = requireRole(ctx.caller, 'OPERATOR')
  refuseNonsense(columns(input))
  return ctx.db.transaction().execute(async (trx) => {
    const before = await findByKey(trx, userId, idempotencyKey)
    if (before) return before
    if ((await countSites(trx, userId)) >= ENERGY_LIMITS.sitesPerOperator)
      throw new DomainError('LIMIT_REACHED', `You can have at most ${ENERGY_LIMITS.sitesPerOperator} sites.`)
    const site = await insertSite(trx, { id: newId(), operator_id: userId, idempotency_key: idempotencyKey, ...columns(input) })
    // Another request was faster with the same key.
    if (!site) return (await findByKey(trx, userId, idempotencyKey)) ?? Promise.reject(new Error('A key was taken by nothing.'))
    await audit(trx, userId, 'site.added', site.id, input)
    return site
  })
}

/** Changes what is given, and nothing else. Cars are told within seconds. */
export function updateSite(ctx: Context, siteId: string, change: SiteChanges): Promise<Site> {
  const caller = requireRole(ctx.caller, 'OPERATOR', 'ADMIN')
  return ctx.db.transaction().execute(async (trx) => {
    const site = await ownSite(trx, caller, siteId)
    const { buildingA, ...rest } = change
    const given = Object.fromEntries(Object.entries(columns(rest as SiteInput)).filter(([, value]) => value != null))
    const wanted = { ...given, ...(buildingA !== undefined && { building_a: buildingA }) }
    refuseNonsense({ ...site, ...wanted })
    const changed = await changeSite(trx, siteId, { ...wanted, shared_at: null })
    await audit(trx, caller.userId, 'site.updated', siteId, wanted)
    return changed
  })
}

/** Removes a site. Its chargers keep the last limits that they were told until those end. */
export function removeSite(ctx: Context, siteId: string): Promise<Site> {
  const caller = requireRole(ctx.caller, 'OPERATOR', 'ADMIN')
  return ctx.db.transaction().execute(async (trx) => {
    const site = await ownSite(trx, caller, siteId)
    await deleteSite(trx, siteId)
    await audit(trx, caller.userId, 'site.removed', siteId, { name: site.name })
    return site
  })
}

/** Puts a station of the site's operator behind its connection, or changes how it is there. */
export function placeAtSite(
  ctx: Context,
  { siteId, stationId, weight, firstPhase }: { siteId: string; stationId: string; weight: number; firstPhase: number },
): Promise<Site> {
  const caller = requireRole(ctx.caller, 'OPERATOR', 'ADMIN')
  return ctx.db.transaction().execute(async (trx) => {
    const site = await ownSite(trx, caller, siteId)
    const station = await operatorOfStation(trx, stationId)
    if (station?.operator_id !== site.operator_id) throw notFound('station', ['input', 'stationId'])
    if ((await countStations(trx, siteId)) >= ENERGY_LIMITS.stationsPerSite)
      throw new DomainError('LIMIT_REACHED', `A site has at most ${ENERGY_LIMITS.stationsPerSite} stations.`)
    if (!(await placeStation(trx, { site_id: siteId, station_id: stationId, weight, first_phase: firstPhase })))
      throw refuse('CONFLICT', 'The station is at another site. Remove it there first.', ['input', 'stationId'])
    await audit(trx, caller.userId, 'site.station-placed', siteId, { stationId, weight, firstPhase })
    return changeSite(trx, siteId, { shared_at: null })
  })
}

/** Takes a station away from a site. Where it is not there, nothing happens. */
export function removeFromSite(ctx: Context, { siteId, stationId }: { siteId: string; stationId: string }): Promise<Site> {
  const caller = requireRole(ctx.caller, 'OPERATOR', 'ADMIN')
  return ctx.db.transaction().execute(async (trx) => {
    const site = await ownSite(trx, caller, siteId)
    await removeStation(trx, siteId, stationId)
    await audit(trx, caller.userId, 'site.station-removed', siteId, { stationId })
    return changeSite(trx, site.id, { shared_at: null })
  })
}

/** What the building draws beside its chargers, by its meter. Asked often, so it is not in the audit log. */
export function reportBuildingLoad(
  ctx: Context,
  { siteId, currentsA, at }: { siteId: string; currentsA: readonly number[]; at?: Date | null | undefined },
): Promise<Site> {
  const caller = requireRole(ctx.caller, 'OPERATOR', 'ADMIN')
  return ctx.db.transaction().execute(async (trx) => {
    const site = await ownSite(trx, caller, siteId)
    const [l1_a = 0, l2_a = 0, l3_a = 0] = currentsA
    if (currentsA.length !== site.phases) throw badInput(['input', 'currentsA'], `The site has ${site.phases} phases.`)
    const now = new Date()
    await saveBuildingLoad(trx, { site_id: siteId, l1_a, l2_a, l3_a, at: at == null || at > now ? now : at })
    return changeSite(trx, siteId, { shared_at: null })
  })
}

/** Gives a car another part of what is shared; null takes it back. */
export function setChargePriority(
  ctx: Context,
  { siteId, transactionId, weight }: { siteId: string; transactionId: string; weight?: number | null | undefined },
): Promise<Site> {
  const caller = requireRole(ctx.caller, 'OPERATOR', 'ADMIN')
  return ctx.db.transaction().execute(async (trx) => {
    const site = await ownSite(trx, caller, siteId)
    const charge = await findCharge(trx, transactionId)
    const here = charge !== undefined && (await placingOf(trx, siteId, charge.station_id)) !== undefined
    if (!here) throw notFound('running charge', ['input', 'transactionId'])
    await changeCharge(trx, transactionId, { weight: weight ?? null })
    await audit(trx, caller.userId, 'site.charge-priority-set', siteId, { transactionId, weight })
    return changeSite(trx, site.id, { shared_at: null })
  })
}

/** A site as it is, and again whenever what its cars may draw is decided anew. */
export async function watchSite(ctx: Context, siteId: string): Promise<AsyncGenerator<Site, void, void>> {
  requireRole(ctx.caller, 'OPERATOR', 'ADMIN')
  if ((await siteAt(ctx, siteId)) === null) throw notFound('site', ['siteId'])
  return liveStream({
    bus: ctx.bus,
    names: ['energy.site.shared'],
    matches: ({ data }) => data.siteId === siteId,
    read: () => siteAt(ctx, siteId),
  })
}

/** How a session of somebody who sees it is limited; null where its station shares nothing. */
export async function chargeOfSession({ caller, loaders }: Context, sessionId: string): Promise<Charging | null> {
  if (caller.kind !== 'user') return null
  const charge = await loaders.chargeOfSession.load(sessionId)
  return charge?.share_a == null ? null : charge
}

/** The caller's site, locked. Somebody else's is answered as if it did not exist. */
async function ownSite(trx: Trx, caller: UserCaller, siteId: string): Promise<Site> {
  const site = await lockSite(trx, siteId)
  if (!site || !owns(caller, site)) throw notFound('site', ['input', 'siteId'])
  return site
}

const columns = ({ name, phases, limitA, voltage, reserveA, buildingA, leastA, fallbackA }: SiteInput) => ({
  name,
  phases,
  limit_a: limitA,
  voltage,
  reserve_a: reserveA,
  building_a: buildingA ?? null,
  least_a: leastA,
  fallback_a: fallbackA,
})

function refuseNonsense(site: ReturnType<typeof columns>): void {
  if (site.reserve_a >= site.limit_a) throw badInput(['input', 'reserveA'], 'Below the limit.')
  if (site.least_a > site.limit_a) throw badInput(['input', 'leastA'], 'At most the limit.')
  if (site.fallback_a > site.limit_a) throw badInput(['input', 'fallbackA'], 'At most the limit.')
}
