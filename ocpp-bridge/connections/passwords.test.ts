import { hash } from '@node-rs/argon2'
import { expect, test } from 'vitest'
import { passwordText } from '#lib/charger-password.ts'
import { OCPP_LIMITS } from '../limits.ts'
import { createPasswords } from './passwords.ts'
import { createTurns } from '#lib/work/turns.ts'

const PASSWORD = 'a charger password'
const hashed = await hash(passwordText(PASSWORD), { memoryCost: 1024, timeCost: 1, parallelism: 1 })
const given = { identity: 'CP-1', password: PASSWORD, hash: hashed, address: '203.0.113.7' }
const times = <T>(count: number, each: (n: number) => T): T[] => Array.from({ length: count }, (_, n) => each(n))

test('tries that come all at once are limited like those that come one after the other', async () => {
  const passwords = createPasswords()
  const verdicts = await Promise.all(times(100, (n) => passwords.judge({ ...given, password: `wrong ${n}` })))
  expect(verdicts.filter((verdict) => verdict === 'wrong')).toHaveLength(OCPP_LIMITS.failedTries)
  expect(verdicts.filter((verdict) => verdict === 'too-many-tries')).toHaveLength(100 - OCPP_LIMITS.failedTries)
  expect(await passwords.judge(given)).toBe('too-many-tries')
})

test('wrong tries over many identities lock out nobody behind the same address, a charger that was never seen included', async () => {
  const passwords = createPasswords()
  const count = OCPP_LIMITS.failedTriesOfAddress + 50
  const verdicts = await Promise.all(times(count, (n) => passwords.judge({ ...given, identity: `CP-${n}`, password: 'wrong' })))
  expect(new Set(verdicts)).toEqual(new Set(['wrong']))
  expect(await passwords.judge({ ...given, identity: 'CP-NEW' })).toBe('right')
})

test('a password that is known to be right is right, however many wrong ones of its identity came from its address', async () => {
  const passwords = createPasswords()
  expect(await passwords.judge(given)).toBe('right')
  const verdicts = await Promise.all(times(50, (n) => passwords.judge({ ...given, password: `wrong ${n}` })))
  expect(verdicts).toContain('too-many-tries')
  expect(await passwords.judge(given)).toBe('right')
  expect(await passwords.judge({ ...given, password: 'wrong' })).toBe('too-many-tries')
})

test('more right passwords at once than wrong ones are allowed are all right, and count for nothing', async () => {
  const passwords = createPasswords()
  const count = OCPP_LIMITS.failedTriesOfAddress + 50
  const verdicts = await Promise.all(times(count, (n) => passwords.judge({ ...given, identity: `CP-${n}` })))
  expect(new Set(verdicts)).toEqual(new Set(['right']))
  // Nothing was counted: from an address where it is not known, each identity has all its tries.
  const other = { ...given, identity: 'CP-1', password: 'wrong' }
  for (let tries = 0; tries < OCPP_LIMITS.failedTries; tries++) expect(await passwords.judge(other)).toBe('wrong')
  expect(await passwords.judge(other)).toBe('too-many-tries')
})

test('a remembered password is forgotten when the charger has a new one, and when too many others came since', async () => {
  const verified: string[] = []
  const passwords = createPasswords({ remember: 2, check: (_hash, password) => Promise.resolve(verified.push(password) > 0) })
  const judge = (identity: string, changed = hashed) => passwords.judge({ ...given, identity, hash: changed })
  const checks = async (...judgements: Promise<string>[]) => {
    const before = verified.length
    expect(new Set(await Promise.all(judgements))).toEqual(new Set(['right']))
    return verified.length - before
  }
  expect(await checks(judge('CP-1'))).toBe(1)
  expect(await checks(judge('CP-1'))).toBe(0)
  // An administrator sets another password, and then the former one again.
  expect(await checks(judge('CP-1', 'another hash'))).toBe(1)
  expect(await checks(judge('CP-1'))).toBe(1)

  expect(await checks(judge('CP-2'))).toBe(1)
  // CP-1 was asked for last, so the third takes the place of CP-2.
  expect(await checks(judge('CP-1'))).toBe(0)
  expect(await checks(judge('CP-3'))).toBe(1)
  expect(await checks(judge('CP-1'))).toBe(0)
  expect(await checks(judge('CP-2'))).toBe(1)
})

