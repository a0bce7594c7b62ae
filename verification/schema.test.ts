import { readFileSync } from 'node:fs'
import { isEnumType, isInputObjectType, isInterfaceType, isObjectType } from 'graphql'
import { expect, test } from 'vitest'
import { printSdl } from '#lib/graph.ts'
import { schema } from './schema.ts'

test('the committed schema is the one the code makes', () => {
  expect(readFileSync(new URL('schema.graphql', import.meta.url), 'utf8')).toBe(printSdl(schema))
})

test('everything public is described', () => {
  // Federation's own machinery, and the key of an entity that another subgraph describes.
  const foreign = new Set(['_service', '_entities', 'User.id'])
  const bare: string[] = []
  for (const [name, type] of Object.entries(schema.getTypeMap())) {
    if (name.startsWith('_')) continue
    if (isObjectType(type) || isInterfaceType(type)) {
      for (const field of Object.values(type.getFields())) {
        if (foreign.has(field.name) || foreign.has(`${name}.${field.name}`)) continue
        if (!field.description) bare.push(`${name}.${field.name}`)
        bare.push(...field.args.filter((arg) => !arg.description).map((arg) => `${name}.${field.name}(${arg.name})`))
      }
    }
    if (isInputObjectType(type))
      bare.push(
        ...Object.values(type.getFields())
          .filter((field) => !field.description)
          .map((field) => `${name}.${field.name}`),
      )
    if (isEnumType(type))
      bare.push(
        ...type
          .getValues()
          .filter((value) => !value.description)
          .map((value) => `${name}.${value.name}`),
      )
    if (!type.description && !['String', 'Int', 'Float', 'Boolean', 'ID'].includes(name)) bare.push(name)
  }
  expect(bare).toEqual([])
})
