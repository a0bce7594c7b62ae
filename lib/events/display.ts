export type DistanceUnit = 'KM' | 'MI'

/** What the digits of a display count. */
export interface Display {
  unit: DistanceUnit
  /** The last digit counts tenths of the unit, and is read like the others: no point separates it. */
  tenths: boolean
}
