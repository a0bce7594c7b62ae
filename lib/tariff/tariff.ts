/**
 * A tariff by OCPI 2.2.1 (mod_tariffs). Prices are in major units of `currency` without VAT, as OCPI has them; VAT is in percent. What is
 * optional is absent from tariffs that were saved before there was such a field.
 */
export interface TariffData {
  currency: string
  elements: TariffElement[]
  /** A session costs at least this much, and at most this much. */
  minPrice?: PriceLimit
  maxPrice?: PriceLimit
  /**
   * What is blocked on the driver's card before a session begins, in major units with VAT (OCPI 2.3.0, preauthorize_amount). Absent:
   * nothing is.
   */
  preauthorizeAmount?: number
  /** What else drivers should know, once for each language. */
  altTexts?: DisplayText[]
  /** A page that explains the tariff. */
  altUrl?: string
  /** Where its energy comes from. */
  energyMix?: EnergyMix
  /** How parking after the charge is billed. This is not OCPI's. */
  idle?: IdleTerms
}

export type EnergySource = 'NUCLEAR' | 'GENERAL_FOSSIL' | 'COAL' | 'GAS' | 'GENERAL_GREEN' | 'SOLAR' | 'WIND' | 'WATER'
export type EnvironmentalImpact = 'NUCLEAR_WASTE' | 'CARBON_DIOXIDE'

/** Where energy comes from (OCPI 2.2.1, mod_locations, EnergyMix). */
export interface EnergyMix {
  /** True if all of it is from renewable sources. */
  isGreen: boolean
  /** Percent of each source; 100 together, or less where not all are told. */
  sources?: { source: EnergySource; percentage: number }[]
  /** Grams a kWh. */
  impacts?: { category: EnvironmentalImpact; gramsPerKwh: number }[]
  supplier?: string
  product?: string
}

/** Prices that hold together, always or under restrictions. Of each type the first one that holds counts, at any moment. */
export interface TariffElement {
  components: PriceComponent[]
  restrictions?: TariffRestrictions
}

export const COMPONENT_TYPES = ['FLAT', 'ENERGY', 'TIME', 'PARKING_TIME'] as const
export type ComponentType = (typeof COMPONENT_TYPES)[number]

export interface PriceComponent {
  type: ComponentType
  /** Of a session (FLAT), kWh (ENERGY) or hour. */
  price: number
  /** Absent: no VAT applies, which is not 0 percent. */
  vat?: number
  /** Wh or seconds. */
  stepSize: number
}

/** From Sunday on, as JavaScript counts them. */
export const DAYS_OF_WEEK = ['SUNDAY', 'MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY'] as const
export type DayOfWeek = (typeof DAYS_OF_WEEK)[number]

/** When an element holds during a session: while all of these match. Times of day and dates are the station's. */
export interface TariffRestrictions {
  /** "13:30". An end that is not after the start is on the next day; "00:00" is the end of the day. */
  startTime?: string
  endTime?: string
  /** "2026-12-24", from this day on, and until this day, which is out. */
  startDate?: string
  endDate?: string
  /** Energy charged so far: from the least on, below the most. */
  minEnergyWh?: number
  maxEnergyWh?: number
  /** Current of now, the sum of all phases. */
  minCurrentA?: number
  maxCurrentA?: number
  /** Power of now. */
  minPowerW?: number
  maxPowerW?: number
  /** Length of the session so far. */
  minDurationSeconds?: number
  maxDurationSeconds?: number
  daysOfWeek?: DayOfWeek[]
  /** The element is for a reservation that is used, or for one that expires. */
  reservation?: 'RESERVATION' | 'RESERVATION_EXPIRES'
}

/** An amount in major units. Without `inclVat` no VAT applies. */
export interface PriceLimit {
  exclVat: number
  inclVat?: number
}

export interface DisplayText {
  /** ISO 639-1. */
  language: string
  text: string
}

export interface IdleTerms {
  /** How long a vehicle that takes nothing more may stand before PARKING_TIME is billed. Absent: as the house has it. */
  graceMinutes?: number
  /** So long before that its driver is told. */
  noticeMinutes?: number
  /** The most that a session's PARKING_TIME costs. */
  cap?: PriceLimit
}
