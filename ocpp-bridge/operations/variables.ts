import { pathOf, valueOf } from '../device-model/path.ts'
import { requestIdOf } from '../device-model/report.queries.ts'
import { isSecret } from '../device-model/secret.ts'
import { noteValue, removeExcessVariables } from '../device-model/variable.queries.ts'
import { componentVariableInWords, componentVariableOf, readComponentVariable, type VariableName } from '../wire/component.ts'
import { isObject, type Json } from '../wire/frame.ts'
import { readText } from '../wire/reported.ts'
import { operation, OperationRefused, since201 } from './operation.ts'

export type AttributeType = 'Actual' | 'Target' | 'MinSet' | 'MaxSet'

export interface GetVariables {
  variables: readonly (VariableName & { attribute?: AttributeType | null | undefined })[]
}

/** 2.0.1 B06. Each variable has a word of its own; that of the command is the first which is not Accepted. */
export const getVariables = operation<GetVariables>({
  description: 'Asks for variables of the device model. Not in OCPP 1.6.',
  actions: since201('GetVariables'),
  instead: 'getConfiguration',
  payload: ({ variables }) => ({
    getVariableData: variables.map(({ attribute, ...name }) => ({
      ...componentVariableInWords(componentVariableOf(name)),
      ...typed(attribute),
    })),
  }),
  repeatable: true,
  word: (reply) => wordOf(resultsOf(reply, 'getVariableResult')),
  shown: (said) =>
    Array.isArray(said['getVariableResult']) ? { ...said, getVariableResult: said['getVariableResult'].map(withoutSecret) } : said,
  answered: async (trx, { reply, command: { station_id: stationId } }) => {
    for (const result of resultsOf(reply, 'getVariableResult')) {
      const name = readComponentVariable(result)
      if (name === null || result['attributeStatus'] !== 'Accepted' || isSecret(name.variable)) continue
      await noteValue(trx, stationId, name, { type: typeOf(result), value: valueOf(result['attributeValue']) })
    }
    await removeExcessVariables(trx, stationId)
  },
})

export interface SetVariables {
  variables: readonly (VariableName & { attribute?: AttributeType | null | undefined; value: string })[]
}

/** 2.0.1 B05. RebootRequired is a yes that holds from the next boot. */
export const setVariables = operation<SetVariables>({
  description: 'Changes variables of the device model. Not in OCPP 1.6.',
  actions: since201('SetVariables'),
  instead: 'changeConfiguration',
  payload: ({ variables }) => {
    if (variables.some(({ variable }) => isSecret(variable)))
      throw new OperationRefused('A secret is not changed this way.', 'FAILED')
    return {
      setVariableData: variables.map(({ attribute, value, ...name }) => ({
        ...componentVariableInWords(componentVariableOf(name)),
        ...typed(attribute),
        attributeValue: value,
      })),
    }
  },
  accepted: ['Accepted', 'RebootRequired'],
  repeatable: true,
  word: (reply) => wordOf(resultsOf(reply, 'setVariableResult')),
  answered: async (trx, { reply, input, command: { station_id: stationId } }) => {
    for (const result of resultsOf(reply, 'setVariableResult')) {
      const name = readComponentVariable(result)
      const status = result['attributeStatus']
      if (name === null || (status !== 'Accepted' && status !== 'RebootRequired')) continue
      const asked = input.variables.find(
        (one) => pathOf(componentVariableOf(one)) === pathOf(name) && (one.attribute ?? 'Actual') === typeOf(result),
      )
      if (asked === undefined) continue
      await noteValue(trx, stationId, name, {
        type: typeOf(result),
        value: asked.value,
        rebootRequired: status === 'RebootRequired',
      })
    }
    await removeExcessVariables(trx, stationId)
  },
})

const typed = (attribute: AttributeType | null | undefined): Json => (attribute == null ? {} : { attributeType: attribute })
const typeOf = (result: Json): string => readText(result['attributeType'], 10) ?? 'Actual'
const resultsOf = (reply: Json, field: string): Json[] => (Array.isArray(reply[field]) ? reply[field].filter(isObject) : [])

function wordOf(results: readonly Json[]): string {
  const words = results.map((result) => readText(result['attributeStatus'], 50) ?? 'Accepted')
  const no = words.find((word) => word !== 'Accepted' && word !== 'RebootRequired')
  return no ?? words.find((word) => word === 'RebootRequired') ?? 'Accepted'
}

function withoutSecret(result: unknown): unknown {
  if (!isObject(result) || !isSecret(readComponentVariable(result)?.variable ?? '')) return result
  const { attributeValue: _secret, ...rest } = result
  return rest
}

export interface GetBaseReport {
  base: 'CONFIGURATION' | 'FULL' | 'SUMMARY'
}

const BASES = { CONFIGURATION: 'ConfigurationInventory', FULL: 'FullInventory', SUMMARY: 'SummaryInventory' }

/** 2.0.1 B07. The answer says whether a report will come; its parts come as NotifyReport. */
export const getBaseReport = operation<GetBaseReport>({
  description: 'Asks for a report of the device model. Not in OCPP 1.6.',
  actions: since201('GetBaseReport'),
  instead: 'getConfiguration',
  payload: async ({ base }, { ctx, commandId, stationId }) => ({
    requestId: await requestIdOf(ctx.db, commandId, stationId),
    reportBase: BASES[base],
  }),
  repeatable: true,
})
