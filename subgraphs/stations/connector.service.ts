import { requireOperator } from '#lib/access.ts'
import { notFound } from '#lib/errors.ts'
import { audit } from '#db/audit.ts'
import { connectors, setTariff } from './connector.queries.ts'
import type { Context } from './context.ts'
import { lockStation } from './station.queries.ts'
import { emitSaved, owns } from './station.ts'
import type { Connector } from './tables.ts'
import { ownTariff } from './tariff/tariff.ts'

/** Puts a tariff on a connector, or removes it (null: charging is free). Running sessions keep the price they began with. */
export async function setConnectorTariff(
  ctx: Context,
  input: { connectorId: string; tariffId?: string | null | undefined },
): Promise<Connector> {
  const caller = requireOperator(ctx.caller, 'chargers:write')
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
