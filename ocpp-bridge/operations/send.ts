import { NoAnswer, CallFailed } from '../wire/call-outcome.ts'
import type { OcppVersion } from '#lib/events.ts'
import type { Services } from '../context.ts'
import type { Trx } from '../tables.ts'
import type { Json } from '../wire/frame.ts'
import { messagesOf } from '../wire/messages.ts'
import { settleCommand, settleUnanswered } from './command.handler.ts'
import { noteRequest, type ChargePointCommand } from './command.queries.ts'
import { OCPP_LIMITS } from '../limits.ts'
import { patiently } from '../patience.ts'
import { lacks, OperationRefused, type Operation } from './operation.ts'
import { operationOf } from './operations.ts'

/** The line to a charger, as far as an operation needs it. */
interface Line {
  identity: string
  version: OcppVersion
  isOpen: boolean
  call: (action: string, payload: Json, timeoutMs?: number) => Promise<Json>
}

/**
 * What a charger has answered is said once, so it is noted when the database is back. The line may be gone by then: a charger that was reset
 * reboots. In the end nobody knows what became of the command, and the sweep says so.
 */
export function outcomePatience({ config }: Pick<Services, 'config'>, line: Pick<Line, 'isOpen'>) {
  return <T>(work: () => Promise<T>): Promise<T> => {
    const start = performance.now()
    const goesOn = () => performance.now() - start < (line.isOpen ? OCPP_LIMITS.longestCallMs : config.answerWithinMs)
    return patiently(work, goesOn)
  }
}

type Outcome = Parameters<typeof settleCommand>[2]

/** Sends a command that was claimed, and notes what became of it. */
export async function sendOperation(ctx: Services, line: Line, command: ChargePointCommand): Promise<void> {
  const noted = outcomePatience(ctx, line)
  const transaction = <T>(work: (trx: Trx) => Promise<T>) => noted(() => ctx.db.transaction().execute(work))
  const operation = operationOf(command.kind)
  const action = operation?.actions[line.version]
  const settle = (outcome: Outcome) => transaction((trx) => settleCommand(trx, command.id, outcome))
  if (operation === undefined || action === undefined) {
    await settle({ state: 'UNSUPPORTED', message: lacks(line.version, operation) })
    return
  }
  const { shown = (said) => said } = operation
  try {
    const payload = await patiently(
      async () => payloadOf(ctx, line, command, operation),
      () => line.isOpen,
    )
    const violation = messagesOf(line.version).violation(action, 'request', payload)
    if (violation !== null) {
      await settle({ state: 'FAILED', action, message: `OCPP ${line.version} does not allow this: ${violation.description}` })
      return
    }
    await patiently(
      () => noteRequest(ctx.db, command.id, action, shown(payload)),
      () => line.isOpen,
    )
    const reply = await line.call(action, payload, operation.timeoutMs)
    const word = (operation.word ?? ((said) => said['status']))(reply)
    const status = typeof word === 'string' ? word : null
    const accepted = status === null || (operation.accepted ?? ['Accepted']).includes(status)
    await transaction(async (trx) => {
      const settled = await settleCommand(trx, command.id, {
        state: accepted ? 'ACCEPTED' : stateOfNo(status),
        status,
        response: JSON.stringify(shown(reply)),
        ...(!accepted && { message: `The charger answered ${status}.` }),
      })
      const { identity, version } = line
      const answer = { command, input: command.input, version, identity, accepted, payload, reply }
      if (settled !== undefined) await operation.answered?.(trx, answer, ctx)
    })
  } catch (error) {
    if (error instanceof OperationRefused) await settle({ state: error.state, action, message: error.message })
    else if (error instanceof CallFailed) await settle({ action, ...failed(error) })
    else if (error instanceof NoAnswer) await transaction((trx) => settleUnanswered(trx, command, error.message))
    else throw error
  }
}

const payloadOf = (ctx: Services, line: Line, command: ChargePointCommand, operation: Operation<object>) =>
  operation.payload(command.input, {
    ctx,
    version: line.version,
    identity: line.identity,
    stationId: command.station_id,
    commandId: command.id,
  })

/** Some versions have a word for what a charger lacks; it is no other than the error that other versions have. */
const stateOfNo = (status: string | null) => (status === 'NotSupported' || status === 'NotImplemented' ? 'UNSUPPORTED' : 'REJECTED')

/** A charger need not describe its error. The code alone tells much. */
function failed({ code, message }: CallFailed): Outcome {
  const said = [code.slice(0, 50), message.slice(0, 255)].filter(Boolean).join(': ')
  const unsupported = code === 'NotSupported' || code === 'NotImplemented'
  return {
    state: unsupported ? 'UNSUPPORTED' : 'FAILED',
    message: `The charger answered with the error ${said}.`,
  }
}
