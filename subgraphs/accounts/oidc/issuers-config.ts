import { z } from 'zod'
import { ConfigError, type Env } from '#lib/config.ts'

/** An issuer of OpenID Connect at which users may sign in. */
export interface IssuerConfig {
  /** Its name in the graph and in redirect URIs. */
  name: string
  issuer: string
  clientId: string
  /** Null: a public client. */
  secret: string | null
  /** Domains whose addresses it gives out itself: what it says of one of these is as good as a letter that was read there. */
  trustedFor: readonly string[]
}

const LOOPBACK = ['localhost', '127.0.0.1', '[::1]']

/** HTTPS, or what runs on this machine. */
const isIssuer = (text: string): boolean => {
  if (!URL.canParse(text)) return false
  const { protocol, hostname } = new URL(text)
  return protocol === 'https:' || (protocol === 'http:' && LOOPBACK.includes(hostname))
}

const shape = z.array(
  z.strictObject({
    name: z.string().regex(/^[a-z][a-z0-9-]{0,30}$/),
    issuer: z.string().refine(isIssuer),
    clientId: z.string().min(1),
    /** Name of the variable that has the secret. */
    secret: z.string().optional(),
    trustedFor: z.array(z.hostname().toLowerCase()).default([]),
  }),
)

/** Reads the issuers, and their secrets from the variables that they name. */
export function readIssuers(text: string | undefined, variables: Env): IssuerConfig[] {
  if (text === undefined) return []
  const { data } = shape.safeParse(parsed(text))
  if (!data || new Set(data.map(({ name }) => name)).size !== data.length)
    throw new ConfigError([
      'ACCOUNTS_ISSUERS must be a JSON list of {"name", "issuer", "clientId", "secret": the variable that has it, "trustedFor": domains of addresses}',
    ])
  const unset = data.flatMap(({ secret }) => (secret !== undefined && !variables[secret] ? [secret] : []))
  if (unset.length > 0) throw new ConfigError(unset.map((name) => `${name}, named by ACCOUNTS_ISSUERS, is not set`))
  return data.map(({ secret, ...rest }) => ({ ...rest, secret: secret === undefined ? null : (variables[secret] ?? null) }))
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
