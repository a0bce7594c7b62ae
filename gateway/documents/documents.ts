import { GraphQLError, parse, type DocumentNode } from 'graphql'
import type { Plugin } from 'graphql-yoga'
import { byteCache } from '#lib/byte-cache.ts'
import { checkDocument as check, DocumentFault } from '#lib/graphql/document-limits.ts'
import { requestFault } from '#lib/graphql/graphql-errors.ts'
import { LIMITS } from '#lib/limits.ts'
import type { Principal } from '../caller.ts'
import { refusal } from '../errors.ts'
import { GATEWAY_LIMITS } from '../limits.ts'
import { documentBytes } from '../metrics.ts'

/** A text that was read, and what is kept with it. */
interface Entry {
  readonly text: string
  readonly document: DocumentNode
  readonly selections: number
  /** The bytes that document, plans and shapes hold, by estimate. */
  bytes: number
  valid: boolean
  signedIn: boolean
}

/**
 * Keeps what was read, checked and planned, by its text, bounded by bytes: some plans hold a thousand times the bytes of their text. Texts
 * of signed-in callers have a share of their own. So strangers who send ever new texts only push out each other's.
 */
export function createDocuments(limits: { signedIn: number; anonymous: number } = GATEWAY_LIMITS.documentBytes) {
  const shares = { signedIn: byteCache<Entry>(limits.signedIn), anonymous: byteCache<Entry>(limits.anonymous) }
  const entries = new WeakMap<DocumentNode, Entry>()
  const share = ({ signedIn }: Entry) => (signedIn ? shares.signedIn : shares.anonymous)
  const keep = (entry: Entry) => {
    share(entry).set(entry.text, entry, entry.bytes)
    for (const [name, { bytes }] of Object.entries(shares)) documentBytes.set({ share: name }, bytes)
  }

  const find = (text: string, signedIn: boolean): Entry | undefined => {
    const entry = shares.signedIn.get(text) ?? shares.anonymous.get(text)
    if (entry && signedIn && !entry.signedIn) {
      shares.anonymous.delete(text)
      entry.signedIn = true
      keep(entry)
    }
    return entry
  }

  const read = (text: string, options: Parameters<typeof parse>[1], signedIn: boolean): DocumentNode => {
    const document = parseWithin(text, options)
    const { selections } = checkDocument(document)
    entries.set(document, { text, document, selections, bytes: bytesOf(document, text), valid: false, signedIn })
    return document
  }

  const plugin: Plugin<{ principal?: Principal }> = {
    onParse: ({ params, context, setParsedDocument, setParseFn }) => {
      const text = typeof params.source === 'string' ? params.source : params.source.body
      const signedIn = context.principal !== undefined && context.principal.caller.kind !== 'anonymous'
      const known = find(text, signedIn)
      if (known) setParsedDocument(known.document)
      else setParseFn((_, options) => read(text, options, signedIn))
    },
    onValidate: ({ params, setResult }) => {
      const entry = entries.get(params.documentAST)
      if (entry?.valid) return setResult([])
      return ({ valid, result, setResult: set }) => {
        if (!valid) set(result.map((error) => (error instanceof GraphQLError ? requestFault(error, params.documentAST) : error)))
        else if (entry) {
          entry.valid = true
          keep(entry)
        }
      }
    },
  }

  return {
    plugin,
    /** Call it when a plan or a shape was compiled for a document, which now holds more bytes. */
    compiled: (document: DocumentNode): void => {
      const entry = entries.get(document)
      if (!entry) return
      entry.bytes += BYTES.compiled + BYTES.selection * entry.selections
      keep(entry)
    },
  }
}

export type Documents = ReturnType<typeof createDocuments>

/**
 * Bytes, measured on the heap and rounded up: of a token with its nodes and location, and of a plan or a shape with each of its selections.
 */
const BYTES = { token: 500, compiled: 4_000, selection: 600 } as const

function bytesOf({ loc }: DocumentNode, text: string): number {
  let tokens = 0
  for (let token = loc?.startToken; token; token = token.next ?? undefined) tokens += 1
  return BYTES.compiled + 2 * text.length + BYTES.token * tokens
}

/** Refuses a document that would cost far more than its size tells. */
export function checkDocument(document: DocumentNode): ReturnType<typeof check> {
  try {
    return check(document)
  } catch (error) {
    throw error instanceof DocumentFault ? refusal(error.code, error.message) : error
  }
}

const parseWithin: typeof parse = (source, options) => {
  try {
    return parse(source, { ...options, maxTokens: LIMITS.document.tokens })
  } catch (error) {
    // The parser calls itself for every list in a list, until the stack ends.
    if (error instanceof RangeError) throw refusal('QUERY_TOO_DEEP', 'The document is nested too deep to be read.', 400)
    if (!(error instanceof GraphQLError)) throw error
    if (error.message.includes('tokens. Parsing aborted'))
      throw refusal('QUERY_TOO_LONG', `A document has at most ${LIMITS.document.tokens} tokens.`, 400)
    throw error
  }
}
