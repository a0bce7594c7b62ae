import { expect, test } from 'vitest'
import { z } from 'zod'
import { addressesOf, boxShape, ConfigError, env, listenShape, readConfig, readConfigs } from './config.ts'
import { newKeyPair } from './auth.ts'

const faultsOf = (work: () => unknown): readonly string[] => {
  try {
    work()
  } catch (error) {
    if (error instanceof ConfigError) return error.faults
    throw error
  }
  throw new Error('no fault was found')
}

test('every fault is reported at once, by name and without its value', () => {
  const faults = faultsOf(() =>
    readConfig(
      { A_URL: env.url('postgres:'), A_PORT: env.port(1), A_KEY: env.privateKey, A_NAME: z.string() },
      { A_URL: 'secret://x', A_PORT: '99999', A_KEY: 'hunter2' },
    ),
  )
  expect(faults).toHaveLength(4)
  expect(faults.join('\n')).toMatch(/A_URL.*\n.*A_PORT.*\n.*A_KEY.*\nA_NAME is not set/)
  expect(faults.join('\n')).not.toMatch(/secret|hunter2/)
})

test('a number or a word that is wrong is told with what is wanted and what was given', () => {
  const shape = {
    A_PORT: env.port(1),
    B_PORT: env.port(1),
    C_MS: env.milliseconds(1),
    D_MS: env.milliseconds(1),
    FLAG: env.flag(true),
    LEVEL: env.logLevel,
  }
  const given = { A_PORT: 'abc', B_PORT: '70000', C_MS: '0', D_MS: '1.5', FLAG: 'yes', LEVEL: 'loud' }
  expect(faultsOf(() => readConfig(shape, given))).toEqual([
    'A_PORT must be a whole number, and is "abc"',
    'B_PORT must be a whole number up to 65535, and is "70000"',
    'C_MS must be a whole number above 0, and is "0"',
    'D_MS must be a whole number, and is "1.5"',
    'FLAG must be one of true, false, and is "yes"',
    'LEVEL must be one of fatal, error, warn, info, debug, trace, silent, and is "loud"',
  ])
})

test('faults of several boxes are reported together, shared ones once', () => {
  const broken = () => readConfig({ SHARED: z.string(), OWN: z.string() }, {})
  const other = () => readConfig({ SHARED: z.string(), OTHER: z.string() }, {})
  expect(faultsOf(() => readConfigs({ broken, other }))).toEqual(['SHARED is not set', 'OWN is not set', 'OTHER is not set'])
})

test('an empty variable counts as unset, and a key may have its line breaks written out', () => {
  const pem = newKeyPair().privateKey
  const config = readConfig({ PORT: env.port(4000), KEY: env.privateKey }, { PORT: '', KEY: pem.replaceAll('\n', '\\n') })
  expect(config).toEqual({ PORT: 4000, KEY: pem })
})

test('the internal port is for this machine, and those of several boxes stay out of each other’s way', () => {
  const internal = (ownPort: number, given: Record<string, string> = {}) =>
    addressesOf(readConfig(listenShape, given), ownPort).internal
  expect(internal(4000)).toEqual({ host: '127.0.0.1', port: 14_000 })
  // The own port is open to the world; that says nothing of the internal one.
  expect(internal(4001, { HOST: '0.0.0.0' })).toEqual({ host: '127.0.0.1', port: 14_001 })
  expect(internal(0).port).toBe(0)
  expect(internal(60_000).port).toBe(50_000)
  expect(internal(4000, { INTERNAL_HOST: '10.0.0.1', INTERNAL_PORT: '9464' })).toEqual({ host: '10.0.0.1', port: 9464 })
})

test("the size of a box's pool is told in words when it is none", () => {
  const shape = { DATABASE_POOL_SIZE: boxShape.DATABASE_POOL_SIZE }
  expect(readConfig(shape, {})).toEqual({ DATABASE_POOL_SIZE: 10 })
  expect(readConfig(shape, { DATABASE_POOL_SIZE: '24' })).toEqual({ DATABASE_POOL_SIZE: 24 })
  expect(faultsOf(() => readConfig(shape, { DATABASE_POOL_SIZE: '1' }))).toEqual([
    'DATABASE_POOL_SIZE must be a whole number from 4 on, and is "1"',
  ])
})
