/**
 * Proof of drive: can so many kilometres have been driven on the energy there was?
 *
 *   explained = (charged + battery + elsewhere × days) ÷ consumption
 *
 * - charged: what the driver charged through us between the two photos.
 * - battery: what the vehicle may have had in store at the first photo. Its capacity, or 80 kWh where we do not know it.
 * - elsewhere: what it takes in a day at home or with others, which we do not see. Without a record it may be 40 kWh. With one (three
 *   readings over a week and 500 km) it is three times what it has been: the record's kilometres times the consumption, less what
 *   was charged through us, by day; never less than 5 kWh.
 * - consumption: the frugal end of the band, 120 Wh/km; three quarters of the vehicle's own figure where that is more.
 *
 * More kilometres than are explained are a matter for a person, who sees the figures. What it cannot do: the charging of a user with several
 * vehicles counts for each of them; a long journey on other networks looks like too many kilometres; and a cheat who claims no more than a
 * battery and 40 kWh a day passes. Much energy and few kilometres are no reason to ask: nothing is earned by driving less (a
 * vehicle at 300 Wh/km and more only lends its energy to fewer kilometres), and others may have been given a charge.
 */
export interface Drive {
  distanceM: number
  days: number
  chargedWh: number
  batteryWh: number | null
  consumptionWhPerKm: number | null
  record: DriveRecord
}

/** What a vehicle's readings say before the one in question. */
export interface DriveRecord {
  readings: number
  distanceM: number
  days: number
  chargedWh: number
}

export interface DriveProof {
  plausible: boolean
  explainedM: number
  consumptionWhPerKm: number
  batteryWh: number
  elsewhereWhPerDay: number
}

const FRUGAL_WH_PER_KM = 120
const FRUGAL_SHARE = 0.75
const USUAL_BATTERY_WH = 80_000
/** The largest battery of cars and vans. Drivers tell us theirs, so it is bounded. */
const LARGEST_BATTERY_WH = 200_000
const ELSEWHERE_WITHOUT_RECORD_WH = 40_000
const ELSEWHERE_LEAST_WH = 5_000
const ELSEWHERE_FACTOR = 3
export const LEAST_RECORD = { readings: 3, days: 7, distanceM: 500_000 }

export function proveDrive({ distanceM, days, chargedWh, batteryWh, consumptionWhPerKm, record }: Drive): DriveProof {
  const consumption = Math.max(FRUGAL_WH_PER_KM, FRUGAL_SHARE * (consumptionWhPerKm ?? 0))
  const battery = Math.min(batteryWh ?? USUAL_BATTERY_WH, LARGEST_BATTERY_WH)
  const elsewhere = elsewhereADay(record, consumption)
  const explainedM = Math.floor(((chargedWh + battery + elsewhere * Math.max(days, 1)) / consumption) * 1_000)
  return {
    plausible: distanceM <= explainedM,
    explainedM,
    consumptionWhPerKm: consumption,
    batteryWh: battery,
    elsewhereWhPerDay: elsewhere,
  }
}

/** True if the record is long enough to say something of the vehicle. */
export const isKnown = ({ readings, days, distanceM }: DriveRecord): boolean =>
  readings >= LEAST_RECORD.readings && days >= LEAST_RECORD.days && distanceM >= LEAST_RECORD.distanceM

function elsewhereADay(record: DriveRecord, consumption: number): number {
  if (!isKnown(record)) return ELSEWHERE_WITHOUT_RECORD_WH
  const usual = ((record.distanceM / 1_000) * consumption - record.chargedWh) / record.days
  return Math.round(Math.max(ELSEWHERE_LEAST_WH, ELSEWHERE_FACTOR * usual))
}
