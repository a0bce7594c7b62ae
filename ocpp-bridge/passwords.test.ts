import { hash } from '@node-rs/argon2'
import { expect, test } from 'vitest'
import { OCPP_LIMITS } from './limits.ts'
import { createPasswords } from './passwords.ts'

const PASSWORD = 'a charger password'
const hashed = await hash(PASSWORD, { memoryCost: 1024, timeCost: 1, parallelism: 1 })
const given = { identity: 'CP-1', password: PASSWORD, hash: hashed, address: '203.0.113.7' }
const times = <T>(count: number, each: (n: number) => T): T[] => Array.from({ length: count }, (_, n) => each(n))

test('tries that come all at once are limited like those that come one after the other', async () => {
  const passwords = createPasswords()
  const verdicts = await Promise.all(times(100, (n) => passwords.judge({ ...given, password: `wrong ${n}` })))
  expect(verdicts.filter((verdict) => verdict === 'wrong')).toHaveLength(OCPP_LIMITS.failedTries)
  expect(verdicts.filter((verdict) => verdict === 'too-many-tries')).toHaveLength(100 - OCPP_LIMITS.failedTries)
  expect(await passwords.judge(given)).toBe('too-many-tries')
})

test('tries of one address over many identities, all at once, are limited too', async () => {
  const passwords = createPasswords()
  const count = OCPP_LIMITS.failedTriesOfAddress + 50
  const verdicts = await Promise.all(times(count, (n) => passwords.judge({ ...given, identity: `CP-${n}`, password: 'wrong' })))
  expect(verdicts.filter((verdict) => verdict === 'wrong')).toHaveLength(OCPP_LIMITS.failedTriesOfAddress)
})

test('more right passwords at once than wrong ones are allowed are all right, and count for nothing', async () => {
  const passwords = createPasswords()
  const count = OCPP_LIMITS.failedTriesOfAddress + 50
  const verdicts = await Promise.all(times(count, (n) => passwords.judge({ ...given, identity: `CP-${n}` })))
  expect(new Set(verdicts)).toEqual(new Set(['right']))
  for (let tries = 0; tries < OCPP_LIMITS.failedTries; tries++)
    expect(await passwords.judge({ ...given, password: 'wrong' })).toBe('wrong')
  expect(await passwords.judge(given)).toBe('too-many-tries')
})
