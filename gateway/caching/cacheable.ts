import type { FetchNode } from '@apollo/query-planner'
import {
  getNamedType,
  isLeafType,
  isListType,
  isNonNullType,
  Kind,
  parse,
  valueFromASTUntyped,
  type FieldNode,
  type GraphQLOutputType,
  type GraphQLSchema,
  type InlineFragmentNode,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql'
import type { Caller } from '#lib/auth.ts'
import { isData, own, type Data } from '../execution/merge.ts'
import { leafCheck } from '../execution/shape.ts'
import { HINTS, KNOWN_BY, PARTS, type Hint, type Thing } from './policy.ts'

/** How the answer to a fetch may be kept. */
export interface Cacheable {
  readonly scope: Hint['scope']
  readonly seconds: number
  /** The things that the answer is of; `entity` is what was asked of, in a fetch of entities. */
  readonly tags: (variables: Data, caller: Caller, entity?: Data) => string[]
  /** True if an answer, or an entity, has all that the schema promises. A lie is told to whoever asked, and not kept. */
  readonly isWhole: (data: Data) => boolean
}

/** Selected fields: the hints of all, and whether an object has what they promise. */
interface Fields {
  readonly hints: readonly Hint[]
  readonly isWhole: (object: Data) => boolean
}

export const tagOf = (thing: Thing, id?: string): string => (id === undefined ? thing : `${thing} ${id}`)

/** A field of `Query`, or the fields that are asked of entities of one type. */
interface Root extends Fields {
  /** The thing it is known by; undefined if the question does not tell. */
  readonly idOf: (variables: Data, caller: Caller, entity: Data | undefined) => unknown
  readonly known: readonly Thing[]
  /** The type of the entities. */
  readonly type: string | undefined
}

/** How the answer may be kept; null if it may not, because one of its fields has no hint. */
export function cacheableOf({ operation: text, operationKind }: FetchNode, schema: GraphQLSchema): Cacheable | null {
  const rootType = operationKind === 'query' ? 'Query' : operationKind === 'subscription' ? 'Subscription' : null
  if (rootType === null) return null
  const document = parse(text, { noLocation: true })
  const [operation] = document.definitions as OperationDefinitionNode[]
  // The planner writes fragments out. A plan with a named one is not read further.
  if (!operation || document.definitions.length > 1) return null
  const roots: (Root | null)[] = operation.selectionSet.selections.flatMap((selection) => {
    if (selection.kind !== Kind.FIELD) return [null]
    return selection.name.value === '_entities' ? entityRoots(selection) : [rootOf(selection, rootType)]
  })
  const hints = roots.flatMap((root) => root?.hints ?? [])
  if (hints.length === 0 || roots.includes(null)) return null
  const readable = roots as Root[]
  return {
    scope: hints.some(({ scope }) => scope === 'private') ? 'private' : 'public',
    seconds: Math.min(...hints.map(({ seconds }) => seconds)),
    isWhole: (data) => readable.every(({ isWhole }) => isWhole(data)),
    tags: (variables, caller, entity) => [
      ...new Set(
        readable
          .filter(({ type }) => type === undefined || type === entity?.['__typename'])
          .flatMap(({ hints: ofRoot, known, idOf }) => {
            const id = idOf(variables, caller, entity)
            return ofRoot.map(({ thing }) => tagOf(thing, typeof id === 'string' && known.includes(thing) ? id : undefined))
          }),
      ),
    ],
  }

  function rootOf(field: FieldNode, rootType: string): Root | null {
    const fields = ofField(field, rootType, undefined)
    if (!fields) return null
    const known = KNOWN_BY[`${rootType}.${field.name.value}`]
    const given = field.arguments?.find(({ name }) => name.value === 'id')?.value
    return {
      ...fields,
      known: known?.things ?? [],
      type: undefined,
      idOf: (variables, caller) => {
        if (known?.by === 'caller') return caller.kind === 'user' ? caller.userId : undefined
        return given && valueFromASTUntyped(given, variables)
      },
    }
  }

  function entityRoots({ selectionSet }: FieldNode): (Root | null)[] {
    return (selectionSet?.selections ?? []).map((selection) => {
      if (selection.kind === Kind.FIELD && selection.name.value === '__typename') return NOTHING
      const type = (selection as InlineFragmentNode).typeCondition?.name.value
      if (selection.kind !== Kind.INLINE_FRAGMENT || !type) return null
      const fields = ofSet(selection.selectionSet, type, undefined)
      return (
        fields && { ...fields, known: KNOWN_BY[type]?.things ?? [], type, idOf: (_variables, _caller, entity) => entity?.['id'] }
      )
    })
  }

  function ofSet({ selections }: SelectionSetNode, type: string, above: Hint | undefined): Fields | null {
    const all: Fields[] = []
    for (const selection of selections) {
      // What is written out of fragments is of the same type: there are no interfaces among what is kept.
      const inside = selection.kind === Kind.INLINE_FRAGMENT ? ofSet(selection.selectionSet, type, above) : null
      const fields = selection.kind === Kind.FIELD ? ofField(selection, type, above) : inside
      if (!fields) return null
      all.push(fields)
    }
    return { hints: all.flatMap(({ hints }) => hints), isWhole: (object) => all.every(({ isWhole }) => isWhole(object)) }
  }

  function ofField(
    { name: { value: name }, alias, directives, selectionSet }: FieldNode,
    type: string,
    above: Hint | undefined,
  ): Fields | null {
    if (name === '__typename') return NOTHING
    const hint = HINTS.get(`${type}.${name}`) ?? (PARTS.has(type) ? above : undefined)
    const parent = schema.getType(type)
    const field = parent && 'getFields' in parent ? parent.getFields()[name] : undefined
    const below = field && selectionSet ? ofSet(selectionSet, getNamedType(field.type).name, hint) : NOTHING
    if (!hint || !field || !below) return null
    const key = alias?.value ?? name
    const promised = wholeness(field.type as GraphQLOutputType, below)
    const mayLack = (directives ?? []).length > 0
    return {
      hints: [hint, ...below.hints],
      isWhole: (object) => (mayLack && own(object, key) === undefined) || promised(own(object, key)),
    }
  }
}

/** Whether a value is what its type promises. */
function wholeness(type: GraphQLOutputType, below: Fields): (value: unknown) => boolean {
  if (isNonNullType(type)) {
    const promised = wholeness(type.ofType, below)
    return (value) => value !== null && value !== undefined && promised(value)
  }
  const isNothing = (value: unknown) => value === null || value === undefined
  if (isListType(type)) {
    const promised = wholeness(type.ofType, below)
    return (value) => isNothing(value) || (Array.isArray(value) && value.every((each) => promised(each)))
  }
  if (isLeafType(type)) {
    const isValid = leafCheck(type)
    return (value) => isNothing(value) || isValid(value)
  }
  return (value) => isNothing(value) || (isData(value) && below.isWhole(value))
}

const NOTHING: Root = { hints: [], isWhole: () => true, known: [], type: undefined, idOf: () => undefined }
