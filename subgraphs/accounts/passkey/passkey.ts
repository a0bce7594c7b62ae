import {
  generateAuthenticationOptions,
  generateRegistrationOptions,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server'
import type { Config } from '../config.ts'
import { ACCOUNTS_LIMITS } from '../limits.ts'
import type { PasskeyRow, UserRow } from '../tables.ts'
import type { Assertion, Registration } from './response.ts'

/** Ed25519, ECDSA on P-256 and RSA, by their COSE numbers. */
const ALGORITHMS = [-8, -7, -257]

type Site = Pick<Config, 'rpId' | 'origins'>

/** Options for `navigator.credentials.create`: a credential that is found without a name, and asks for a finger, a face or a PIN. */
export const registrationOptions = (site: Site, user: UserRow, challenge: string, own: readonly PasskeyRow[]): Promise<object> =>
  generateRegistrationOptions({
    rpName: 'Evergraph',
    rpID: site.rpId,
    userName: user.email,
    userDisplayName: user.display_name,
    userID: handleOf(user.id),
    challenge: new Uint8Array(Buffer.from(challenge, 'hex')),
    timeout: ACCOUNTS_LIMITS.challengeSeconds * 1_000,
    attestationType: 'none',
    excludeCredentials: own.map(({ credential_id, transports }) => ({ id: credential_id, transports })),
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    supportedAlgorithmIDs: ALGORITHMS,
  })

/** Options for `navigator.credentials.get`. They name no credential, so that they tell nothing of who has an account. */
export const signInOptions = (site: Site, challenge: string): Promise<object> =>
  generateAuthenticationOptions({
    rpID: site.rpId,
    challenge: new Uint8Array(Buffer.from(challenge, 'hex')),
    timeout: ACCOUNTS_LIMITS.challengeSeconds * 1_000,
    userVerification: 'required',
  })

/** The credential of a registration; null if the response is not in order. Throws what the library finds at fault. */
export async function verifiedRegistration(
  site: Site,
  response: Registration,
  challenge: string,
): Promise<Pick<PasskeyRow, 'credential_id' | 'public_key' | 'counter' | 'transports' | 'backed_up'> | null> {
  const { verified, registrationInfo } = await verifyRegistrationResponse({
    response,
    ...expected(site, challenge),
    supportedAlgorithmIDs: ALGORITHMS,
  })
  if (!verified) return null
  const { credential, credentialBackedUp } = registrationInfo
  return {
    credential_id: credential.id,
    public_key: Buffer.from(credential.publicKey),
    counter: credential.counter,
    transports: response.response.transports,
    backed_up: credentialBackedUp,
  }
}

/** What an assertion by this passkey says of its authenticator; null if the signature is another's. Throws what the library finds at fault. */
export async function verifiedAssertion(
  site: Site,
  response: Assertion,
  challenge: string,
  { credential_id, public_key, counter, transports }: PasskeyRow,
): Promise<{ counter: number; backedUp: boolean } | null> {
  const { userHandle, ...signed } = response.response
  const { verified, authenticationInfo } = await verifyAuthenticationResponse({
    response: { ...response, response: { ...signed, ...(userHandle !== undefined && { userHandle }) } },
    ...expected(site, challenge),
    credential: { id: credential_id, publicKey: new Uint8Array(public_key), counter, transports },
  })
  return verified ? { counter: authenticationInfo.newCounter, backedUp: authenticationInfo.credentialBackedUp } : null
}

/** The handle by which an authenticator knows a user: their id, which tells nothing. */
export const handleOf = (userId: string): Uint8Array<ArrayBuffer> => new Uint8Array(Buffer.from(userId.replaceAll('-', ''), 'hex'))

const expected = ({ rpId, origins }: Site, challenge: string) => ({
  expectedChallenge: Buffer.from(challenge, 'hex').toString('base64url'),
  expectedOrigin: [...origins],
  expectedRPID: rpId,
  requireUserVerification: true,
})
