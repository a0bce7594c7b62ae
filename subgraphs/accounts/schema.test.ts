import { readFile } from 'node:fs/promises'
import { isEnumType, isInputObjectType, isInterfaceType, isObjectType, type GraphQLSchema } from 'graphql'
import { expect, test } from 'vitest'
import { ConfigError } from '#lib/config.ts'
import { newKeyPair } from '#lib/auth.ts'
import { printSdl } from '#lib/graph.ts'
import { accountsConfig } from './config.ts'
import { schema } from './schema.ts'

test('the committed SDL is what the code makes', async () => {
  expect(await readFile(new URL('schema.graphql', import.meta.url), 'utf8')).toBe(printSdl(schema))
})

test('everything public has a description', () => {
  expect(undescribed(schema)).toEqual([])
})

test('every fault of the configuration is reported at once, and no value is told', () => {
  const pair = newKeyPair()
  const good = {
    DATABASE_URL: 'postgres://box@localhost/evergraph',
    CALLER_PUBLIC_KEY: pair.publicKey,
    ACCOUNTS_TOKEN_PRIVATE_KEY: pair.privateKey,
  }
  expect(accountsConfig(good)).toMatchObject({ port: 4001, firstAdmin: null })
  const faultsOf = (variables: Record<string, string>) => {
    try {
      accountsConfig(variables)
    } catch (error) {
      if (error instanceof ConfigError) return error.faults.map((fault) => fault.split(/[: ]/, 1)[0])
    }
    return null
  }
  expect(faultsOf({ ACCOUNTS_PORT: 'x', ACCOUNTS_ADMIN_EMAIL: 'nobody' })?.toSorted()).toEqual([
    'ACCOUNTS_ADMIN_EMAIL',
    'ACCOUNTS_PORT',
    'ACCOUNTS_TOKEN_PRIVATE_KEY',
    'CALLER_PUBLIC_KEY',
    'DATABASE_URL',
  ])
  expect(faultsOf({ ...good, ACCOUNTS_ADMIN_EMAIL: 'root@example.org' })).toEqual(['ACCOUNTS_ADMIN_EMAIL'])
  expect(faultsOf({ ...good, ACCOUNTS_ADMIN_EMAIL: 'root@example.org', ACCOUNTS_ADMIN_PASSWORD: 'short' })).toEqual([
    'ACCOUNTS_ADMIN_PASSWORD',
  ])
})

function undescribed(of: GraphQLSchema): string[] {
  const missing: string[] = []
  const look = (path: string, { description }: { description?: string | null | undefined }) => {
    if (!description) missing.push(path)
  }
  for (const type of Object.values(of.getTypeMap())) {
    if (type.name.startsWith('_') || ['String', 'Boolean', 'Int', 'Float', 'ID'].includes(type.name)) continue
    look(type.name, type)
    if (isEnumType(type)) for (const value of type.getValues()) look(`${type.name}.${value.name}`, value)
    if (isInputObjectType(type)) for (const field of Object.values(type.getFields())) look(`${type.name}.${field.name}`, field)
    if (isObjectType(type) || isInterfaceType(type))
      for (const field of Object.values(type.getFields())) {
        if (field.name.startsWith('_')) continue
        look(`${type.name}.${field.name}`, field)
        for (const arg of field.args) look(`${type.name}.${field.name}(${arg.name})`, arg)
      }
  }
  return missing
}
