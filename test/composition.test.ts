import { readFile } from 'node:fs/promises'
import {
  buildSchema,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isIntrospectionType,
  isObjectType,
  isSpecifiedScalarType,
  parse,
  visit,
} from 'graphql'
import { beforeAll, describe, expect, test } from 'vitest'
import { committedSubgraphs, compose, type Subgraph } from '../gateway/composition/compose.ts'

const committed = (path: string) => readFile(new URL(`../${path}`, import.meta.url), 'utf8')

let subgraphs: Subgraph[]
beforeAll(async () => {
  subgraphs = await committedSubgraphs()
})

describe('the committed supergraph', () => {
  test('is what the committed subgraphs compose to, and so is the public schema', async () => {
    const { supergraph, schema } = compose(subgraphs)
    expect(await committed('gateway/supergraph.graphql')).toBe(supergraph)
    expect(await committed('gateway/schema.graphql')).toBe(schema)
  })

  test('every public type, field, argument, input field and enum value says what it is', async () => {
    const schema = buildSchema(await committed('gateway/schema.graphql'))
    const silent: string[] = []
    const check = (name: string, { description }: { description?: string | null | undefined }) => {
      if (!description?.trim()) silent.push(name)
    }
    for (const type of Object.values(schema.getTypeMap())) {
      if (isIntrospectionType(type) || isSpecifiedScalarType(type)) continue
      check(type.name, type)
      if (isEnumType(type)) for (const value of type.getValues()) check(`${type.name}.${value.name}`, value)
      if (isInputObjectType(type)) for (const field of Object.values(type.getFields())) check(`${type.name}.${field.name}`, field)
      if (!isObjectType(type) && !isInterfaceType(type)) continue
      for (const field of Object.values(type.getFields())) {
        check(`${type.name}.${field.name}`, field)
        for (const argument of field.args) check(`${type.name}.${field.name}(${argument.name})`, argument)
      }
    }
    expect(silent).toEqual([])
  })
})

describe('the subgraphs', () => {
  test('use nothing that this gateway does not do or does wrong', () => {
    const forbidden = new Set(['defer', 'authenticated', 'requiresScopes', 'policy', 'fromContext', 'context'])
    const faults: string[] = []
    for (const { name, sdl } of subgraphs) {
      visit(parse(sdl), {
        Directive: (directive) => {
          const directiveName = directive.name.value.replace(/^federation__/, '')
          const given = (argument: string) => directive.arguments?.find((each) => each.name.value === argument)?.value
          if (forbidden.has(directiveName)) faults.push(`${name}: @${directiveName}`)
          if (directiveName === 'override' && given('label')) faults.push(`${name}: @override with a label`)
        },
      })
    }
    expect(faults).toEqual([])
  })

  test('every query, mutation and subscription has one owner', () => {
    const owners = new Map<string, string[]>()
    for (const { name, sdl } of subgraphs) {
      for (const definition of parse(sdl).definitions) {
        if (definition.kind !== 'ObjectTypeDefinition' && definition.kind !== 'ObjectTypeExtension') continue
        if (!['Query', 'Mutation', 'Subscription'].includes(definition.name.value)) continue
        for (const field of definition.fields ?? []) {
          const key = `${definition.name.value}.${field.name.value}`
          if (!field.name.value.startsWith('_')) owners.set(key, [...(owners.get(key) ?? []), name])
        }
      }
    }
    expect(owners.size).toBeGreaterThan(0)
    expect([...owners].filter(([, names]) => names.length > 1)).toEqual([])
  })
})

test('there is one copy of graphql: its types do not know those of another', async () => {
  const lock = JSON.parse(await committed('package-lock.json')) as { packages: Record<string, { version?: string }> }
  const copies = Object.keys(lock.packages).filter((path) => /(^|\/)node_modules\/graphql$/.test(path))
  expect(copies).toEqual(['node_modules/graphql'])
})

describe('composing', () => {
  const link = 'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"])'
  const subgraph = (name: string, sdl: string): Subgraph => ({
    name,
    url: `http://${name}.example/graphql`,
    sdl: `${link}\n${sdl}`,
  })

  test('a conflict between subgraphs is told with its code, the type and the subgraphs', () => {
    const one = subgraph('one', 'type Query { item: Item } type Item @key(fields: "id") { id: ID! size: Int! }')
    const two = subgraph('two', 'type Item @key(fields: "id") { id: ID! size: String! }')
    expect(() => compose([one, two])).toThrow(/FIELD_TYPE_MISMATCH.*Item\.size.*one.*two|INVALID_FIELD_SHARING.*Item\.size/s)
  })

  test('a subgraph that does not parse is named', () => {
    expect(() => compose([subgraph('broken', 'type Query {')])).toThrow(/\[broken\] Syntax Error/)
  })

  const requires = (fields: string, directive = '@requires') =>
    subgraph(
      'shop',
      `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@external", { name: "@requires", as: "@needs" }, "@requires"])
       type Item @key(fields: "id") { id: ID! size(unit: String): Int @external shipping: Int ${directive}(fields: "${fields}") }`,
    )
  const query = subgraph('items', 'type Query { item: Item } type Item @key(fields: "id") { id: ID! size(unit: String): Int }')

  for (const directive of ['@requires', '@needs', '@federation__requires'])
    test(`arguments within ${directive} are refused: the planner mixes up their values`, () => {
      expect(() => compose([query, requires('size(unit: \\"cm\\")', directive)])).toThrow(
        /\[shop\] Item\.shipping.*without arguments/,
      )
    })

  const foreign = (sdl: string) => subgraph('foreign', `type Query { other: Item } ${sdl}`)
  const wrong: [string, string, RegExp][] = [
    [
      'on a type with fields of its own',
      'type Item @key(fields: "id", resolvable: false) { id: ID! weight: Int }',
      /\[foreign\] Item: .*weight.*Make the key/,
    ],
    [
      'beside a resolvable one',
      'type Item @key(fields: "id", resolvable: false) @key(fields: "code") { id: ID! code: ID! }',
      /\[foreign\] Item: .*beside/,
    ],
    [
      'on an interface',
      'interface Thing @key(fields: "id", resolvable: false) { id: ID! } type Other implements Thing @key(fields: "id") { id: ID! }',
      /\[foreign\] Thing: .*interface.*Make the key/,
    ],
    [
      'on an object that stands for an interface',
      'type Thing @key(fields: "id", resolvable: false) @federation__interfaceObject { id: ID! }',
      /\[foreign\] Thing: .*interface.*Make the key/,
    ],
    [
      'whose fields stand in an extension',
      'type Item @key(fields: "id", resolvable: false) { id: ID! } extend type Item { weight: Int }',
      /weight/,
    ],
  ]
  for (const [what, sdl, sentence] of wrong)
    test(`a key that is not resolvable ${what} is refused`, () => {
      expect(() => compose([query, foreign(sdl)])).toThrow(sentence)
    })

  test('a key that says it is resolvable is', () => {
    const open = foreign('type Item @key(fields: "id", resolvable: true) { id: ID! weight: Int }')
    expect(compose([query, open]).schema).toContain('weight: Int')
  })

  test('a key that is not resolvable is fine where a subgraph only points at another’s entity', () => {
    const stub = foreign('type Item @key(fields: "id", resolvable: false) { id: ID! }')
    expect(compose([query, stub]).schema).toContain('other: Item')
  })
})
