import type { ConnectorStandard } from '#lib/graphql/connector-standard.ts'
import { requireOperator } from '#lib/access.ts'
import type { UserCaller } from '#lib/auth.ts'
import { notFound } from '#lib/errors.ts'
import { newId } from '#lib/id.ts'
import { audit } from '#db/audit.ts'
import { connectors, connectorsOfEvses, insertConnectors } from '../connector.queries.ts'
import type { Context } from '../context.ts'
import { refuse } from '../errors.ts'
import { STATIONS_LIMITS } from '../limits.ts'
import { evses, evsesOfStations, insertEvses, lockStation } from '../station.queries.ts'
import { emitSaved, owns, ownStation } from '../station.ts'
import type { Connector, ConnectorFormat, Evse, PowerType, Station, Trx } from '../tables.ts'
import { ownTariff } from '../tariff/tariff.ts'
import { noteStates } from '../uptime/note.queries.ts'
import {
  changeConnector,
  findEvseByEmi3,
  insertConnector,
  nextEvseNumber,
  renameEvse,
  retireEvses,
  retireOneConnector,
  retireOneStation,
} from './equipment.queries.ts'

export interface Plug {
  standard: ConnectorStandard
  format: ConnectorFormat
  powerType: PowerType
  maxPowerW: number
}
type NewPlug = Plug & { tariffId?: string | null | undefined }

/** Adds an EVSE to a station, with the next number. The same eMI3 id again gives the EVSE that is there. */
export async function addEvse(
  ctx: Context,
  { stationId, evseId, connectors: plugs }: { stationId: string; evseId: string; connectors: readonly NewPlug[] },
): Promise<Evse> {
  const caller = requireOperator(ctx.caller, 'chargers:write')
  return ctx.db.transaction().execute(async (trx) => {
    const station = inUse(await ownStation(trx, caller, stationId), 'station', ['input', 'stationId'])
    const before = await findEvseByEmi3(trx, evseId)
    if (before?.station_id === stationId) return before
    if ((await evsesOfStations(trx, [stationId])).filter(isInUse).length >= STATIONS_LIMITS.evses)
      throw refuse('LIMIT_REACHED', `A station has at most ${STATIONS_LIMITS.evses} EVSEs.`, ['input', 'stationId'])
    const number = await nextEvseNumber(trx, stationId)
    const [evse] = await insertEvses(trx, [{ id: newId(), station_id: stationId, number, evse_id: evseId }])
    if (!evse) throw taken()
    const rows = []
    for (const [i, plug] of plugs.entries())
      rows.push(await rowOf(trx, caller, evse, i + 1, plug, ['input', 'connectors', i, 'tariffId']))
    await insertConnectors(trx, rows)
    await audit(trx, caller.userId, 'evse.added', evse.id, { stationId, number })
    await emitSaved(trx, station)
    return evse
  })
}

/** Gives an EVSE another eMI3 id. */
export async function updateEvse(ctx: Context, input: { id: string; evseId: string }): Promise<Evse> {
  const caller = requireOperator(ctx.caller, 'chargers:write')
  return ctx.db.transaction().execute(async (trx) => {
    const { evse, station } = await ownEvse(trx, caller, input.id, 'id')
    if (evse.evse_id === input.evseId) return evse
    if (!(await renameEvse(trx, evse.id, input.evseId))) throw taken()
    await audit(trx, caller.userId, 'evse.updated', evse.id, { from: evse.evse_id, to: input.evseId })
    await emitSaved(trx, station)
    return { ...evse, evse_id: input.evseId }
  })
}

/** Adds a connector to an EVSE, by its number there. The same number with the same plug again gives the connector that is there. */
export async function addConnector(
  ctx: Context,
  { evseId, number, connector: plug }: { evseId: string; number: number; connector: NewPlug },
): Promise<Connector> {
  const caller = requireOperator(ctx.caller, 'chargers:write')
  return ctx.db.transaction().execute(async (trx) => {
    const { evse, station } = await ownEvse(trx, caller, evseId, 'evseId')
    inUse(evse, 'EVSE', ['input', 'evseId'])
    const there = await connectorsOfEvses(trx, [evseId])
    const before = there.find((one) => one.number === number)
    if (before && isSame(before, plug)) return before
    if (before) throw refuse('CONFLICT', 'The EVSE has, or has had, another connector of this number.', ['input', 'number'])
    if (there.filter(isInUse).length >= STATIONS_LIMITS.connectors)
      throw refuse('LIMIT_REACHED', `An EVSE has at most ${STATIONS_LIMITS.connectors} connectors.`, ['input', 'evseId'])
    const row = await rowOf(trx, caller, evse, number, plug, ['input', 'connector', 'tariffId'])
    await insertConnector(trx, row)
    await audit(trx, caller.userId, 'connector.added', row.id, { evseId, number })
    await emitSaved(trx, station)
    return read(trx, row.id)
  })
}

