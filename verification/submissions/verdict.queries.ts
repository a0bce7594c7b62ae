import type { Reason, Verdict } from '#lib/events.ts'
import type { Finding, ModelVersion, ShadowResult } from '../findings.ts'
import type { Db, FindingRow, InferenceRow, Trx, VerdictRow } from '../tables.ts'

export const insertVerdict = (
  trx: Trx,
  verdict: {
    submission_id: string
    verdict: Verdict
    reasons: readonly Reason[]
    rule_version: number
    policy_version: number
    software: Verdict
    models: readonly ModelVersion[]
    reading: number | null
    confidence: number | null
    viewable: boolean
  },
): Promise<VerdictRow> =>
  trx
    .insertInto('verdict')
    .values({ ...verdict, reasons: JSON.stringify(verdict.reasons), models: JSON.stringify(verdict.models) })
    .returningAll()
    .executeTakeFirstOrThrow()

/** Files may have any text. Postgres can store neither the character 0 nor half a pair of surrogates in JSON. */
const json = (value: unknown): string =>
  JSON.stringify(value, (_key, part: unknown) => (typeof part === 'string' ? part.replaceAll('\0', '').toWellFormed() : part))

export const insertFindings = (trx: Trx, submissionId: string, findings: readonly Finding[]) =>
  trx
    .insertInto('finding')
    .values(
      findings.map(({ detail, ...finding }, position) => ({
        ...finding,
        submission_id: submissionId,
        position,
        detail: json(detail),
      })),
    )
    .execute()

/** What each model has answered, for later comparison. */
export const insertInferences = (
  trx: Trx,
  submissionId: string,
  results: readonly (ShadowResult & { shadow: boolean })[],
): Promise<unknown> =>
  results.length === 0
    ? Promise.resolve()
    : trx
        .insertInto('inference')
        .values(
          results.map(({ model, shadow, result }) => ({
            submission_id: submissionId,
            model: model.name,
            version: model.version,
            shadow,
            result: json(result),
          })),
        )
        .onConflict((conflict) => conflict.doNothing())
        .execute()

export const verdicts = (db: Db, submissionIds: readonly string[]): Promise<VerdictRow[]> =>
  db.selectFrom('verdict').selectAll().where('submission_id', 'in', submissionIds).execute()

export const findings = (db: Db, submissionIds: readonly string[]): Promise<FindingRow[]> =>
  db.selectFrom('finding').selectAll().where('submission_id', 'in', submissionIds).orderBy('position').execute()

export const inferences = (db: Db, submissionIds: readonly string[]): Promise<InferenceRow[]> =>
  db.selectFrom('inference').selectAll().where('submission_id', 'in', submissionIds).orderBy('model').orderBy('version').execute()
