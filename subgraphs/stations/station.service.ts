import { verify } from '@node-rs/argon2'
import { hasRole, requireOperator } from '#lib/access.ts'
import type { UserCaller } from '#lib/auth.ts'
import { passwordText } from '#lib/charger-password.ts'
import { badInput, notFound } from '#lib/errors.ts'
import { newId } from '#lib/id.ts'
import { liveStream } from '#lib/graphql/live.ts'
import { inSandbox, isOfSandbox } from '#lib/partners/sandbox.ts'
import { audit } from '#db/audit.ts'
import { insertConnectors } from './connector.queries.ts'
import type { Context } from './context.ts'
import { refuse } from './errors.ts'
import { shownTo } from './guests/shown.ts'
import { STATIONS_LIMITS } from './limits.ts'
import { hoursText, type GivenHours } from './hours.ts'
import { passwordFor, refuseOwnIdentity, type PasswordChoice } from './password.ts'
import { changeStation, findByIdempotencyKey, insertEvses, insertStation, stations, type StationChange } from './station.queries.ts'
import { emitSaved, ownStation, owns } from './station.ts'
import type { Access, Connector, Facility, NewStation, Station, Trx } from './tables.ts'
import { ownTariff } from './tariff/tariff.ts'

export interface NewStationInput extends PasswordChoice {
  idempotencyKey: string
  operatorId?: string | null | undefined
  identity: string
  name: string
  address: string
  city: string
  country: string
  location: { latitude: number; longitude: number }
  timeZone: string
  access?: Access | null | undefined
  facilities?: readonly Facility[] | null | undefined
  hours?: GivenHours | null | undefined
  evses: {
    evseId: string
    connectors: (Pick<Connector, 'standard' | 'format'> & {
      powerType: Connector['power_type']
      maxPowerW: number
      tariffId?: string | null | undefined
    })[]
  }[]
}

type Described = Pick<
  NewStationInput,
  'name' | 'address' | 'city' | 'country' | 'location' | 'timeZone' | 'access' | 'facilities' | 'hours'
>
/** Changes of a station. What is absent or null stays as it is. */
export type StationChanges = { [K in keyof Described]?: Described[K] | null | undefined } & {
  signedMeterRequired?: boolean | null | undefined
}

/**
 * Registers a station with its EVSEs and connectors, numbered in the order given. A password that is made for the charger is only in this
 * answer: its hash is kept. The same idempotency key again gives the same station, without a password.
 */
export async function registerStation(
  ctx: Context,
  input: NewStationInput,
): Promise<{ station: Station; password: string | null }> {
  const caller = requireOperator(ctx.caller, 'chargers:write')
  const operatorId = operatorFor(caller, input.operatorId)
  refuseOwnIdentity(input, input)
  refuseOtherWorld(operatorId, input.identity)
  const { hash, made } = await passwordFor(input)
  return ctx.db.transaction().execute(async (trx) => {
    const row = { ...columns(input), identity: input.identity, operator_id: operatorId, idempotency_key: input.idempotencyKey }
    // The database holds it: nobody else is to find what stands in the sandbox.
    const access = isOfSandbox(operatorId) ? { access: 'PRIVATE' as const } : {}
    const station = await insertStation(trx, { id: newId(), password_hash: hash, ...row, ...access })
    if (!station) return { station: await registeredBefore(trx, operatorId, input), password: null }
    await equip(trx, station, input, caller)
    await audit(trx, caller.userId, 'station.registered', station.id, { operatorId })
    await emitSaved(trx, station)
    return { station, password: made }
  })
}

/** Changes what is given, and nothing else. */
export async function updateStation(ctx: Context, stationId: string, change: StationChanges): Promise<Station> {
  const caller = requireOperator(ctx.caller, 'chargers:write')
  return ctx.db.transaction().execute(async (trx) => {
    const station = await ownStation(trx, caller, stationId)
    const detail = columns(change)
    if (Object.keys(detail).length === 0) return station
    if (isOfSandbox(station.operator_id) && detail.access !== undefined)
      throw badInput(['input', 'access'], 'A station of the sandbox is private, and stays so.')
    const changed = await changeStation(trx, stationId, detail)
    await audit(trx, caller.userId, 'station.updated', stationId, detail)
    await emitSaved(trx, changed)
    return changed
  })
}

/** A new Basic password for the charger, chosen or made. One that is made is only in this answer. The old one ends. */
export async function renewStationPassword(
  ctx: Context,
  stationId: string,
  choice: PasswordChoice,
): Promise<{ station: Station; password: string | null }> {
  const caller = requireOperator(ctx.caller, 'chargers:write')
  const { hash, made } = await passwordFor(choice)
  return ctx.db.transaction().execute(async (trx) => {
    refuseOwnIdentity(await ownStation(trx, caller, stationId), choice)
    const station = await changeStation(trx, stationId, { password_hash: hash })
    await audit(trx, caller.userId, 'station.password-renewed', stationId)
    await emitSaved(trx, station)
    return { station, password: made }
  })
}

