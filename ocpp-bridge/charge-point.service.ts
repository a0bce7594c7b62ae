import { hasRole, mayUse, requireOperator } from '#lib/access.ts'
import { notFound } from '#lib/errors.ts'
import { liveStream } from '#lib/graphql/live.ts'
import { isTextPart, keysetPage, type Page, type PageArgs } from '#lib/pagination.ts'
import { owns } from './charge-point.ts'
import { countChargePoints, listChargePoints, type ChargePointFilter, type ChargePointRow } from './charge-point.queries.ts'
import type { Context } from './context.ts'

/** The charger of a station of the caller's; null for others. */
export async function chargePointAt({ caller, loaders }: Context, stationId: string): Promise<ChargePointRow | null> {
  if (!mayUse(caller, 'chargers:read')) return null
  const chargePoint = await loaders.chargePoint.load(stationId)
  return chargePoint !== null && owns(caller, chargePoint) ? chargePoint : null
}

/** A page of chargers that also knows how many there are on all pages. */
export interface ChargePointPage extends Page<ChargePointRow> {
  total: () => Promise<number>
}

/** The caller's chargers that fit, by identity; anybody's for an admin. */
export async function chargePointsOf(ctx: Context, filter: ChargePointFilter, args: PageArgs): Promise<ChargePointPage> {
  const { userId } = requireOperator(ctx.caller, 'chargers:read')
  const operatorId = hasRole(ctx.caller, 'ADMIN') ? null : userId
  const page = await keysetPage({
    args,
    fetch: (request) => listChargePoints(ctx.db, filter, operatorId, request),
    key: ({ identity }) => [identity],
    parts: [isTextPart],
  })
  return { ...page, total: () => countChargePoints(ctx.db, filter, operatorId) }
}

/** A charger of the caller's as it is, and again when it connects, boots, leaves, or tells of a connector. */
export async function watchChargePoint(ctx: Context, id: string): Promise<AsyncGenerator<ChargePointRow, void, void>> {
  requireOperator(ctx.caller, 'chargers:read')
  if ((await chargePointAt(ctx, id)) === null) throw notFound('charge point', ['id'])
  return liveStream({
    bus: ctx.bus,
    names: [
      'ocpp.charge-point.connected',
      'ocpp.charge-point.disconnected',
      'ocpp.charge-point.booted',
      'ocpp.connector.status-changed',
    ],
    matches: ({ data }) => data.stationId === id,
    read: () => chargePointAt(ctx, id),
  })
}
