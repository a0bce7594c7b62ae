import { createHash } from 'node:crypto'
import { GraphQLError, Kind, parse, type OperationDefinitionNode } from 'graphql'
import { badInput, DomainError, type InputIssue } from '#lib/errors.ts'
import { checkDocument, DocumentFault } from '#lib/graphql/document-limits.ts'
import { LIMITS as GENERAL } from '#lib/limits.ts'
import { PARTNERS_LIMITS } from '../limits.ts'
import type { OperationKind } from '../tables.ts'

/** An operation of a manifest: what it is called, and the document it is sent for. */
export interface Operation {
  name: string
  kind: OperationKind
  /** Where it stands in the input. */
  path: Path
  /** SHA-256 of the body, in hexadecimal digits. */
  hash: string
  body: string
}

type Path = (string | number)[]

/** An operation as a manifest has it; `name` and `type` are there in Apollo's form alone. */
interface Entry {
  path: Path
  id: string
  body: unknown
  name?: unknown
  type?: unknown
}

const AT: Path = ['input', 'manifest']
const LIMITS = PARTNERS_LIMITS.manifest

/**
 * The operations of a manifest: Apollo's (`apollo-persisted-query-manifest`, version 1), or that of the codegen's client preset
 * (`{ "sha256:<hash>": "<document>" }`). Refuses what is not the document that its hash says, what does not parse, and operations that
 * cannot be told apart by their names.
 */
export function readManifest(manifest: Readonly<Record<string, unknown>>): Operation[] {
  const entries = 'format' in manifest ? entriesOfApollo(manifest) : entriesOfCodegen(manifest)
  if (entries.length === 0) throw badInput(AT, 'A manifest has at least one operation.')
  if (entries.length > LIMITS.operations) throw badInput(AT, `A manifest has at most ${LIMITS.operations} operations.`)
  if (bytesOf(entries.flatMap(({ body }) => (typeof body === 'string' ? { body } : []))) > LIMITS.bytes)
    throw badInput(AT, `The documents of a manifest have at most ${LIMITS.bytes} bytes.`)
  const named = new Map<string, Operation>()
  const total = { selections: 0, repeats: 0 }
  const faults: InputIssue[] = []
  for (const entry of entries) {
    try {
      const operation = readOperation(entry, total)
      if (named.has(operation.name)) throw badInput(entry.path, `There are two operations called ${operation.name}.`)
      named.set(operation.name, operation)
    } catch (error) {
      // What is too much in all is not made better by reading on.
      if (!(error instanceof DomainError) || error.issues.every(({ path }) => path.length <= AT.length)) throw error
      faults.push(...error.issues)
      if (faults.length >= LIMITS.faults) break
    }
  }
  refuseFaults(faults)
  return [...named.values()]
}

/** Refuses a manifest for all that was found in it, so that a partner does not find one fault after the other. */
export function refuseFaults(faults: readonly InputIssue[]): void {
  const [first] = faults
  if (first) throw new DomainError('BAD_USER_INPUT', first.message, faults.slice(0, LIMITS.faults))
}

export const bytesOf = (operations: readonly Pick<Operation, 'body'>[]): number =>
  operations.reduce((sum, { body }) => sum + Buffer.byteLength(body), 0)

/** What two uploads of one version must have in common. */
export const digestOf = (operations: readonly Operation[]): Buffer =>
  createHash('sha256')
    .update(JSON.stringify(operations.map(({ name, hash }) => [name, hash]).toSorted()))
    .digest()

function entriesOfApollo({ format, version, operations }: Readonly<Record<string, unknown>>): Entry[] {
  if (format !== 'apollo-persisted-query-manifest')
    throw badInput([...AT, 'format'], 'The format is apollo-persisted-query-manifest, or left out for that of the codegen.')
  if (version !== 1) throw badInput([...AT, 'version'], 'The version of the format is 1.')
  if (!Array.isArray(operations)) throw badInput([...AT, 'operations'], 'Here stands a list of operations.')
  return operations.map((given: unknown, i) => {
    const path = [...AT, 'operations', i]
    if (typeof given !== 'object' || given === null) throw badInput(path, 'An operation has an id, a name, a type and a body.')
    const { id, body, name, type } = given as Record<string, unknown>
    if (typeof id !== 'string') throw badInput([...path, 'id'], 'The id is the SHA-256 of the body in hexadecimal digits.')
    return { path, id, body, name, type }
  })
}

const entriesOfCodegen = (manifest: Readonly<Record<string, unknown>>): Entry[] =>
  Object.entries(manifest).map(([key, body]) => ({ path: [...AT, key], id: key.replace(/^sha256:/, ''), body }))

function readOperation({ path, id, body, name, type }: Entry, total: Work): Operation {
  if (typeof body !== 'string' || body === '') throw badInput(path, 'The body is the text of a document.')
  if (body.length > LIMITS.bodyCharacters) throw badInput(path, `A document has at most ${LIMITS.bodyCharacters} characters.`)
  if (body.includes('\0') || !body.isWellFormed()) throw badInput(path, 'A document has no character 0, and no half characters.')
  const hash = createHash('sha256').update(body).digest('hex')
  if (id !== hash) throw badInput(path, `This is not the SHA-256 of its body, which is ${hash}.`)
  const operation = operationOf(body, path, total)
  const named = operation.name?.value
  if (named === undefined) throw badInput(path, 'Each operation has a name.')
  if (named.length > LIMITS.nameCharacters) throw badInput(path, `A name has at most ${LIMITS.nameCharacters} characters.`)
  if (name !== undefined && name !== named) throw badInput([...path, 'name'], `In its document it is called ${named}.`)
  if (type !== undefined && type !== operation.operation)
    throw badInput([...path, 'type'], `In its document it is a ${operation.operation}.`)
  return { name: named, kind: KINDS[operation.operation], path, hash, body }
}

const KINDS = { query: 'QUERY', mutation: 'MUTATION', subscription: 'SUBSCRIPTION' } as const

/** What it takes to check documents against the graph. */
type Work = ReturnType<typeof checkDocument>

/** The one operation of a document, which is small enough by itself and with those before it. */
function operationOf(body: string, path: Path, total: Work): OperationDefinitionNode {
  try {
    const document = parse(body, { maxTokens: GENERAL.document.tokens })
    const work = checkDocument(document)
    total.selections += work.selections
    total.repeats += work.repeats
    if (total.selections > LIMITS.selections || total.repeats > LIMITS.repeats)
      throw badInput(
        AT,
        `With their fragments written out, the operations of a manifest have at most ${LIMITS.selections} selections together, and at most ${LIMITS.repeats} of them repeat others in their place.`,
      )
    const { definitions } = document
    const operations = definitions.filter((definition) => definition.kind === Kind.OPERATION_DEFINITION)
    const [operation] = operations
    if (operation && operations.length === 1) return operation
  } catch (error) {
    // The parser calls itself for every list in a list, until the stack ends.
    if (error instanceof RangeError) throw badInput(path, 'The document is nested too deep to be read.')
    if (error instanceof DocumentFault) throw badInput(path, error.message)
    if (error instanceof GraphQLError) throw badInput(path, `This is no GraphQL: ${error.message}`)
    throw error
  }
  throw badInput(path, 'A document has one operation, and the fragments that it uses.')
}