/** The station as it is, and again at each change of its or its connectors' availability; for everybody who may know of it. */
export async function watchStation(ctx: Context, stationId: string): Promise<AsyncGenerator<Station, void, void>> {
  const read = async () => {
    const [station] = await shownTo(ctx.db, ctx.caller, await stations(ctx.db, [stationId]))
    // Once it is shown no more, its stream ends, and nobody joins that.
    if (!station || (inSandbox(ctx.caller) && !owns(ctx.caller, station))) throw notFound('station', ['stationId'])
    return station
  }
  await read()
  const names = ['stations.station.availability-changed', 'stations.station.saved'] as const
  return liveStream({ bus: ctx.bus, names, matches: (event) => event.data.stationId === stationId, read })
}

/** Identities are one list for both worlds, so each has its own part of it: what is taken tells a sandbox nothing of the real world. */
function refuseOtherWorld(operatorId: string, identity: string): void {
  const { sandboxIdentity } = STATIONS_LIMITS
  if (identity.toUpperCase().startsWith(sandboxIdentity) === isOfSandbox(operatorId)) return
  const message = isOfSandbox(operatorId)
    ? `In the sandbox an identity begins with ${sandboxIdentity}.`
    : `What begins with ${sandboxIdentity} is of the sandbox.`
  throw badInput(['input', 'identity'], message)
}

function operatorFor(caller: UserCaller, wanted: string | null | undefined): string {
  if (hasRole(caller, 'ADMIN')) {
    if (wanted == null && !hasRole(caller, 'OPERATOR', 'PARTNER'))
      throw badInput(['input', 'operatorId'], 'Say which operator runs the station.')
    return wanted ?? caller.userId
  }
  if (wanted != null && wanted !== caller.userId) throw refuse('FORBIDDEN', 'An operator registers stations of their own alone.')
  return caller.userId
}

async function registeredBefore(trx: Trx, operatorId: string, input: NewStationInput): Promise<Station> {
  const station = await findByIdempotencyKey(trx, operatorId, input.idempotencyKey)
  if (!station) throw refuse('IDENTITY_TAKEN', 'Another station has this identity.', ['input', 'identity'])
  if (station.identity !== input.identity)
    throw refuse('CONFLICT', 'This key was used for another station.', ['input', 'idempotencyKey'])
  // A repeated request with another password is refused: its sender would believe that the charger has that one.
  if (input.password != null && !(await verify(station.password_hash, passwordText(input.password))))
    throw refuse('CONFLICT', 'This station has another password; renewStationPassword changes it.', ['input', 'password'])
  return station
}

async function equip(trx: Trx, station: Station, { evses }: NewStationInput, caller: UserCaller): Promise<void> {
  const rows = evses.map(({ evseId }, index) => ({ id: newId(), station_id: station.id, number: index + 1, evse_id: evseId }))
  const inserted = await insertEvses(trx, rows)
  for (const [index, { id }] of rows.entries())
    if (!inserted.some((row) => row.id === id))
      throw refuse('EVSE_ID_TAKEN', 'Another EVSE has this id.', ['input', 'evses', index, 'evseId'])
  for (const [e, evse] of evses.entries())
    for (const [c, { tariffId }] of evse.connectors.entries())
      if (tariffId != null) await ownTariff(trx, caller, tariffId, ['input', 'evses', e, 'connectors', c, 'tariffId'])
  await insertConnectors(
    trx,
    evses.flatMap(({ connectors }, e) =>
      connectors.map((connector, c) => ({
        id: newId(),
        station_id: station.id,
        evse_id: rows[e]?.id ?? '',
        number: c + 1,
        standard: connector.standard,
        format: connector.format,
        power_type: connector.powerType,
        max_power_w: connector.maxPowerW,
        tariff_id: connector.tariffId ?? null,
      })),
    ),
  )
}

function columns(
  input: Described,
): Pick<NewStation, 'name' | 'address' | 'city' | 'country' | 'latitude' | 'longitude' | 'time_zone'>
function columns(input: StationChanges): StationChange
function columns(input: StationChanges): StationChange {
  const { name, address, city, country, location, timeZone, access, facilities, hours, signedMeterRequired } = input
  return {
    ...(name != null && { name }),
    ...(address != null && { address }),
    ...(city != null && { city }),
    ...(country != null && { country }),
    ...(location != null && location),
    ...(timeZone != null && { time_zone: timeZone }),
    ...(access != null && { access }),
    ...(facilities != null && { facilities: [...new Set(facilities)] }),
    ...(hours != null && { hours: hoursText(hours) }),
    ...(signedMeterRequired != null && { signed_meter_required: signedMeterRequired }),
  }
}
