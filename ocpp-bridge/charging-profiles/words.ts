import type { ChargingProfilePeriod, ChargingProfile, ChargingProfilePurpose } from '#lib/charging-profile.ts'
import type { OcppVersion } from '#lib/events.ts'
import { isObject, type Json } from '../wire/frame.ts'
import { readInteger, readMoment, readNumber } from '../wire/reported.ts'
import { OCPP_LIMITS } from '../limits.ts'

/** Charging profiles in the words of each version (1.6 §7.8 to §7.14; 2.0.1 and 2.1 part 2, ChargingProfileType). */

const SINCE_201 = {
  STATION_MAX: 'ChargingStationMaxProfile',
  TX_DEFAULT: 'TxDefaultProfile',
  TX: 'TxProfile',
  EXTERNAL: 'ChargingStationExternalConstraints',
}
const PURPOSES: Readonly<Record<OcppVersion, Readonly<Partial<Record<ChargingProfilePurpose, string>>>>> = {
  '1.6': { STATION_MAX: 'ChargePointMaxProfile', TX_DEFAULT: 'TxDefaultProfile', TX: 'TxProfile' },
  '2.0.1': SINCE_201,
  '2.1': { ...SINCE_201, PRIORITY: 'PriorityCharging', LOCAL_GENERATION: 'LocalGeneration' },
}

/** A purpose in a version's word; undefined where it has none. */
export const purposeWord = (version: OcppVersion, purpose: ChargingProfilePurpose): string | undefined => PURPOSES[version][purpose]

/** A version's word as a purpose of ours; undefined for a word that it has not. */
const purposeOf = (version: OcppVersion, word: unknown): ChargingProfilePurpose | undefined =>
  (Object.keys(PURPOSES['2.1']) as ChargingProfilePurpose[]).find((purpose) => PURPOSES[version][purpose] === word)

/** What no charger could be asked, with the field that is at fault. */
export function faultOf(profile: ChargingProfile): { field: keyof ChargingProfile; message: string } | null {
  const { purpose, transactionId, evseNumber, periods, startAt, repeats, validFrom, validTo } = profile
  if (purpose === 'EXTERNAL') return { field: 'purpose', message: 'What others impose on a charger cannot be set.' }
  if ((purpose === 'TX') !== (transactionId != null))
    return { field: 'transactionId', message: 'TX needs a transaction, and no other purpose has one.' }
  if ((purpose === 'STATION_MAX' || purpose === 'LOCAL_GENERATION') && (evseNumber ?? 0) !== 0)
    return { field: 'evseNumber', message: 'This purpose is for the whole charger.' }
  const inOrder = periods.every(({ startSeconds }, i) => startSeconds > (periods[i - 1]?.startSeconds ?? -1))
  if (periods[0]?.startSeconds !== 0 || !inOrder || periods.length > OCPP_LIMITS.chargingPeriods)
    return { field: 'periods', message: `1 to ${OCPP_LIMITS.chargingPeriods} periods in order, the first from 0.` }
  if (repeats != null && startAt == null) return { field: 'startAt', message: 'What is repeated needs its first start.' }
  if (validFrom != null && validTo != null && Date.parse(validFrom) >= Date.parse(validTo))
    return { field: 'validTo', message: 'It must be after `validFrom`.' }
  return null
}

/** 2.0.1 K01.FR.38 to 41: what is relative begins with a transaction and has no start; all else has one. */
function timing({ purpose, startAt, repeats }: ChargingProfile): { chargingProfileKind: string; startSchedule?: string } {
  if (startAt != null) return { chargingProfileKind: repeats == null ? 'Absolute' : 'Recurring', startSchedule: startAt }
  if (purpose === 'TX' || purpose === 'TX_DEFAULT') return { chargingProfileKind: 'Relative' }
  return { chargingProfileKind: 'Absolute', startSchedule: new Date().toISOString() }
}

