import type { ChargePointFilter, OcppVersion } from '../../generated/graphql.ts'
import { chosen, text } from '../search.ts'

/** What a reader has chosen; it is part of the address. */
export interface PointSearch {
  q?: string | undefined
  online?: 'yes' | 'no' | undefined
  faulted?: 'yes' | undefined
  version?: OcppVersion | undefined
}

const VERSIONS = ['OCPP_1_6', 'OCPP_2_0_1', 'OCPP_2_1'] as const satisfies readonly OcppVersion[]

export const pointSearch = (given: Record<string, unknown>): PointSearch => ({
  ...text(given, 'q'),
  ...chosen(given, 'online', ['yes', 'no']),
  ...chosen(given, 'faulted', ['yes']),
  ...chosen(given, 'version', VERSIONS),
})

/** The same as the graph wants it. */
export const pointFilter = ({ q, online, faulted, version }: PointSearch): ChargePointFilter => ({
  ...(q && { search: q }),
  ...(online && { connected: online === 'yes' }),
  ...(faulted && { faulted: true }),
  ...(version && { ocppVersion: version }),
})
