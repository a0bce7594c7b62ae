import { expect } from 'vitest'
import { newId } from '#lib/id.ts'
import { admin } from '../../test/caller.ts'
import type { ChargePoint, ChargePointOptions } from '../../test/charge-point.ts'
import { until } from '../../test/until.ts'
import type { TestBridge } from '../bridge.fixture.ts'

/** A command as its test sees it. */
export interface AskedCommand {
  id: string
  state: string
  status: string | null
  action: string | null
  request: Record<string, unknown> | null
  response: Record<string, unknown> | null
  message: string | null
}

const FIELDS = 'id state status action request response message'

/** A charger of a version on a bridge, that is asked things as an operator would. */
export interface Asking {
  stationId: string
  identity: string
  charger: ChargePoint
  /** Asks by a mutation, and waits until the command is over. */
  ask(mutation: string, input?: object): Promise<AskedCommand>
  /** Asks by a mutation that is refused at once, with this code, and these words. */
  refused(mutation: string, input: object, code: string, words?: RegExp): Promise<void>
  /** Fields of its ChargePoint in the graph. */
  shown<Shape>(fields: string): Promise<Shape>
}

export async function askCharger(bridge: TestBridge, options: Partial<ChargePointOptions>): Promise<Asking> {
  const { stationId, identity } = await bridge.register()
  const charger = await bridge.connect(identity, options)
  const query = async <Shape>(text: string, variables: Record<string, unknown>): Promise<Shape> => {
    const { data, errors } = await bridge.ask<Shape & object>(admin, text, variables)
    expect(errors).toBeUndefined()
    return data as Shape
  }
  const request = (mutation: string, input: object): [text: string, variables: Record<string, unknown>] => {
    const type = `${mutation[0]?.toUpperCase()}${mutation.slice(1)}Input`
    const text = `mutation ($input: ${type}!) { asked: ${mutation}(input: $input) { id } }`
    return [text, { input: { chargePointId: stationId, idempotencyKey: newId(), ...input } }]
  }
  return {
    stationId,
    identity,
    charger,
    ask: async (mutation, input = {}) => {
      const { id } = (await query<{ asked: { id: string } }>(...request(mutation, input))).asked
      return until(async () => {
        const seen = `query ($id: UUID!) { command: chargePointCommand(id: $id) { ${FIELDS} } }`
        const { command } = await query<{ command: AskedCommand }>(seen, { id })
        return command.state === 'PENDING' || command.state === 'SENT' ? undefined : command
      })
    },
    refused: async (mutation, input, code, words = /./) => {
      const { errors } = await bridge.ask(admin, ...request(mutation, input))
      expect(errors?.[0]?.extensions?.code).toBe(code)
      expect(errors?.[0]?.message).toMatch(words)
    },
    shown: async <Shape>(fields: string) => {
      const text = `query ($id: UUID!) { chargePoint(id: $id) { ${fields} } }`
      return (await query<{ chargePoint: Shape }>(text, { id: stationId })).chargePoint
    },
  }
}