/** A profile as a call's part; `transactionId` is the charger's or ours, as its version has it. */
export function profileInWords(
  version: OcppVersion,
  profile: ChargingProfile,
  { id, word, transactionId }: { id: number; word: string; transactionId: number | string | null },
): Json {
  const { startSchedule, chargingProfileKind } = timing(profile)
  const schedule = {
    ...(version !== '1.6' && { id }),
    ...(startSchedule !== undefined && { startSchedule }),
    ...(profile.durationSeconds != null && { duration: profile.durationSeconds }),
    chargingRateUnit: profile.unit,
    ...(profile.minimum != null && { minChargingRate: inTenths(profile.minimum) }),
    chargingSchedulePeriod: profile.periods.map(({ startSeconds, limit, phases }) => ({
      startPeriod: startSeconds,
      limit: inTenths(limit),
      ...(phases != null && { numberPhases: phases }),
    })),
  }
  return {
    [version === '1.6' ? 'chargingProfileId' : 'id']: id,
    stackLevel: profile.stackLevel,
    chargingProfilePurpose: word,
    chargingProfileKind,
    ...(profile.repeats != null && { recurrencyKind: profile.repeats === 'DAILY' ? 'Daily' : 'Weekly' }),
    ...(profile.validFrom != null && { validFrom: profile.validFrom }),
    ...(profile.validTo != null && { validTo: profile.validTo }),
    ...(transactionId !== null && { transactionId }),
    chargingSchedule: version === '1.6' ? schedule : [schedule],
  }
}

/** OCPP has room for one digit after the point. A limit must not grow, so the rest is cut off. */
const inTenths = (value: number): number => Math.floor(Math.round(value * 1e6) / 1e5) / 10

/** What a charger will really do, as it says: `GetCompositeSchedule`. */
export interface Schedule {
  unit: 'W' | 'A'
  startAt: Date | null
  durationSeconds: number | null
  periods: ChargingProfilePeriod[]
}

/** The schedule of a stored answer to GetCompositeSchedule of any version; null where there is none. */
export function readComposite(answer: object | null): Schedule | null {
  const said: Json = isObject(answer) ? answer : {}
  const schedule = said['schedule'] ?? said['chargingSchedule']
  if (!isObject(schedule)) return null
  const startAt = readMoment(said['scheduleStart'] ?? schedule['scheduleStart'] ?? schedule['startSchedule'])
  return { ...readLimits(schedule), startAt }
}

/** A profile as a charger of 2.x reports it; null where it cannot be told what it limits. */
export function readProfile(version: OcppVersion, said: Json): (ChargingProfile & { profileId: number }) | null {
  const [profileId, stackLevel] = [readInteger(said['id']), readInteger(said['stackLevel'])]
  const purpose = purposeOf(version, said['chargingProfilePurpose'])
  // A vehicle of ISO 15118 may choose from three. The first is what holds for all others.
  const schedule = first(said['chargingSchedule'])
  if (profileId === null || stackLevel === null || stackLevel < 0 || purpose === undefined || schedule === null) return null
  const moment = (value: unknown) => readMoment(value)?.toISOString() ?? null
  const repeats = said['recurrencyKind'] === 'Weekly' ? 'WEEKLY' : 'DAILY'
  return {
    profileId,
    stackLevel,
    purpose,
    ...readLimits(schedule),
    startAt: moment(schedule['startSchedule']),
    repeats: said['chargingProfileKind'] === 'Recurring' ? repeats : null,
    validFrom: moment(said['validFrom']),
    validTo: moment(said['validTo']),
    minimum: readNumber(schedule['minChargingRate']),
  }
}

const first = (list: unknown): Json | null => (Array.isArray(list) && isObject(list[0]) ? list[0] : null)

function readLimits(schedule: Json): Pick<Schedule, 'unit' | 'durationSeconds' | 'periods'> {
  const periods = Array.isArray(schedule['chargingSchedulePeriod']) ? schedule['chargingSchedulePeriod'] : []
  return {
    unit: schedule['chargingRateUnit'] === 'A' ? 'A' : 'W',
    durationSeconds: readInteger(schedule['duration']),
    periods: periods.slice(0, OCPP_LIMITS.chargingPeriods).flatMap((period: unknown) => {
      const read = isObject(period) ? readPeriod(period) : null
      return read === null ? [] : [read]
    }),
  }
}

function readPeriod(period: Json): ChargingProfilePeriod | null {
  const [startSeconds, limit] = [readInteger(period['startPeriod']), readNumber(period['limit'])]
  return startSeconds === null || limit === null ? null : { startSeconds, limit, phases: readInteger(period['numberPhases']) }
}