/** Changes what a connector is. Its tariff is changed by `setConnectorTariff`. */
export async function updateConnector(
  ctx: Context,
  { connectorId, ...change }: { connectorId: string } & { [K in keyof Plug]?: Plug[K] | null | undefined },
): Promise<Connector> {
  const caller = requireOperator(ctx.caller, 'chargers:write')
  return ctx.db.transaction().execute(async (trx) => {
    const { connector, station } = await ownConnector(trx, caller, connectorId)
    const detail = {
      ...(change.standard != null && { standard: change.standard }),
      ...(change.format != null && { format: change.format }),
      ...(change.powerType != null && { power_type: change.powerType }),
      ...(change.maxPowerW != null && { max_power_w: change.maxPowerW }),
    }
    if (Object.keys(detail).length === 0) return connector
    await changeConnector(trx, connectorId, detail)
    await audit(trx, caller.userId, 'connector.updated', connectorId, detail)
    await emitSaved(trx, station)
    return read(trx, connectorId)
  })
}

/** Takes a station out of use for good, with all it has. What runs goes on to its end, and is billed. Once more changes nothing. */
export async function retireStation(ctx: Context, stationId: string): Promise<Station> {
  const caller = requireOperator(ctx.caller, 'chargers:write')
  return ctx.db.transaction().execute(async (trx) => {
    const station = await ownStation(trx, caller, stationId)
    if (!isInUse(station)) return station
    await retireOneStation(trx, stationId)
    await retireEvses(trx, { stationId })
    await noteStates(trx, stationId, new Date())
    await audit(trx, caller.userId, 'station.retired', stationId)
    await emitSaved(trx, station)
    return (await lockStation(trx, stationId)) ?? station
  })
}

/** The same for an EVSE and its connectors. */
export async function retireEvse(ctx: Context, evseId: string): Promise<Evse> {
  const caller = requireOperator(ctx.caller, 'chargers:write')
  return ctx.db.transaction().execute(async (trx) => {
    const { evse, station } = await ownEvse(trx, caller, evseId, 'evseId')
    if (!isInUse(evse)) return evse
    await retireEvses(trx, { evseId })
    await noteStates(trx, station.id, new Date())
    await audit(trx, caller.userId, 'evse.retired', evseId)
    await emitSaved(trx, station)
    return (await evses(trx, [evseId]))[0] ?? evse
  })
}

/** The same for one connector. */
export async function retireConnector(ctx: Context, connectorId: string): Promise<Connector> {
  const caller = requireOperator(ctx.caller, 'chargers:write')
  return ctx.db.transaction().execute(async (trx) => {
    const { connector, station } = await ownConnector(trx, caller, connectorId)
    if (!isInUse(connector)) return connector
    await retireOneConnector(trx, connector)
    await noteStates(trx, station.id, new Date())
    await audit(trx, caller.userId, 'connector.retired', connectorId)
    await emitSaved(trx, station)
    return read(trx, connectorId)
  })
}

const isInUse = ({ retired_at: retiredAt }: { retired_at: Date | null }): boolean => retiredAt === null

function inUse<T extends { retired_at: Date | null }>(thing: T, what: string, path: string[]): T {
  if (!isInUse(thing)) throw refuse('CONFLICT', `This ${what} is retired. Register what takes its place.`, path)
  return thing
}

const taken = () => refuse('EVSE_ID_TAKEN', 'Another EVSE has this id.', ['input', 'evseId'])

/** The caller's EVSE, its station locked. Somebody else's is answered as if it did not exist. */
async function ownEvse(trx: Trx, caller: UserCaller, id: string, field: string): Promise<{ evse: Evse; station: Station }> {
  const [evse] = await evses(trx, [id])
  const station = evse && (await lockStation(trx, evse.station_id))
  if (!station || !owns(caller, station)) throw notFound('EVSE', ['input', field])
  const [locked] = await evses(trx, [id])
  return { evse: locked ?? evse, station }
}

async function ownConnector(trx: Trx, caller: UserCaller, id: string): Promise<{ connector: Connector; station: Station }> {
  const [connector] = await connectors(trx, [id])
  const station = connector && (await lockStation(trx, connector.station_id))
  if (!station || !owns(caller, station)) throw notFound('connector', ['input', 'connectorId'])
  return { connector: await read(trx, id), station }
}

async function read(trx: Trx, id: string): Promise<Connector> {
  const [connector] = await connectors(trx, [id])
  if (!connector) throw new Error('A connector has gone, though none ever does.')
  return connector
}

const isSame = (connector: Connector, plug: NewPlug): boolean =>
  connector.standard === plug.standard &&
  connector.format === plug.format &&
  connector.power_type === plug.powerType &&
  connector.max_power_w === plug.maxPowerW

async function rowOf(trx: Trx, caller: UserCaller, evse: Evse, number: number, plug: NewPlug, path: (string | number)[]) {
  return {
    id: newId(),
    station_id: evse.station_id,
    evse_id: evse.id,
    number,
    standard: plug.standard,
    format: plug.format,
    power_type: plug.powerType,
    max_power_w: plug.maxPowerW,
    tariff_id: plug.tariffId == null ? null : await ownTariff(trx, caller, plug.tariffId, path),
  }
}
