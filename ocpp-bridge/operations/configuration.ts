import { forgetKeys, noteChanged, removeExcessKeys, saveConfiguration } from '../device-model/configuration.queries.ts'
import { isSecret } from '../device-model/secret.ts'
import { isObject, type Json } from '../wire/frame.ts'
import { readText } from '../wire/reported.ts'
import { operation, OperationRefused } from './operation.ts'

export interface GetConfiguration {
  /** None: all. */
  keys: readonly string[]
}

/** 1.6 §5.8. Keys that it does not know stand in `unknownKey` of its answer. */
export const getConfiguration = operation<GetConfiguration>({
  description: 'Asks for settings. Only in OCPP 1.6.',
  actions: { '1.6': 'GetConfiguration' },
  instead: 'getVariables',
  payload: ({ keys }) => (keys.length === 0 ? {} : { key: [...keys] }),
  repeatable: true,
  shown: (said) =>
    Array.isArray(said['configurationKey']) ? { ...said, configurationKey: said['configurationKey'].map(withoutSecret) } : said,
  answered: async (trx, { reply, input, command: { station_id: stationId } }) => {
    const told = (Array.isArray(reply['configurationKey']) ? reply['configurationKey'] : []).filter(isObject)
    const settings = told.flatMap((one) => {
      const key = readText(one['key'], 50)
      const { value } = withoutSecret(one) as Json
      return key === null
        ? []
        : [{ key, value: typeof value === 'string' ? value.slice(0, 500) : null, readonly: one['readonly'] === true }]
    })
    if (input.keys.length === 0)
      await forgetKeys(
        trx,
        stationId,
        settings.map(({ key }) => key),
        'all but these',
      )
    const unknown = Array.isArray(reply['unknownKey']) ? reply['unknownKey'].map(String) : []
    await forgetKeys(trx, stationId, unknown, 'these')
    await saveConfiguration(trx, stationId, settings)
    await removeExcessKeys(trx, stationId)
  },
})

function withoutSecret(setting: unknown): unknown {
  if (!isObject(setting) || !isSecret(String(setting['key']))) return setting
  const { value: _secret, ...rest } = setting
  return rest
}

export interface ChangeConfiguration {
  key: string
  value: string
}

/** 1.6 §5.3. RebootRequired is a yes that holds from the next boot. */
export const changeConfiguration = operation<ChangeConfiguration>({
  description: 'Changes a setting. Only in OCPP 1.6.',
  actions: { '1.6': 'ChangeConfiguration' },
  instead: 'setVariables',
  payload: ({ key, value }) => {
    if (isSecret(key)) throw new OperationRefused('A secret is not changed this way.', 'FAILED')
    return { key, value }
  },
  accepted: ['Accepted', 'RebootRequired'],
  repeatable: true,
  answered: async (trx, { accepted, input: { key, value }, reply, command: { station_id: stationId } }) => {
    if (!accepted) return
    await noteChanged(trx, stationId, key, value, reply['status'] === 'RebootRequired')
    await removeExcessKeys(trx, stationId)
  },
})
