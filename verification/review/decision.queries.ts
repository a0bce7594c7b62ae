import type { Db, Decision, NewDecision, Submission, Trx, VerdictRow } from '../tables.ts'

export const insertDecision = (trx: Trx, decision: NewDecision): Promise<Decision> =>
  trx.insertInto('decision').values(decision).returningAll().executeTakeFirstOrThrow()

export const decisionsOfSubmissions = (db: Db, submissionIds: readonly string[]): Promise<Decision[]> =>
  db.selectFrom('decision').selectAll().where('submission_id', 'in', submissionIds).orderBy('decided_at').orderBy('id').execute()

/**
 * Keeps what people have found, beside what the models had said. Both are in whole units of the display as people see it: a model that has
 * read the digit of tenths, when nobody had said that there is one, was not wrong.
 */
export const insertLabel = (
  trx: Trx,
  { id, purpose, task, material, tenths: known }: Submission,
  { case_id, decision, reading, tenths }: Decision,
  { reading: model_reading, confidence, verdict, models }: VerdictRow,
  sha256: Buffer,
) =>
  trx
    .insertInto('label')
    .values({
      case_id,
      submission_id: id,
      sha256,
      purpose,
      task,
      material,
      decision,
      reading: reading ?? null,
      model_reading: model_reading !== null && tenths && !known ? Math.floor(model_reading / 10) : model_reading,
      model_confidence: confidence,
      model_verdict: verdict,
      models: JSON.stringify(models),
      tenths: tenths ?? known,
    })
    .execute()

/** What each closed case of some submissions came to, in order. */
export const finalDecisions = (trx: Trx, submissionIds: readonly string[]) =>
  trx
    .selectFrom('decision')
    .innerJoin('review_case', 'review_case.id', 'decision.case_id')
    .selectAll('decision')
    .select('review_case.kind')
    .where('decision.submission_id', 'in', submissionIds)
    .where('decision.final', '=', true)
    .orderBy('decision.decided_at')
    .orderBy('decision.id')
    .execute()
