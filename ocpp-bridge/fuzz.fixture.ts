import type { AnySchemaObject } from 'ajv'
import { ACTIONS } from './actions/actions.ts'
import type { OcppVersion } from '#lib/events.ts'
import { isObject, type Json } from './wire/frame.ts'
import { schemasOf } from './wire/messages.ts'

/** A frame as a broken or hostile charger may send it, and the message id under which it must be answered, once; null: not at all. */
export interface FuzzFrame {
  text: string
  answer: string | null
}

/** Frames that look like those of a version: valid messages by the official schemas, and what can go wrong with them. */
export function createFuzz(version: OcppVersion, random: () => number, idTokens: readonly string[] = ['DRIVER1']) {
  const schemas = schemasOf(version)
  const requests = [...schemas.keys()].filter((name) => name.endsWith('.request')).map((name) => name.slice(0, -'.request'.length))
  const taken = Object.keys(ACTIONS[version])
  const transactional = taken.filter((action) => /Transaction|MeterValues/.test(action))
  const recent: string[] = []
  let count = 0

  const below = (limit: number): number => Math.floor(random() * limit)
  const chance = (share: number): boolean => random() < share
  const pick = <T>(list: readonly T[]): T => list[below(list.length)] as T

  /** A value that the schema allows. */
  const valid = (schema: AnySchemaObject, whole: AnySchemaObject, name = '', depth = 0): unknown => {
    if (typeof schema['$ref'] === 'string') {
      const path = schema['$ref'].split('/').slice(1)
      return valid(
        path.reduce((at, key) => at[key] as AnySchemaObject, whole),
        whole,
        name,
        depth,
      )
    }
    if (Array.isArray(schema['enum'])) return pick(schema['enum'] as unknown[])
    switch (schema['type']) {
      case 'object':
        return object(schema, whole, depth)
      case 'array': {
        const least = Number(schema['minItems'] ?? 0)
        const length = Math.max(least, Math.min(Number(schema['maxItems'] ?? 3), below(3)))
        return Array.from({ length }, () => valid(schema['items'] as AnySchemaObject, whole, name, depth + 1))
      }
      case 'integer':
        // Never that of a session which a test watches: whoever names it may stop it.
        if (name === 'transactionId') return pick([0, -1, 500_000_000 + below(1_000)])
        return pick([0, 1, 1, 2, below(1_000), below(100_000)])
      case 'number':
        return pick([0, 1, below(1_000), below(1_000_000) / 10])
      case 'boolean':
        return chance(0.5)
      default:
        return text(schema, name)
    }
  }
  const object = (schema: AnySchemaObject, whole: AnySchemaObject, depth: number): Json => {
    const required = new Set((schema['required'] ?? []) as string[])
    const properties = (schema['properties'] ?? {}) as Record<string, AnySchemaObject>
    const named = Object.entries(properties).filter(([name]) => required.has(name) || (depth < 5 && chance(0.4)))
    return Object.fromEntries(named.map(([name, property]) => [name, valid(property, whole, name, depth + 1)]))
  }
  const text = (schema: AnySchemaObject, name: string): string => {
    if (schema['format'] === 'date-time' || /timestamp|time$/i.test(name))
      return new Date(Date.now() - below(3_600_000)).toISOString()
    if (schema['format'] === 'uri') return 'https://example.org/x'
    if (/^(idTag|idToken)$/.test(name)) return pick(idTokens)
    if (name === 'value') return String(below(100_000))
    return Array.from({ length: 1 + below(Math.min(20, Number(schema['maxLength'] ?? 20))) }, () =>
      'abcdefghij0123456789-_ '.charAt(below(23)),
    ).join('')
  }
  const message = (action: string): Json => {
    const schema = schemas.get(`${action}.request`)
    return schema === undefined ? {} : (valid(schema, schema) as Json)
  }

  const nested = (depth: number): unknown => {
    let value: unknown = {}
    for (let i = 0; i < depth; i++) value = chance(0.5) ? [value] : { a: value }
    return value
  }
  const WRONG: readonly (() => unknown)[] = [
    () => null,
    () => 2 ** 53,
    () => -1,
    () => 1e300,
    () => 0.1,
    () => '',
    () => '9'.repeat(400),
    () => 'NaN',
    () => [],
    () => ({}),
    () => [[[]]],
    () => nested(50),
    () => '🚗𝔘\u202e',
    () => '\ud800',
    () => 'a\u0000b',
    () => '__proto__',
    () => 'x'.repeat(2_000),
    () => '-271821-04-20T00:00:00Z',
    () => '1970-01-01T00:00:00Z',
    () => true,
    () => ({ toString: 1, constructor: null, length: -1 }),
  ]
  /** One place of the payload is changed: left out, of another type, twice, or with company that does not belong there. */
  const mutate = (value: unknown): unknown => {
    if (Array.isArray(value) && value.length > 0 && chance(0.8)) {
      const at = below(value.length)
      if (chance(0.2)) return [...(value as unknown[]), value[at] as unknown]
      return value.map((item: unknown, index) => (index === at ? mutate(item) : item))
    }
    if (isObject(value) && Object.keys(value).length > 0 && chance(0.85)) {
      const name = pick(Object.keys(value))
      const { [name]: before, ...rest } = value
      if (chance(0.25)) return rest
      if (chance(0.15)) return { ...value, [pick(['extra', 'constructor', 'toString', 'id', 'customData'])]: pick(WRONG)() }
      return { ...rest, [name]: mutate(before) }
    }
    return pick(WRONG)()
  }

  const newMessageId = (): string => `f${++count}`
  const call = (): string => {
    const action = chance(0.5)
      ? pick(transactional)
      : chance(0.8)
        ? pick(taken)
        : pick([...requests, 'Nonsense', '__proto__', 'x'.repeat(64)])
    let payload: unknown = message(action)
    for (let times = pick([0, 0, 1, 1, 2, 4]); times > 0; times--) payload = mutate(payload)
    const made = JSON.stringify([2, newMessageId(), action, payload])
    recent.push(made)
    if (recent.length > 50) recent.shift()
    return made
  }
  const brokenArray = (): string => {
    const array = [2, newMessageId(), pick(taken), message(pick(taken))] as unknown[]
    const at = below(4)
    return JSON.stringify(
      pick([
        () => array.slice(0, at),
        () => [...array, {}],
        () => array.toSpliced(at, 1, pick(WRONG)()),
        () => array.toReversed(),
        () => Object.fromEntries(array.entries()),
        () => [array],
        () => [pick([-1, 0, 1, 5, 6, 7, 2.5, '2', null]), ...array.slice(1)],
      ])(),
    )
  }
  const noJson = (): string => {
    const whole = call()
    return pick([
      () => whole.slice(0, below(whole.length)),
      () => whole.replaceAll('"', "'"),
      () => `${whole}${whole}`,
      () => '['.repeat(1 + below(5_000)),
      () => '',
      () => 'null',
      () => '\u0000\u0001',
      () => String(below(1e6)),
    ])()
  }
  /** Answers that nobody has asked for. */
  const answerToNothing = (): string => {
    const [type, id] = [pick([3, 4, 5]), pick(['nobody', `f${count}`, '', 7])]
    return JSON.stringify(
      type === 3
        ? [3, id, pick<unknown>([{}, { status: 'Accepted' }, null, []])]
        : [type, id, pick(['GenericError', 7, null]), '', {}],
    )
  }
  const again = (): string => {
    const before = pick(recent.length === 0 ? [call()] : recent)
    if (chance(0.5)) return before
    // The same id for another message.
    const [type, id, action] = JSON.parse(before) as unknown[]
    return JSON.stringify([type, id, action, message(pick(taken))])
  }
  const send = (): string =>
    JSON.stringify([6, newMessageId(), 'NotifyPeriodicEventStream', mutate(message('NotifyPeriodicEventStream'))])

  const WEIGHTS: readonly (readonly [make: () => string, until: number])[] = [
    [call, 0.65],
    [brokenArray, 0.75],
    [noJson, 0.82],
    [answerToNothing, 0.9],
    [again, 0.97],
    [send, 1],
  ]

  const framed = (text: string): FuzzFrame => ({ text, answer: answerOf(text, version) })

  return {
    /** Answers to a call of ours, most of them wrong. */
    answerTo: (messageId: string): FuzzFrame =>
      framed(
        pick([
          () => JSON.stringify([3, messageId, { status: 'Accepted' }]),
          () => JSON.stringify([3, messageId, pick(WRONG)()]),
          () => JSON.stringify([3, messageId, { status: pick(WRONG)() }]),
          () => JSON.stringify([3, messageId]),
          () => JSON.stringify([4, messageId, pick(WRONG)(), pick(WRONG)(), pick(WRONG)()]),
          () => JSON.stringify([4, messageId]),
          () => JSON.stringify([5, messageId, 'GenericError', '', {}]),
        ])(),
      ),
    frame: (): FuzzFrame => {
      const roll = random()
      const [make] = WEIGHTS.find(([, until]) => roll < until) ?? [call]
      return framed(make())
    },
  }
}

/**
 * Under which id a frame must be answered, from the text of the specifications (1.6-J §4, 2.0.1 and 2.1 part 4, §4): each CALL that has one
 * under its own, what cannot be read under -1 (not in 1.6), answers and SENDs never.
 */
function answerOf(text: string, version: OcppVersion): string | null {
  const unreadable = version === '1.6' ? null : '-1'
  let frame: unknown
  try {
    frame = JSON.parse(text)
  } catch {
    return unreadable
  }
  if (!Array.isArray(frame)) return unreadable
  const [type, id] = frame as unknown[]
  const own = typeof id === 'string' && id !== '' && id.length <= 255 ? id.replaceAll('\0', '').toWellFormed() : null
  if (type === 2) return own ?? unreadable
  if (type === 3 || type === 4 || (version === '2.1' && (type === 5 || type === 6))) return null
  return version === '1.6' ? null : own
}
