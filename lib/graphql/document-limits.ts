import { Kind, TokenKind, type DefinitionNode, type DocumentNode, type SelectionSetNode } from 'graphql'
import { LIMITS } from '../limits.ts'

/** What is wrong with a document. */
export class DocumentFault extends Error {
  override readonly name = 'DocumentFault'
  readonly code: 'QUERY_TOO_LARGE' | 'QUERY_TOO_DEEP' | 'TOO_MANY_ALIASES' | 'TOO_MANY_DIRECTIVES'
  constructor(code: DocumentFault['code'], message: string) {
    super(message)
    this.code = code
  }
}

/** The size of a piece of a document, if every fragment is written out where it is used. */
interface Measure {
  selections: number
  /** Fields below each other. */
  depth: number
  /** Selection sets below each other, those of fragments too. */
  nesting: number
  aliases: number
  directives: number
  /** Aliases within the schema's description of itself. */
  introspectionAliases: number
}

/**
 * Refuses documents that would cost far more than their size tells. It runs right after parsing, because validation, planning and shaping
 * walk a fragment as often as it is spread. Each fragment is measured once, so this takes time in proportion to the text. Throws a
 * `DocumentFault`; else tells how many selections the written-out document has, and how many of them are repeated at their place.
 */
export function checkDocument(document: DocumentNode): { selections: number; repeats: number } {
  const limits = LIMITS.document
  // Before all else: what follows, and validation, call themselves for each level.
  if (bracketDepth(document) > limits.brackets)
    throw new DocumentFault('QUERY_TOO_DEEP', `Brackets are nested more than ${limits.brackets} deep.`)
  const measured = measureAll(document)
  const selections = measured.reduce((sum, each) => sum + each.selections, 0)
  const most = (of: keyof Measure) => Math.max(0, ...measured.map((each) => each[of]))
  if (selections > limits.selections)
    throw new DocumentFault(
      'QUERY_TOO_LARGE',
      `With its fragments written out, a document has at most ${limits.selections} selections.`,
    )
  if (most('depth') > limits.depth)
    throw new DocumentFault('QUERY_TOO_DEEP', `Fields are nested ${most('depth')} deep, the limit is ${limits.depth}.`)
  if (most('nesting') > limits.nesting)
    throw new DocumentFault('QUERY_TOO_DEEP', `Selections are nested ${most('nesting')} deep, the limit is ${limits.nesting}.`)
  if (most('aliases') > limits.aliases)
    throw new DocumentFault('TOO_MANY_ALIASES', `There are ${most('aliases')} aliases, the limit is ${limits.aliases}.`)
  if (most('introspectionAliases') > 0)
    throw new DocumentFault('TOO_MANY_ALIASES', 'In `__schema` and `__type` there are no aliases: ask for each field once.')
  if (most('directives') > limits.directives)
    throw new DocumentFault('TOO_MANY_DIRECTIVES', `There are ${most('directives')} directives, the limit is ${limits.directives}.`)
  // The rest is small enough to be written out in full.
  const repeats = repeatsOf(document)
  if (repeats > limits.repeats)
    throw new DocumentFault(
      'QUERY_TOO_LARGE',
      `Fields are asked for again in one place more than ${limits.repeats} times. Ask for each once.`,
    )
  return { selections, repeats }
}

const OPENING: ReadonlySet<string> = new Set([TokenKind.BRACE_L, TokenKind.BRACKET_L, TokenKind.PAREN_L])
const CLOSING: ReadonlySet<string> = new Set([TokenKind.BRACE_R, TokenKind.BRACKET_R, TokenKind.PAREN_R])

/** How many brackets of any kind stand open at once in the text. */
function bracketDepth({ loc }: DocumentNode): number {
  let [open, most] = [0, 0]
  for (let token = loc?.startToken; token; token = token.next ?? undefined) {
    if (OPENING.has(token.kind)) most = Math.max(most, ++open)
    else if (CLOSING.has(token.kind)) open -= 1
  }
  return most
}

function measureAll({ definitions }: DocumentNode): Measure[] {
  const fragments = fragmentsOf(definitions)
  const known = new Map<string, Measure>()
  const open = new Set<string>()

  const ofFragment = (name: string): Measure => {
    const hit = known.get(name)
    if (hit) return hit
    const definition = fragments.get(name)
    // The fragment does not exist; validation says so.
    if (!definition) return NOTHING
    if (open.has(name)) throw new DocumentFault('QUERY_TOO_LARGE', `Fragment "${name}" is spread within itself and has no end.`)
    open.add(name)
    const measure = ofSet(definition.selectionSet, definition.typeCondition.name.value.startsWith('__'))
    open.delete(name)
    known.set(name, measure)
    return measure
  }

  const ofSet = ({ selections }: SelectionSetNode, introspection: boolean): Measure => {
    const total = { ...NOTHING }
    for (const selection of selections) {
      const field = selection.kind === Kind.FIELD ? selection : undefined
      const meta = field?.name.value.startsWith('__') ?? false
      const below =
        selection.kind === Kind.FRAGMENT_SPREAD
          ? ofFragment(selection.name.value)
          : selection.selectionSet
            ? ofSet(selection.selectionSet, introspection || meta)
            : NOTHING
      const alias = field?.alias ? 1 : 0
      total.selections += 1 + below.selections
      total.nesting = Math.max(total.nesting, 1 + below.nesting)
      total.aliases += alias + below.aliases
      total.directives += (selection.directives?.length ?? 0) + below.directives
      total.introspectionAliases += below.introspectionAliases + (introspection || field?.name.value === '__schema' ? alias : 0)
      // The schema's description of itself is nested deep by nature. graphql-js has a rule of its own against abuse of it.
      if (!meta && !introspection) total.depth = Math.max(total.depth, below.depth + (field ? 1 : 0))
    }
    return total
  }

  return definitions.map((definition) => {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) return ofFragment(definition.name.value)
    return definition.kind === Kind.OPERATION_DEFINITION ? ofSet(definition.selectionSet, false) : NOTHING
  })
}

const NOTHING: Measure = { selections: 0, depth: 0, nesting: 0, aliases: 0, directives: 0, introspectionAliases: 0 }

/** How often a response name is repeated at its place. Validation compares all fields of one name with each other. */
function repeatsOf({ definitions }: DocumentNode): number {
  const fragments = fragmentsOf(definitions)
  let repeats = 0
  const gather = ({ selections }: SelectionSetNode, byName: Map<string, SelectionSetNode[]>): void => {
    for (const selection of selections) {
      if (selection.kind === Kind.FIELD) {
        const name = selection.alias?.value ?? selection.name.value
        const sets = byName.get(name)
        if (sets) repeats += 1
        else byName.set(name, [])
        if (selection.selectionSet) (sets ?? byName.get(name))?.push(selection.selectionSet)
      } else {
        const set =
          selection.kind === Kind.FRAGMENT_SPREAD ? fragments.get(selection.name.value)?.selectionSet : selection.selectionSet
        if (set) gather(set, byName)
      }
    }
  }
  const walk = (sets: readonly SelectionSetNode[]): void => {
    const byName = new Map<string, SelectionSetNode[]>()
    for (const set of sets) gather(set, byName)
    for (const below of byName.values()) if (below.length > 0) walk(below)
  }
  for (const definition of definitions) if ('selectionSet' in definition) walk([definition.selectionSet])
  return repeats
}

const fragmentsOf = (definitions: readonly DefinitionNode[]) =>
  new Map(
    definitions.flatMap((definition) =>
      definition.kind === Kind.FRAGMENT_DEFINITION ? [[definition.name.value, definition] as const] : [],
    ),
  )
