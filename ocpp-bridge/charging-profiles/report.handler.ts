import type { Call } from '../context.ts'
import { completeReport, lockReport, notePart } from '../device-model/report.queries.ts'
import { OCPP_LIMITS } from '../limits.ts'
import type { Trx } from '../tables.ts'
import { findByChargerId } from '../transactions/transaction.queries.ts'
import { isObject, type Json } from '../wire/frame.ts'
import { readInteger, readText } from '../wire/reported.ts'
import { forgetUnreported, saveReported, type ReportedProfile } from './charging-profile.queries.ts'
import { readProfile } from './words.ts'

/**
 * A part of the report that GetChargingProfiles has asked for (2.0.1 K09). Parts bear no number, but come in their order. A report that
 * nobody has asked for tells nothing, nor does one that is complete.
 */
export async function takeChargingProfiles(trx: Trx, call: Call): Promise<Json> {
  const { stationId, payload } = call
  const requestId = readInteger(payload['requestId'])
  if (requestId === null) return {}
  const report = await lockReport(trx, { stationId, requestId, kinds: ['GET_CHARGING_PROFILES'] })
  if (report === undefined || report.completed_at !== null || report.parts >= OCPP_LIMITS.reportParts) return {}
  const told = await read(trx, call)
  if (told.length > 0) await saveReported(trx, stationId, told)
  await notePart(trx, report.command_id, report.parts, payload['tbc'] !== true)
  const over = await completeReport(trx, report.command_id)
  if (over && report.sent_at !== null) await forgetUnreported(trx, stationId, report.input, report.sent_at)
  return {}
}

/** Profiles of one message, each id and each place once: the last word holds. */
async function read(trx: Trx, call: Call): Promise<ReportedProfile[]> {
  const [evse_number, source] = [readInteger(call.payload['evseId']), readText(call.payload['chargingLimitSource'], 20)]
  const told = Array.isArray(call.payload['chargingProfile']) ? call.payload['chargingProfile'] : []
  if (evse_number === null || evse_number < 0 || source === null) return []
  const byId = new Map<number, ReportedProfile>()
  for (const said of told.filter(isObject).slice(0, OCPP_LIMITS.chargingProfiles)) {
    const read = readProfile(call.version, said)
    if (read === null) continue
    const { profileId: profile_id, ...profile } = read
    const transaction_id = profile.purpose === 'TX' ? await transactionOf(trx, call, said) : null
    // One of a transaction that is unknown limits nothing that could be shown.
    if (profile.purpose === 'TX' && transaction_id === null) continue
    byId.set(profile_id, {
      station_id: call.stationId,
      profile_id,
      source,
      evse_number,
      transaction_id,
      purpose: profile.purpose,
      stack_level: profile.stackLevel,
      profile: JSON.stringify({ ...profile, evseNumber: evse_number, transactionId: transaction_id }),
    })
  }
  const all = [...byId.values()]
  if (source !== 'CSO') return all
  const place = (row: ReportedProfile) => [row.purpose, row.stack_level, row.transaction_id].join()
  return [...new Map(all.map((row) => [place(row), row])).values()]
}

async function transactionOf(trx: Trx, { identity }: Call, said: Json): Promise<string | null> {
  const number = readText(said['transactionId'], 36)
  return number === null ? null : ((await findByChargerId(trx, identity, number))?.id ?? null)
}
