import {
  CALLER_HEADER,
  newKeyPair,
  privateKey,
  publicKey,
  signCaller,
  type Caller,
  type ClientCaller,
  type Role,
  type Scope,
} from '../lib/auth.ts'
import { newId } from '../lib/id.ts'
import { sandboxOf } from '../lib/partners/sandbox.ts'

const pair = newKeyPair()

/** The gateway's keys of this test process: hand `callerPublicKey` to the box under test. */
export const callerPublicKey = publicKey(pair.publicKey)
export const callerPublicKeyPem = pair.publicKey
export const callerPrivateKeyPem = pair.privateKey

/** The header with which the gateway would introduce this caller to a subgraph. */
export const callerHeader = async (subgraph: string, caller: Caller): Promise<Record<string, string>> => ({
  [CALLER_HEADER]: await signCaller(privateKey(pair.privateKey), subgraph, caller),
})

export const userCaller = (roles: readonly Role[] = ['DRIVER'], userId: string = newId()): Caller & { kind: 'user' } => ({
  kind: 'user',
  userId,
  roles,
})

export type User = Caller & { kind: 'user' }
export const admin = userCaller(['ADMIN'])
export const reviewer = userCaller(['REVIEWER'])
export const newUser = (): User => userCaller(['DRIVER'])

/** A partner's program, as the gateway would say of it. */
export const keyOf = (partnerId: string, scopes: readonly Scope[], sandbox = false): ClientCaller => ({
  kind: 'client',
  clientId: newId(),
  partnerId: sandbox ? sandboxOf(partnerId) : partnerId,
  scopes,
  sandbox,
})
