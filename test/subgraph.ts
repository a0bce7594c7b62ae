import type { Caller } from '../lib/auth.ts'
import { CLIENT_ADDRESS_HEADER } from '../lib/graphql/subgraph.ts'
import { callerHeader } from './caller.ts'

/** What a test asks: a subgraph's app, or its GraphQL alone. */
export interface Subgraph {
  readonly name: string
  readonly fetch: (request: Request) => Promise<Response>
}

export interface GraphQLAnswer<Data = Record<string, unknown>> {
  data?: Data | null
  errors?: {
    message: string
    path?: (string | number)[]
    extensions?: { code?: string; issues?: { path: (string | number)[]; message: string }[] }
  }[]
}

/** Asks a subgraph as the gateway would, on behalf of a caller. */
export async function ask<Data = Record<string, never>>(
  { name, fetch }: Subgraph,
  caller: Caller,
  query: string,
  variables: Record<string, unknown> = {},
): Promise<GraphQLAnswer<Data>> {
  const response = await fetch(
    new Request('http://subgraph/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json', ...(await callerHeader(name, caller)) },
      body: JSON.stringify({ query, variables }),
    }),
  )
  return (await response.json()) as GraphQLAnswer<Data>
}

/** A subgraph, as it is asked for who is at an address. */
export const from = ({ name, fetch }: Subgraph, address: string): Subgraph => ({
  name,
  fetch: (request) => {
    request.headers.set(CLIENT_ADDRESS_HEADER, address)
    return fetch(request)
  },
})

/** Code and path of a refusal. */
export function fault({ errors }: GraphQLAnswer<unknown>) {
  const [error] = errors ?? []
  return { code: error?.extensions?.code, path: error?.extensions?.issues?.[0]?.path }
}
