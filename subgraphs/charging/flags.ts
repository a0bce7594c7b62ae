import { SIGNED_FLAGS } from './signed/judgement.ts'
import type { Flag } from './tables.ts'

export const withFlags = (flags: readonly Flag[], more: readonly Flag[]): Flag[] => [...new Set([...flags, ...more])]

const MADE_UP: readonly Flag[] = [
  'ENERGY_ABOVE_RATING',
  'START_IN_FUTURE',
  'START_LONG_AGO',
  'END_IN_FUTURE',
  'SIGNATURE_INVALID',
  'SIGNED_VALUE_REPLAYED',
]

/** True for flags that no honest charger causes, and one that is made to invent sessions does. */
export const cannotBe = (flags: readonly Flag[]): boolean => flags.some((flag) => MADE_UP.includes(flag))

const OF_THE_READINGS: readonly Flag[] = [
  'REGISTER_DROP',
  'STOP_BELOW_START',
  'END_BEFORE_START',
  'END_IN_FUTURE',
  'ENERGY_ABOVE_RATING',
  ...SIGNED_FLAGS,
]

/** The flags that do not come from readings. Those of readings are computed again when there is another word on the end. */
export const lastingFlags = (flags: readonly Flag[]): Flag[] => flags.filter((flag) => !OF_THE_READINGS.includes(flag))
