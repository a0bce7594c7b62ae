import { readFile } from 'node:fs/promises'
import { isEnumType, isInputObjectType, isInterfaceType, isObjectType, type GraphQLNamedType } from 'graphql'
import { expect, test } from 'vitest'
import { printSdl } from '#lib/graph.ts'
import { schema } from './schema.ts'

test('the committed schema is the one that runs', async () => {
  expect(await readFile(new URL('./schema.graphql', import.meta.url), 'utf8')).toBe(printSdl(schema))
})

/** Their own subgraphs describe them. */
const OTHERS = ['Connector', 'Station', 'Tariff', 'User', 'Vehicle']

test('everything public of ours is described', () => {
  const undescribed = Object.values(schema.getTypeMap())
    .filter(({ name }) => !name.startsWith('_') && name !== 'Query')
    .flatMap(withoutDescription)
    .filter((name) => !OTHERS.includes(name))
  expect(undescribed).toEqual([])
})

function withoutDescription(type: GraphQLNamedType): string[] {
  const missing = type.description ? [] : [type.name]
  if (isEnumType(type))
    return [
      ...missing,
      ...type
        .getValues()
        .filter((value) => !value.description)
        .map((value) => `${type.name}.${value.name}`),
    ]
  if (!isObjectType(type) && !isInterfaceType(type) && !isInputObjectType(type)) return missing
  for (const field of Object.values(type.getFields())) {
    if (!field.description) missing.push(`${type.name}.${field.name}`)
    if ('args' in field) for (const arg of field.args) if (!arg.description) missing.push(`${type.name}.${field.name}(${arg.name})`)
  }
  return missing
}
