import { chosen, text } from '../search.ts'

/** What a reader has chosen; it is part of the address. */
export interface StationSearch {
  q?: string | undefined
  online?: 'yes' | 'no' | undefined
  retired?: 'yes' | undefined
}

export const stationSearch = (given: Record<string, unknown>): StationSearch => ({
  ...text(given, 'q'),
  ...chosen(given, 'online', ['yes', 'no']),
  ...chosen(given, 'retired', ['yes']),
})
