import { readFileSync } from 'node:fs'
import { isEnumType, isInputObjectType, isInterfaceType, isObjectType, type GraphQLNamedType, type GraphQLSchema } from 'graphql'
import { expect, test } from 'vitest'
import { printSdl } from '../lib/graph.ts'

/**
 * The tests that every subgraph's schema passes. `folder` is the URL of the file that calls; `foreign` are types that other subgraphs
 * describe, or fields of them, e.g. `User`, `User.id`.
 */
export function testSchema(schema: GraphQLSchema, folder: string, foreign: readonly string[] = []): void {
  test('the committed schema is the one the code makes', () => {
    expect(readFileSync(new URL('schema.graphql', folder), 'utf8')).toBe(printSdl(schema))
  })

  test('everything public is described', () => {
    // Federation's own machinery has no descriptions.
    const ours = Object.values(schema.getTypeMap()).filter(({ name }) => !name.startsWith('_') && !BUILT_IN.has(name))
    expect(ours.flatMap(undescribed).filter((name) => !foreign.includes(name))).toEqual([])
  })
}

const BUILT_IN = new Set(['String', 'Int', 'Float', 'Boolean', 'ID'])
const FEDERATION = new Set(['_service', '_entities'])

function undescribed(type: GraphQLNamedType): string[] {
  const bare = type.description ? [] : [type.name]
  const note = (parts: readonly { name: string; description?: string | null | undefined }[], of: string) =>
    bare.push(...parts.filter(({ description }) => !description).map(({ name }) => `${of}.${name}`))
  if (isEnumType(type)) note(type.getValues(), type.name)
  if (isInputObjectType(type)) note(Object.values(type.getFields()), type.name)
  if (isObjectType(type) || isInterfaceType(type))
    for (const field of Object.values(type.getFields())) {
      if (FEDERATION.has(field.name)) continue
      note([field], type.name)
      note(field.args, `${type.name}.${field.name}`)
    }
  return bare
}
