import { audit } from '#db/audit.ts'
import { emit } from '#db/outbox.ts'
import { requireOperator } from '#lib/access.ts'
import { badInput, notFound } from '#lib/errors.ts'
import { newId } from '#lib/id.ts'
import { readPublicKey } from '#lib/ocmf/key.ts'
import { idPage, type Page, type PageArgs } from '#lib/pagination.ts'
import type { Context } from '../context.ts'
import { refuse } from '../errors.ts'
import { STATIONS_LIMITS } from '../limits.ts'
import { evses, lockStation } from '../station.queries.ts'
import { owns } from '../station.ts'
import type { MeterKey, Trx } from '../tables.ts'
import { meterKeyEvent } from './meter-key.ts'
import {
  countLivingKeys,
  findMeterKey,
  findMeterKeyByKey,
  insertMeterKey,
  listMeterKeys,
  setValidUntil,
} from './meter-key.queries.ts'

export interface MeterKeyInput {
  idempotencyKey: string
  evseId: string
  meterSerial: string
  publicKey: string
  validFrom?: Date | null | undefined
  validUntil?: Date | null | undefined
}

/**
 * Registers the key that a meter of an EVSE signs with. Keys that the EVSE has stay: until they end, a value that is signed by any of them
 * is good. The same idempotency key again gives the same key.
 */
export async function registerMeterKey(ctx: Context, input: MeterKeyInput): Promise<MeterKey> {
  const caller = requireOperator(ctx.caller, 'chargers:write')
  const key = readPublicKey(input.publicKey)
  if (typeof key === 'string') throw badInput(['input', 'publicKey'], key)
  const validFrom = input.validFrom ?? new Date()
  const validUntil = endAfter(validFrom, input.validUntil)
  return ctx.db.transaction().execute(async (trx) => {
    const [evse] = await evses(trx, [input.evseId])
    const station = evse && (await lockStation(trx, evse.station_id))
    if (!evse || !station || !owns(caller, station)) throw notFound('EVSE', ['input', 'evseId'])
    const inserted = await insertMeterKey(trx, {
      id: newId(),
      station_id: station.id,
      evse_id: evse.id,
      evse_number: evse.number,
      meter_serial: input.meterSerial,
      curve: key.curve,
      public_key: key.hex,
      valid_from: validFrom,
      valid_until: validUntil,
      idempotency_key: input.idempotencyKey,
    })
    if (!inserted) return registeredBefore(trx, input, key.hex)
    await refuseTooMany(trx, inserted.evse_id, ['input', 'evseId'])
    const { evseId, meterSerial } = input
    await audit(trx, caller.userId, 'meter-key.registered', inserted.id, { evseId, meterSerial, publicKey: key.hex })
    await emit(trx, 'stations.meter-key.saved', inserted.id, meterKeyEvent(inserted))
    return inserted
  })
}

/** Says when a key ends, or (null) that it does not. What was signed until then stays good. */
export async function setMeterKeyEnd(
  ctx: Context,
  input: { meterKeyId: string; validUntil?: Date | null | undefined },
): Promise<MeterKey> {
  const caller = requireOperator(ctx.caller, 'chargers:write')
  return ctx.db.transaction().execute(async (trx) => {
    const found = await findMeterKey(trx, input.meterKeyId)
    const station = found && (await lockStation(trx, found.station_id))
    // Read again under the lock: another change may have come between.
    const key = station && owns(caller, station) ? await findMeterKey(trx, input.meterKeyId) : undefined
    if (!key) throw notFound('key', ['input', 'meterKeyId'])
    const validUntil = endAfter(key.valid_from, input.validUntil)
    if (validUntil?.getTime() === key.valid_until?.getTime()) return key
    const changed = await setValidUntil(trx, key.id, validUntil)
    const isLonger = key.valid_until !== null && (validUntil === null || validUntil > key.valid_until)
    if (isLonger) await refuseTooMany(trx, key.evse_id, ['input', 'validUntil'])
    await audit(trx, caller.userId, 'meter-key.end-set', key.id, { from: key.valid_until, to: validUntil })
    await emit(trx, 'stations.meter-key.saved', key.id, meterKeyEvent(changed))
    return changed
  })
}

/** The keys of an EVSE, for everybody: drivers check their bills with them. */
export const meterKeysOf = ({ db }: Context, evseId: string, args: PageArgs): Promise<Page<MeterKey>> =>
  idPage(args, (page) => listMeterKeys(db, evseId, page))

function endAfter(validFrom: Date, validUntil: Date | null | undefined): Date | null {
  if (validUntil != null && validUntil <= validFrom) throw badInput(['input', 'validUntil'], 'A key ends after it begins.')
  return validUntil ?? null
}

/** Called with what is new: nobody has a thousand keys tried for each value that a meter has signed. */
async function refuseTooMany(trx: Trx, evseId: string, path: string[]): Promise<void> {
  if ((await countLivingKeys(trx, evseId)) <= STATIONS_LIMITS.meterKeys) return
  throw refuse(
    'LIMIT_REACHED',
    `An EVSE has at most ${STATIONS_LIMITS.meterKeys} keys that have not ended. End others with setMeterKeyEnd, ${STATIONS_LIMITS.meterKeyDays} days before.`,
    path,
  )
}

async function registeredBefore(trx: Trx, input: MeterKeyInput, publicKey: string): Promise<MeterKey> {
  const before = await findMeterKeyByKey(trx, input.evseId, input.idempotencyKey)
  if (!before)
    throw refuse('CONFLICT', 'The meter has this key already; setMeterKeyEnd changes when it ends.', ['input', 'publicKey'])
  if (before.public_key !== publicKey || before.meter_serial !== input.meterSerial)
    throw refuse('CONFLICT', 'This idempotency key was used for another meter or key.', ['input', 'idempotencyKey'])
  return before
}
