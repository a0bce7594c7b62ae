import type { ChargingProfile, ChargingProfilePurpose } from '#lib/charging-profile.ts'
import type { OcppVersion } from '#lib/events.ts'
import {
  findInSlot,
  forgetProfiles,
  forgetUnreported,
  giveUpSlot,
  noteInstalled,
  takeProfileId,
  type ProfileFilter,
  type Slot,
} from '../charging-profiles/charging-profile.queries.ts'
import { requestIdOf } from '../device-model/report.queries.ts'
import { faultOf, profileInWords, purposeWord } from '../charging-profiles/words.ts'
import { findTransaction, type TransactionRow } from '../transactions/transaction.queries.ts'
import type { Db, Trx } from '../tables.ts'
import { everywhere, operation, OperationRefused, since201 } from './operation.ts'

/** 1.6 §5.16 and §3.13; 2.0.1 K01. Another one for the same purpose, level and target replaces it. */
export const setChargingProfile = operation<ChargingProfile>({
  description: 'Limits the charger, one EVSE or one transaction over time.',
  actions: everywhere('SetChargingProfile'),
  single: ({ transactionId }) => transactionId != null,
  payload: async (profile, { ctx: { db }, version, stationId, identity }) => {
    const fault = faultOf(profile)
    if (fault !== null) throw new OperationRefused(fault.message, 'FAILED')
    const word = wordFor(version, profile.purpose)
    const transaction = await transactionOf(db, profile)
    const running = transaction?.identity === identity && transaction.state !== 'ended'
    if (profile.purpose === 'TX' && !running) throw new OperationRefused('The transaction is over.', 'FAILED')
    const slot = slotOf(stationId, profile, transaction)
    const row = (await findInSlot(db, slot)) ?? (await takeProfileId(db, slot)) ?? (await findInSlot(db, slot))
    if (row === undefined) throw new OperationRefused('Another profile has just had this place. Try again.', 'FAILED')
    const transactionId = transaction?.number ?? transaction?.charger_transaction_id ?? null
    const said = profileInWords(version, profile, { id: row.profile_id, word, transactionId })
    return version === '1.6'
      ? { connectorId: slot.evseNumber, csChargingProfiles: said }
      : { evseId: slot.evseNumber, chargingProfile: said }
  },
  repeatable: true,
  answered: async (trx, { input, accepted, command }) => {
    const slot = slotOf(command.station_id, input, await transactionOf(trx, input))
    await (accepted ? noteInstalled(trx, slot, input) : giveUpSlot(trx, slot))
  },
})

const transactionOf = async (db: Db | Trx, { transactionId }: ChargingProfile): Promise<TransactionRow | undefined> =>
  transactionId == null ? undefined : findTransaction(db, transactionId)

const slotOf = (stationId: string, profile: ChargingProfile, transaction: TransactionRow | undefined): Slot => ({
  stationId,
  purpose: profile.purpose,
  stackLevel: profile.stackLevel,
  evseNumber: transaction?.evse_number ?? profile.evseNumber ?? 0,
  transactionId: transaction?.id ?? null,
})

function wordFor(version: OcppVersion, purpose: ChargingProfilePurpose): string {
  const word = purposeWord(version, purpose)
  if (word === undefined) throw new OperationRefused(`OCPP ${version} has no profiles of this purpose.`)
  return word
}

/** 1.6 §5.4; 2.0.1 K10. All that fit go. `Unknown` is the charger's word for: there were none. */
export const clearChargingProfile = operation<ProfileFilter>({
  description: 'Takes charging profiles from the charger.',
  actions: everywhere('ClearChargingProfile'),
  single: namesProfiles,
  payload: ({ evseNumber, purpose, stackLevel, profileIds }, { version }) => {
    const [id] = profileIds ?? []
    if (id !== undefined) return version === '1.6' ? { id } : { chargingProfileId: id }
    const rest = {
      ...(purpose != null && { chargingProfilePurpose: wordFor(version, purpose) }),
      ...(stackLevel != null && { stackLevel }),
    }
    if (version === '1.6') return { ...(evseNumber != null && { connectorId: evseNumber }), ...rest }
    return { chargingProfileCriteria: { ...(evseNumber != null && { evseId: evseNumber }), ...rest } }
  },
  repeatable: true,
  accepted: ['Accepted', 'Unknown'],
  answered: async (trx, { input, accepted, command }) => {
    if (accepted) await forgetProfiles(trx, command.station_id, input)
  },
})

/** 2.0.1 K09. The profiles come by ReportChargingProfiles. `NoProfiles` is the charger's word for: there are none. */
export const getChargingProfiles = operation<ProfileFilter>({
  description: 'Has its charging profiles reported, whoever set them. Not in OCPP 1.6.',
  actions: since201('GetChargingProfiles'),
  instead: 'getCompositeSchedule',
  single: namesProfiles,
  payload: async ({ evseNumber, purpose, stackLevel, profileIds, sources }, { ctx, version, commandId, stationId }) => {
    if (version !== '2.1' && sources?.some((source) => !SOURCES_OF_201.includes(source)))
      throw new OperationRefused(`OCPP ${version} knows no other sources than ${SOURCES_OF_201.join(', ')}.`)
    return {
      requestId: await requestIdOf(ctx.db, commandId, stationId),
      ...(evseNumber != null && { evseId: evseNumber }),
      chargingProfile: {
        ...(purpose != null && { chargingProfilePurpose: wordFor(version, purpose) }),
        ...(stackLevel != null && { stackLevel }),
        ...(profileIds != null && { chargingProfileId: profileIds }),
        ...(sources != null && { chargingLimitSource: sources }),
      },
    }
  },
  accepted: ['Accepted', 'NoProfiles'],
  repeatable: true,
  answered: async (trx, { input, reply, command: { station_id, sent_at } }) => {
    if (reply['status'] === 'NoProfiles' && sent_at !== null) await forgetUnreported(trx, station_id, input, sent_at)
  },
})

/** Those of 2.0.1; 2.1 has any words (ChargingLimitSourceEnumType). */
const SOURCES_OF_201: readonly string[] = ['EMS', 'Other', 'SO', 'CSO']

export interface GetCompositeSchedule {
  /** 0: the whole charger. */
  evseNumber: number
  durationSeconds: number
  unit?: 'W' | 'A' | null | undefined
}

/** 1.6 §5.7; 2.0.1 K08. */
export const getCompositeSchedule = operation<GetCompositeSchedule>({
  description: 'Asks what all its charging profiles together allow.',
  actions: everywhere('GetCompositeSchedule'),
  payload: ({ evseNumber, durationSeconds, unit }, { version }) => ({
    [version === '1.6' ? 'connectorId' : 'evseId']: evseNumber,
    duration: durationSeconds,
    ...(unit != null && { chargingRateUnit: unit }),
  }),
  repeatable: true,
})

/** Each charger has its own numbers. */
function namesProfiles({ profileIds }: ProfileFilter): boolean {
  return profileIds != null
}
