import { readFile } from 'node:fs/promises'
import {
  buildSchema,
  getNamedType,
  getNullableType,
  isCompositeType,
  isEnumType,
  isInputObjectType,
  isListType,
  isObjectType,
  isRequiredArgument,
  isRequiredInputField,
  type GraphQLArgument,
  type GraphQLInputType,
  type GraphQLObjectType,
} from 'graphql'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Role } from '#lib/auth.ts'
import { newId } from '#lib/id.ts'
import { createEcho } from '../fixtures/echo.ts'
import { bearer, startGateway, type Gateway } from '../fixtures/kit.ts'
import { ASKED_EACH_TIME, HINTS, KNOWN_BY, PARTS, SEARCHED_BY } from './policy.ts'

const schema = buildSchema(await readFile(new URL('../schema.graphql', import.meta.url), 'utf8'))
const objectNamed = (name: string): GraphQLObjectType => {
  const type = schema.getType(name)
  if (!isObjectType(type)) throw new Error(`${name} is no object type of the schema`)
  return type
}
const fieldsOf = (type: string) => Object.values(objectNamed(type).getFields())

test('every field that may be kept is in the schema, and so is every part', () => {
  const gone = [...HINTS.keys()].filter((place) => {
    const [type = '', field = ''] = place.split('.')
    return objectNamed(type).getFields()[field] === undefined
  })
  expect(gone).toEqual([])
  for (const part of PARTS) expect(objectNamed(part).getFields()['id'], `${part} has a life of its own`).toBeUndefined()
  for (const known of Object.keys(KNOWN_BY)) expect(schema.getType(known.split('.')[0] ?? '')).toBeDefined()
})

test('of every read of the graph somebody has decided whether it is kept', () => {
  const decided = Object.values(ASKED_EACH_TIME).flatMap((names) => names.split(' '))
  const kept = fieldsOf('Query').filter(({ name }) => HINTS.has(`Query.${name}`))
  expect([...decided, ...kept.map(({ name }) => name)].toSorted()).toEqual(
    fieldsOf('Query')
      .map(({ name }) => name)
      .toSorted(),
  )
})

test('a search that may be kept takes what somebody has thought about, and nothing else', () => {
  const searches = fieldsOf('Query').filter(({ name }) => HINTS.get(`Query.${name}`)?.thing === 'Search')
  const taken = Object.fromEntries(
    searches.map(({ name, args }) => [`Query.${name}`, args.flatMap((arg) => [arg.name, ...inputsOf(arg.type)]).toSorted()]),
  )
  const thought = Object.entries(SEARCHED_BY).map(([place, names]) => [place, names.toSorted()])
  expect(taken).toEqual(Object.fromEntries(thought))
})

function inputsOf(type: GraphQLInputType): string[] {
  const named = getNamedType(type)
  return isInputObjectType(named) ? Object.values(named.getFields()).flatMap((field) => [field.name, ...inputsOf(field.type)]) : []
}

/** How to ask for each field that may be kept, by fields that may be kept alone. */
function operations(): Map<string, string> {
  const found = new Map<string, string>()
  const reached = new Set<string>()
  const kept = (type: string, field: string) => HINTS.has(`${type}.${field}`) || PARTS.has(type)
  const walk = (type: string, write: (selection: string) => string) => {
    if (reached.has(type)) return
    reached.add(type)
    for (const field of fieldsOf(type)) {
      if (!kept(type, field.name)) continue
      const named = getNamedType(field.type)
      const asked = `${field.name}${argumentsOf(field.args)}`
      found.set(`${type}.${field.name}`, write(isCompositeType(named) ? `${asked} { ${leafOf(named.name)} }` : asked))
    }
    for (const field of fieldsOf(type)) {
      const named = getNamedType(field.type)
      if (kept(type, field.name) && isCompositeType(named))
        walk(named.name, (selection) => write(`${field.name}${argumentsOf(field.args)} { ${selection} }`))
    }
  }
  walk('Query', (selection) => `{ ${selection} }`)
  // With a name of its own none finds what was kept for another.
  return new Map([...found].map(([place, query]) => [place, `query ${place.replace('.', '_')} ${query}`]))

  /** Something to ask of an object, by its parts where it has no leaf. */
  function leafOf(type: string): string {
    const fields = fieldsOf(type).filter((field) => kept(type, field.name))
    const leaf = fields.find((field) => !isCompositeType(getNamedType(field.type)))
    if (leaf) return leaf.name
    const part = fields[0]
    return part ? `${part.name} { ${leafOf(getNamedType(part.type).name)} }` : '__typename'
  }
}