test('a remembered password is forgotten when its charger has not come for a long time, and not as long as it comes', async () => {
  let now = Date.now()
  let checks = 0
  const passwords = createPasswords({ now: () => now, check: () => Promise.resolve(++checks > 0) })
  const comes = async (identity: string, afterMs: number): Promise<number> => {
    now += afterMs
    const before = checks
    expect(await passwords.judge({ ...given, identity })).toBe('right')
    return checks - before
  }
  expect(await comes('CP-1', 0)).toBe(1)
  expect(await comes('CP-2', 0)).toBe(1)
  for (let times = 0; times < 3; times++) expect(await comes('CP-1', OCPP_LIMITS.rememberedMs)).toBe(0)
  expect(await comes('CP-2', 0)).toBe(1)
  expect(await comes('CP-1', OCPP_LIMITS.rememberedMs + 1)).toBe(1)
})

test('a charger that comes again and again while it waits for its turn costs no more checks', async () => {
  let checks = 0
  const check = () => new Promise<boolean>((resolve) => setImmediate(() => resolve(++checks > 0)))
  const passwords = createPasswords({ check })
  const verdicts = await Promise.all(times(50, () => passwords.judge(given)))
  expect(new Set(verdicts)).toEqual(new Set(['right']))
  // Those that had their turn before the first was known.
  expect(checks).toBeLessThanOrEqual(OCPP_LIMITS.triesAtOnce)
})

test('tasks are bounded over all keys and within one, and a key of many makes another wait for one', async () => {
  const inTurn = createTurns(2)
  const order: string[] = []
  const running = new Map<string, number>()
  const most = new Map<string, number>()
  const task = (key: string, limit: number) =>
    inTurn(key, limit, async () => {
      for (const each of [key, 'all']) {
        running.set(each, (running.get(each) ?? 0) + 1)
        most.set(each, Math.max(most.get(each) ?? 0, running.get(each) ?? 0))
      }
      order.push(key)
      await new Promise((resolve) => setImmediate(resolve))
      for (const each of [key, 'all']) running.set(each, (running.get(each) ?? 0) - 1)
    })
  await Promise.all([...times(100, () => task('many', 1)), task('one', 2), ...times(10, () => task('some', 2))])
  expect(Object.fromEntries(most)).toMatchObject({ many: 1, one: 1, all: 2 })
  expect(order).toHaveLength(111)
  expect(order.indexOf('one')).toBeLessThan(4)
})

test('a password that the charger was given is no wrong try, and one that is neither is one', async () => {
  const passwords = createPasswords()
  const next = await hash(passwordText('the next password'), { memoryCost: 1024, timeCost: 1, parallelism: 1 })
  const tries = 2 * OCPP_LIMITS.failedTries
  for (let i = 0; i < tries; i++) expect(await passwords.judge({ ...given, next, password: 'the next password' })).toBe('next')
  expect(await passwords.judge({ ...given, next })).toBe('right')
  for (let i = 0; i < OCPP_LIMITS.failedTries; i++)
    expect(await passwords.judge({ ...given, next, password: 'neither' })).toBe('wrong')
  expect(await passwords.judge({ ...given, next, password: 'the next password' })).toBe('too-many-tries')
})

test('tries beyond the limit cost no check of a hash', async () => {
  let checks = 0
  const passwords = createPasswords({ check: () => Promise.resolve(++checks < 0) })
  await Promise.all(times(100, (n) => passwords.judge({ ...given, next: 'another hash', password: `wrong ${n}` })))
  expect(checks).toBe(2 * OCPP_LIMITS.failedTries)
})

test('wrong tries from one address do not lock out the charger, which comes from another', async () => {
  const passwords = createPasswords()
  for (let i = 0; i <= OCPP_LIMITS.failedTries; i++) await passwords.judge({ ...given, password: 'wrong', address: '198.51.100.1' })
  expect(await passwords.judge({ ...given, address: '198.51.100.1' })).toBe('too-many-tries')
  expect(await passwords.judge(given)).toBe('right')
})

test('an address of many wrong tries waits for each of them, and others do not', async () => {
  let [running, most] = [0, 0]
  const check = async () => {
    most = Math.max(most, ++running)
    await new Promise((resolve) => setImmediate(resolve))
    running--
    return false
  }
  const passwords = createPasswords({ check })
  const wrong = (count: number, address: string) =>
    Promise.all(times(count, (n) => passwords.judge({ ...given, identity: `CP-${address}-${n}`, address })))
  const atOnce = async (address: string) => {
    most = 0
    await wrong(20, address)
    return most
  }
  await wrong(OCPP_LIMITS.failedTriesOfAddress, 'bad')
  expect([await atOnce('bad'), await atOnce('good')]).toEqual([1, OCPP_LIMITS.triesAtOnce])
})

test('a hash that cannot be read opens nothing', async () => {
  expect(await createPasswords().judge({ ...given, hash: 'no hash' })).toBe('wrong')
})
