import { createRequire } from 'node:module'
import { Ajv, type AnySchemaObject, type ErrorObject, type ValidateFunction } from 'ajv'
import type { OcppVersion } from '#lib/events.ts'
import type { ErrorCode, Json } from './frame.ts'

/** A payload that breaks the specification's JSON schema. `description` names fields of the schema, never values. */
export interface Violation {
  code: ErrorCode
  description: string
}

/** The Open Charge Alliance's JSON schemas of one version, from npm `ocpp-rpc`, behind two questions. */
export interface Messages {
  /** The version has such a message, whoever may send it. */
  has(action: string): boolean
  /** Null when the payload is valid. `action` must be one the version has. */
  violation(action: string, direction: 'request' | 'response', payload: Json): Violation | null
}

const require = createRequire(import.meta.url)

const FILES: Record<OcppVersion, string> = {
  '1.6': 'ocpp-rpc/lib/schemas/ocpp1_6.json',
  '2.0.1': 'ocpp-rpc/lib/schemas/ocpp2_0_1.json',
  '2.1': 'ocpp-rpc/lib/schemas/ocpp2_1.json',
}

const cache = new Map<OcppVersion, Messages>()

/** The messages of a version, read once for each process. Each schema is compiled when it is first used. */
export function messagesOf(version: OcppVersion): Messages {
  const known = cache.get(version) ?? readMessages(version)
  cache.set(version, known)
  return known
}

/** The schemas themselves, under names like `Authorize.request`. */
export const schemasOf = (version: OcppVersion): ReadonlyMap<string, AnySchemaObject> =>
  new Map((require(FILES[version]) as AnySchemaObject[]).map((schema) => [nameOf(String(schema.$id)), schema]))

function readMessages(version: OcppVersion): Messages {
  const schemas = schemasOf(version)
  const ajv = createAjv()
  const compiled = new Map<string, ValidateFunction>()

  const validatorOf = (name: string): ValidateFunction => {
    const schema = schemas.get(name)
    if (schema === undefined) throw new Error(`OCPP ${version} has no message ${name}.`)
    // Definitions are local to each schema, so no id is needed. 2.1's ids do not follow the pattern of the others.
    const { $id: _id, $schema: _schema, ...body } = schema
    const validate = ajv.compile(body)
    compiled.set(name, validate)
    return validate
  }
  return {
    has: (action) => schemas.has(`${action}.request`),
    violation: (action, direction, payload) => {
      const name = `${action}.${direction}`
      const validate = compiled.get(name) ?? validatorOf(name)
      return validate(payload) ? null : describe(validate.errors?.[0])
    },
  }
}

/** One name for `urn:Authorize.req`, `urn:AuthorizeRequest` and the SEND `urn:NotifyPeriodicEventStream`. */
function nameOf(id: string): string {
  const name = id.replace(/^urn:/, '')
  const [, action, direction] = /^(.+?)(?:\.(req|conf)|(Request|Response))$/.exec(name) ?? []
  if (action === undefined) return `${name}.request`
  return `${action}.${direction === 'conf' || name.endsWith('Response') ? 'response' : 'request'}`
}

function createAjv(): Ajv {
  const ajv = new Ajv({ strict: false, allErrors: false, validateFormats: true })
  // ajv-formats is stricter than real chargers: they leave out the zone, and a bad clock is not a malformed message.
  ajv.addFormat('date-time', (text: string) => !Number.isNaN(Date.parse(text)))
  ajv.addFormat('uri', (text: string) => URL.canParse(text))
  // 0.1 steps of 1.6 (e.g. limits of charging profiles) do not divide exactly in binary.
  ajv.removeKeyword('multipleOf')
  ajv.addKeyword({
    keyword: 'multipleOf',
    type: 'number',
    validate: (step: number, value: number) => Math.abs(Math.round(value / step) - value / step) < 1e-6,
  })
  return ajv
}

function describe(error: ErrorObject | undefined): Violation {
  const where = error?.instancePath === undefined || error.instancePath === '' ? 'The payload' : `Field ${error.instancePath}`
  switch (error?.keyword) {
    case 'required':
      return { code: 'OccurrenceConstraintViolation', description: `${where} lacks ${String(error.params['missingProperty'])}.` }
    case 'minItems':
    case 'maxItems':
      return { code: 'OccurrenceConstraintViolation', description: `${where} has too few or too many items.` }
    case 'type':
      return { code: 'TypeConstraintViolation', description: `${where} must be of type ${String(error.params['type'])}.` }
    case 'additionalProperties':
      return { code: 'FormatViolation', description: `${where} has a field that does not belong there.` }
    default:
      return { code: 'PropertyConstraintViolation', description: `${where} breaks the rule ${error?.keyword ?? 'of its schema'}.` }
  }
}
