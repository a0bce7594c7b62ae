import type { OcppVersion } from '#lib/events.ts'
import type { Services } from '../context.ts'
import type { Trx } from '../tables.ts'
import type { Json } from '../wire/frame.ts'
import type { ChargePointCommand } from './command.queries.ts'

/** What can be asked of a charger: how each version of OCPP says it, and what the answer means. */
export interface Operation<Input extends object> {
  /** For people: what it does. */
  description: string
  /** The action of each version; a version that is left out has no such thing. */
  actions: Readonly<Partial<Record<OcppVersion, string>>>
  /** The mutation for versions that lack it, where they have something of the kind. */
  instead?: string
  /** The call's payload. Throws OperationRefused where this charger cannot be asked. */
  payload: (input: Input, about: OperationContext) => Promise<Json> | Json
  /** The charger's words that mean yes. Without a word in its answer, any answer is a yes. */
  accepted?: readonly string[]
  /** Where its answer has the word; `status` by default. */
  word?: (reply: Json) => unknown
  /** It does no harm if a charger hears it twice, so it is sent again when the line broke before the answer. */
  repeatable?: true
  /** True if it names a thing of one charger, so that it cannot be asked of many. */
  single?: (input: Input) => boolean
  /** How long the answer is waited for; the usual time by default. */
  timeoutMs?: number
  /** The part of a payload or answer that may be kept and shown. By default all of it. */
  shown?: (said: Json) => Json
  /** What the answer changes here, in the transaction that notes it. Called for a yes and for a no. */
  answered?: (trx: Trx, answer: Answer<Input>, ctx: Services) => Promise<void>
  /**
   * What each change of the command causes here, in the transaction that makes it: first when it is taken (PENDING), last when it is over,
   * whatever ended it. Throws a DomainError where it cannot be taken.
   */
  changed?: (trx: Trx, command: ChargePointCommand, input: Input) => Promise<void>
}

export interface OperationContext {
  ctx: Services
  version: OcppVersion
  identity: string
  stationId: string
  commandId: string
}

export interface Answer<Input> {
  command: ChargePointCommand
  input: Input
  version: OcppVersion
  identity: string
  accepted: boolean
  /** What was sent, and what came back. */
  payload: Json
  reply: Json
}

/** The charger cannot be asked this, for a reason that its operator should read. FAILED: not now; it has such a thing. */
export class OperationRefused extends Error {
  override readonly name = 'OperationRefused'
  readonly state: 'UNSUPPORTED' | 'FAILED'
  constructor(message: string, state: 'UNSUPPORTED' | 'FAILED' = 'UNSUPPORTED') {
    super(message)
    this.state = state
  }
}

/** An operation, with the type of its input. */
export const operation = <Input extends object>(definition: Operation<Input>): Operation<Input> => definition

/** Said of an operation that a version lacks. */
export const lacks = (version: string, { instead }: { instead?: string } = {}): string =>
  `OCPP ${version} has no such command${instead === undefined ? '' : `; ${instead} is what it has`}.`

/** All versions, where the action has one name in all of them. */
export const everywhere = (action: string) => ({ '1.6': action, '2.0.1': action, '2.1': action }) as const
/** 2.0.1 and 2.1. */
export const since201 = (action: string) => ({ '2.0.1': action, '2.1': action }) as const
