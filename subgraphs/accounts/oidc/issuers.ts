import {
  ClientSecretBasic,
  None,
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  calculatePKCECodeChallenge,
  discovery,
  fetchUserInfo,
  randomNonce,
  randomPKCECodeVerifier,
  type Configuration,
} from 'openid-client'
import { z } from 'zod'
import { ACCOUNTS_LIMITS } from '../limits.ts'
import type { IssuerConfig } from './issuers-config.ts'

/** What an issuer says of a person. */
export interface Claims {
  issuer: string
  subject: string
  /** Null if the issuer does not vouch for one. */
  email: string | null
  /** True if the issuer gives out the addresses of that domain itself (`trustedFor` of its configuration). */
  trusted: boolean
  name: string | null
}

/** What is kept of a sign-in that is under way. */
export interface Flow {
  issuer: string
  redirectUri: string
  verifier: string
  nonce: string
}

export interface Issuers {
  readonly names: readonly string[]
  /** Where the browser is sent; throws when the issuer is away. */
  begin(name: string, redirectUri: string, state: string, secrets: Pick<Flow, 'verifier' | 'nonce'>): Promise<URL>
  /** Trades the callback for what the issuer says. Throws when anything about it is not in order. */
  end(flow: Flow, callback: URL, state: string): Promise<Claims>
}

export const newSecrets = (): Pick<Flow, 'verifier' | 'nonce'> => ({ verifier: randomPKCECodeVerifier(), nonce: randomNonce() })

const said = z.object({
  email: z.email().max(254).optional().catch(undefined),
  // Some issuers write it as text.
  email_verified: z
    .union([z.boolean(), z.enum(['true', 'false']).transform((text) => text === 'true')])
    .optional()
    .catch(false),
  name: z.string().optional().catch(undefined),
})

/** The issuers of the configuration. What they say of themselves is read when it is first needed, and then kept. */
export function createIssuers(configs: readonly IssuerConfig[]): Issuers {
  const known = new Map<string, Promise<Configuration>>()
  const configOf = (name: string): IssuerConfig => {
    const config = configs.find((each) => each.name === name)
    if (!config) throw new Error(`there is no issuer ${name}`)
    return config
  }
  const of = (name: string): Promise<Configuration> => {
    const found = known.get(name) ?? discover(configOf(name))
    known.set(name, found)
    // The next one tries again.
    found.catch(() => known.delete(name))
    return found
  }
  return {
    names: configs.map(({ name }) => name),
    async begin(name, redirectUri, state, { verifier, nonce }) {
      return buildAuthorizationUrl(await of(name), {
        redirect_uri: redirectUri,
        scope: 'openid email profile',
        response_type: 'code',
        code_challenge: await calculatePKCECodeChallenge(verifier),
        code_challenge_method: 'S256',
        state,
        nonce,
      })
    },
    async end({ issuer: name, verifier, nonce }, callback, state) {
      const configuration = await of(name)
      const checks = { pkceCodeVerifier: verifier, expectedState: state, expectedNonce: nonce, idTokenExpected: true }
      // It checks `iss` of RFC 9207 as well: an answer of another issuer is refused before its code is sent anywhere.
      const tokens = await authorizationCodeGrant(configuration, callback, checks)
      const claims = tokens.claims()
      if (!claims) throw new Error('the issuer has sent no ID token')
      const more = claims['email'] === undefined ? await fetchUserInfo(configuration, tokens.access_token, claims.sub) : claims
      const { email: address, email_verified: verified, name: called } = said.parse(more)
      const email = verified === true ? (address ?? null) : null
      const trusted = email !== null && configOf(name).trustedFor.includes(domainOf(email))
      return { issuer: claims.iss, subject: claims.sub, email, trusted, name: called ?? null }
    },
  }
}

const domainOf = (email: string): string => email.slice(email.lastIndexOf('@') + 1).toLowerCase()

function discover({ issuer, clientId, secret }: IssuerConfig): Promise<Configuration> {
  const url = new URL(issuer)
  const timeout = ACCOUNTS_LIMITS.issuerMs / 1_000
  const insecure = url.protocol === 'http:' ? { execute: [allowInsecureRequests] } : {}
  return discovery(url, clientId, {}, secret === null ? None() : ClientSecretBasic(secret), { timeout, ...insecure })
}