const argumentsOf = (args: readonly GraphQLArgument[]): string => {
  const required = args.filter((arg) => isRequiredArgument(arg))
  return required.length === 0 ? '' : `(${required.map(({ name, type }) => `${name}: ${valueOf(type)}`).join(', ')})`
}

function valueOf(type: GraphQLInputType): string {
  const nullable = getNullableType(type)
  if (isListType(nullable)) return '[]'
  const named = getNamedType(type)
  if (isInputObjectType(named)) {
    const required = Object.values(named.getFields()).filter((field) => isRequiredInputField(field))
    return `{ ${required.map(({ name, type: of }) => `${name}: ${valueOf(of)}`).join(', ')} }`
  }
  if (isEnumType(named)) return named.getValues()[0]?.name ?? ''
  if (named.name === 'Boolean') return 'true'
  return named.name === 'UUID' ? '"019aa000-0000-7000-8000-000000000001"' : named.name === 'String' ? '"x"' : '1'
}

describe('with two callers', () => {
  const [ann, bob] = [newId(), newId()]
  let echo: Awaited<ReturnType<typeof createEcho>>
  let keeping: Gateway
  let plain: Gateway
  beforeAll(async () => {
    echo = await createEcho()
    keeping = await startGateway({ others: echo })
    plain = await startGateway({ others: echo, env: { GATEWAY_CACHE_BYTES: '0' } })
  })
  afterAll(async () => {
    await keeping[Symbol.asyncDispose]()
    await plain[Symbol.asyncDispose]()
  })

  const ask = async (gateway: Gateway, query: string, userId: string, roles: readonly Role[] = ['DRIVER']) => {
    const { data, errors } = await gateway.ask(query, {}, { authorization: await bearer({ userId, roles }) })
    expect(errors).toBeUndefined()
    return data
  }
  const asking = (query: string) => {
    const from = echo.asked.length
    return { callers: () => echo.asked.slice(from).map(({ caller }) => caller), query }
  }

  const all = operations()
  test('the schema leads to every field that may be kept', () => {
    expect([...HINTS.keys()].filter((place) => !place.startsWith('Subscription.') && !all.has(place))).toEqual([])
  })

  for (const [place, query] of all) {
    test(`${place} is kept, and nobody sees what is another's: ${query}`, async () => {
      const first = asking(query)
      const anns = await ask(keeping, query, ann)
      const askedFirst = first.callers()
      const again = asking(query)
      expect(await ask(keeping, query, ann)).toEqual(anns)
      expect(again.callers()).toEqual([])
      const bobs = await ask(keeping, query, bob)
      if (again.callers().length === 0) {
        // It was shared. So it must have been asked for as nobody.
        expect(new Set(askedFirst)).toEqual(new Set(['anonymous']))
        expect(JSON.stringify(bobs)).not.toContain(ann)
      } else {
        expect(bobs).toEqual(await ask(plain, query, bob))
        expect(JSON.stringify(bobs)).not.toContain(ann)
        expect(JSON.stringify(anns)).not.toContain(bob)
      }
      const operators = asking(query)
      await ask(keeping, query, ann, ['DRIVER', 'OPERATOR'])
      expect(new Set(operators.callers())).toEqual(new Set([ann]))
    })
  }
})
