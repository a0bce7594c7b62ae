import type { Flag } from './tables.ts'

export const withFlags = (flags: readonly Flag[], more: readonly Flag[]): Flag[] => [...new Set([...flags, ...more])]

const OF_THE_READINGS: readonly Flag[] = [
  'REGISTER_DROP',
  'STOP_BELOW_START',
  'END_BEFORE_START',
  'END_IN_FUTURE',
  'ENERGY_ABOVE_RATING',
]

/** The flags that do not come from readings: those of the readings are found anew when there is another word on the end. */
export const lastingFlags = (flags: readonly Flag[]): Flag[] => flags.filter((flag) => !OF_THE_READINGS.includes(flag))
