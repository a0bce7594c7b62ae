import { SignJWT } from 'jose'
import { expect, test } from 'vitest'
import { newKeyPair, privateKey, publicKey, signAccessToken, signCaller, verifyAccessToken, verifyCaller } from './auth.ts'
import { newId } from './id.ts'

const pair = newKeyPair()
const [own, open] = [privateKey(pair.privateKey), publicKey(pair.publicKey)]
const userId = newId()
const unauthenticated = expect.objectContaining({ code: 'UNAUTHENTICATED' }) as Error

test('an access token gives back its user', async () => {
  const signedInAt = new Date()
  const token = await signAccessToken(own, { userId, roles: ['DRIVER'], signedInAt })
  const user = { kind: 'user', userId, roles: ['DRIVER'], signedInAt: Math.floor(signedInAt.getTime() / 1_000) } as const
  expect(await verifyAccessToken(open, token)).toMatchObject(user)
  expect(await verifyCaller(open, 'charging', await signCaller(own, 'charging', user))).toEqual(user)
})

test('an expired, forged, cut, foreign or unsigned token is refused', async () => {
  const stranger = privateKey(newKeyPair().privateKey)
  const good = await signAccessToken(own, { userId, roles: ['DRIVER'] })
  const [header, , signature] = good.split('.')
  const claims = Buffer.from(
    JSON.stringify({ sub: userId, roles: ['ADMIN'], exp: 9e9, iss: 'evergraph:accounts', aud: 'evergraph' }),
  ).toString('base64url')
  const none = `${Buffer.from('{"alg":"none"}').toString('base64url')}.${claims}.`
  const symmetric = await new SignJWT({ sub: userId, roles: ['ADMIN'] })
    .setProtectedHeader({ alg: 'HS256' })
    .setIssuer('evergraph:accounts')
    .setAudience('evergraph')
    .setExpirationTime('1h')
    .sign(Buffer.from(pair.publicKey))
  const bad = {
    expired: await signAccessToken(own, { userId, roles: ['DRIVER'] }, -1),
    forged: await signAccessToken(stranger, { userId, roles: ['DRIVER'] }),
    altered: `${header}.${claims}.${signature}`,
    cut: good.slice(0, -4),
    foreign: await signCaller(own, 'charging', { kind: 'user', userId, roles: ['ADMIN'] }),
    none,
    symmetric,
    empty: '',
  }
  for (const [name, token] of Object.entries(bad))
    await expect(verifyAccessToken(open, token), name).rejects.toEqual(unauthenticated)
})

test('an access token is no caller header, and a header that is stale or for another subgraph is refused', async () => {
  const bad = {
    'an access token': await signAccessToken(own, { userId, roles: ['ADMIN'] }),
    stale: await signCaller(own, 'charging', { kind: 'anonymous' }, -1),
    'for another subgraph': await signCaller(own, 'rewards', { kind: 'anonymous' }),
    missing: null,
  }
  for (const [what, header] of Object.entries(bad))
    await expect(verifyCaller(open, 'charging', header), what).rejects.toEqual(unauthenticated)
  expect(await verifyCaller(open, 'charging', await signCaller(own, 'charging', { kind: 'anonymous' }))).toEqual({
    kind: 'anonymous',
  })
})
