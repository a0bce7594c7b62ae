import type { EndpointFragment } from '../generated/graphql.ts'

/** Whether messages go to an endpoint, and how that looks. */
export function stateOf({ disabledAt, failingSince }: EndpointFragment) {
  if (disabledAt) return { state: 'OFF', tone: 'danger' } as const
  if (failingSince) return { state: 'FAILING', tone: 'warn' } as const
  return { state: 'ON', tone: 'good' } as const
}
