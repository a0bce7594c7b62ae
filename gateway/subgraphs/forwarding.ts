import { z } from 'zod'

/** Names of headers that subgraphs may get as the client sent them. */
export type Forwarded = Readonly<Record<string, string>>

/** What opens doors, what the gateway itself says to subgraphs, and what is of one connection alone (RFC 9110 § 7.6.1). */
const NEVER =
  /^(authorization|proxy-.*|cookie|set-cookie|x-evergraph-.*|x-forwarded-.*|forwarded|x-request-id|traceparent|tracestate|apollo-federation-include-trace|host|connection|keep-alive|te|trailer|transfer-encoding|upgrade|expect|accept|accept-encoding|content-.*|sec-.*)$/

/** A list of names, by commas. */
export const forwardedShape = z
  .string()
  .default('')
  .transform((text) =>
    text
      .split(',')
      .map((name) => name.trim().toLowerCase())
      .filter(Boolean),
  )
  .superRefine((names, { addIssue }) => {
    for (const name of names) {
      if (!/^[a-z0-9-]+$/.test(name)) addIssue({ code: 'custom', message: `${name} is no name of a header` })
      else if (NEVER.test(name)) addIssue({ code: 'custom', message: `${name} is never forwarded` })
    }
  })

/** Those of the allowed headers that a request has; undefined if it has none. */
export function forwardedOf(names: readonly string[], valueOf: (name: string) => unknown): Forwarded | undefined {
  const found = names.flatMap((name) => {
    const value = valueOf(name)
    return typeof value === 'string' ? [[name, value] as const] : []
  })
  return found.length > 0 ? Object.fromEntries(found) : undefined
}
