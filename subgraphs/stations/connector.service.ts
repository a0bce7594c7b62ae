import { requireRole } from '#lib/access.ts'
import { notFound } from '#lib/errors.ts'
import { isIdPart, keysetPage, type Page, type PageArgs } from '#lib/pagination.ts'
import { audit } from '#db/audit.ts'
import { connectors, nearestConnectors, setTariff, type NearConnector, type NearestFilter } from './connector.queries.ts'
import type { Context } from './context.ts'
import { lockStation } from './station.queries.ts'
import { emitSaved, owns } from './station.ts'
import type { Connector } from './tables.ts'
import { ownTariff } from './tariff/tariff.ts'

/** Connectors around a place, the nearest first, for everybody. Pages only go forward, because "nearest" has one end. */
export async function findNearest(
  ctx: Context,
  filter: NearestFilter,
  args: Pick<PageArgs, 'first' | 'after'>,
): Promise<Page<NearConnector>> {
  return keysetPage({
    args,
    fetch: ({ past, limit }) => nearestConnectors(ctx.db, filter, { past, limit }),
    key: (row) => [row.distance_m, row.id],
    parts: [(distance) => typeof distance === 'number', isIdPart],
  })
}

/** Puts a tariff on a connector, or removes it (null: charging is free). Running sessions keep the price they began with. */
export async function setConnectorTariff(
  ctx: Context,
  input: { connectorId: string; tariffId?: string | null | undefined },
): Promise<Connector> {
  const caller = requireRole(ctx.caller, 'OPERATOR', 'ADMIN')
  return ctx.db.transaction().execute(async (trx) => {
    const path = ['input', 'connectorId']
    const [connector] = await connectors(trx, [input.connectorId])
    if (!connector) throw notFound('connector', path)
    const station = await lockStation(trx, connector.station_id)
    if (!station || !owns(caller, station)) throw notFound('connector', path)
    const tariffId = input.tariffId == null ? null : await ownTariff(trx, caller, input.tariffId)
    await setTariff(trx, connector.id, tariffId)
    await audit(trx, caller.userId, 'connector.tariff-set', connector.id, { from: connector.tariff_id, to: tariffId })
    await emitSaved(trx, station)
    return { ...connector, tariff_id: tariffId }
  })
}
