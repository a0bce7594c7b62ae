import type { Call } from '../context.ts'
import { OCPP_LIMITS } from '../limits.ts'
import type { Trx } from '../tables.ts'
import { isObject, type Json } from '../wire/frame.ts'
import { readInteger, readText } from '../wire/reported.ts'
import { readComponentVariable } from '../wire/component.ts'
import { valueOf } from './path.ts'
import { completeReport, lockReport, notePart } from './report.queries.ts'
import { isSecret } from './secret.ts'
import { forgetUntold, removeExcessVariables, rowOf, saveVariables, type VariableAttribute } from './variable.queries.ts'

/**
 * A part of a report of the device model (2.0.1 B07, B08). Parts may come in any order and twice. What it tells is kept at once; the report is
 * complete when none is missing. A report that nobody has asked for tells nothing.
 */
export async function notifyReport(trx: Trx, { stationId, payload }: Call): Promise<Json> {
  const [requestId, seqNo] = [readInteger(payload['requestId']), readInteger(payload['seqNo'])]
  if (requestId === null || seqNo === null || seqNo < 0 || seqNo >= OCPP_LIMITS.reportParts) return {}
  const report = await lockReport(trx, { stationId, requestId, kinds: ['GET_BASE_REPORT'] })
  if (report === undefined || report.completed_at !== null) return {}
  const told = Array.isArray(payload['reportData']) ? payload['reportData'] : []
  const rows = told.flatMap((one: unknown) => {
    const name = isObject(one) ? readComponentVariable(one) : null
    return name === null || !isObject(one)
      ? []
      : [{ ...rowOf(stationId, name), ...readVariable(name.variable, one), reported_by: report.command_id }]
  })
  await saveVariables(trx, [...new Map(rows.map((row) => [row.path, row])).values()])
  await removeExcessVariables(trx, stationId)
  await notePart(trx, report.command_id, seqNo, payload['tbc'] !== true)
  const full = (report.input as { base?: string }).base === 'FULL'
  if ((await completeReport(trx, report.command_id)) && full) await forgetUntold(trx, stationId, report.command_id)
  return {}
}

const ATTRIBUTES = ['Actual', 'Target', 'MinSet', 'MaxSet']
/** 2.0.1 part 2, VariableAttributeType: what a charger may leave out, and what that means. */
function readVariable(variable: string, said: Json) {
  const attributes: Record<string, VariableAttribute> = {}
  for (const one of Array.isArray(said['variableAttribute']) ? said['variableAttribute'] : []) {
    if (!isObject(one)) continue
    const type = readText(one['type']) ?? 'Actual'
    if (!ATTRIBUTES.includes(type)) continue
    attributes[type] = {
      value: isSecret(variable) ? null : valueOf(one['value']),
      mutability: readText(one['mutability'], 20) ?? 'ReadWrite',
      persistent: one['persistent'] === true,
      constant: one['constant'] === true,
    }
  }
  const { variableCharacteristics: characteristics } = said
  return {
    attributes: JSON.stringify(attributes),
    characteristics: isObject(characteristics) ? JSON.stringify(readCharacteristics(characteristics)) : null,
  }
}

/** 2.0.1 part 2, VariableCharacteristicsType. */
const readCharacteristics = (said: Json) => ({
  unit: readText(said['unit'], 16),
  dataType: readText(said['dataType'], 20),
  valuesList: readText(said['valuesList'], 1_000),
  minLimit: typeof said['minLimit'] === 'number' ? said['minLimit'] : null,
  maxLimit: typeof said['maxLimit'] === 'number' ? said['maxLimit'] : null,
})
