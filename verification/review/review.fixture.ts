import { userCaller } from '../../test/caller.ts'
import { picture, readingOf, type PhotoNode, type TestVerification, type User } from '../verification.fixture.ts'

const CASE =
  'id kind state adminOnly message reasons { code } claimedBy { id } photo { id } decisions { decision final reading unit tenths belowLast } displayNeeded tenths lastReading { value unit }'
const CLAIM = `mutation ($id: UUID) { claimReview(input: { caseId: $id }) { reviewCase { ${CASE} } } }`
export const RELEASE = `mutation ($id: UUID!) { releaseReview(input: { caseId: $id }) { reviewCase { ${CASE} } } }`
const DECIDE = `mutation ($input: DecideReviewInput!) { decideReview(input: $input) { reviewCase { ${CASE} } } }`
export const APPEAL = `mutation ($id: UUID!) { appealVerdict(input: { photoId: $id, message: "It is mine." }) { photo { status } } }`
export const QUEUE = `query { reviewQueue(first: 100) { edges { node { ${CASE} } } } }`

export interface CaseNode {
  id: string
  kind: string
  state: string
  adminOnly: boolean
  message: string | null
  reasons: { code: string }[]
  claimedBy: { id: string } | null
  photo: { id: string }
  decisions: { decision: string; final: boolean; reading: number | null; belowLast: boolean }[]
  displayNeeded: boolean
  lastReading: { value: number; unit: string } | null
}

export const reviewer = (): User => userCaller(['REVIEWER'])
export const code = ({ errors }: { errors?: { extensions?: { code?: string } }[] }) => errors?.[0]?.extensions?.code

/** What reviewers do, and photos for them to look at. */
export function reviewing(box: () => TestVerification) {
  const queue = async (caller: User): Promise<CaseNode[]> => {
    const { data } = await box().ask<{ reviewQueue: { edges: { node: CaseNode }[] } }>(caller, QUEUE)
    return data?.reviewQueue.edges.map(({ node }) => node) ?? []
  }
  const claim = (caller: User, id: string | null) =>
    box().ask<{ claimReview: { reviewCase: CaseNode | null } }>(caller, CLAIM, { id })
  const decide = (caller: User, caseId: string, input: Record<string, unknown>) =>
    box().ask<{ decideReview: { reviewCase: CaseNode } }>(caller, DECIDE, { input: { caseId, ...input } })
  const approve = (caller: User, caseId: string, reading = 12_345, more = {}) =>
    decide(caller, caseId, { decision: 'APPROVED', reading, unit: 'KM', tenths: false, ...more })
  const reject = (caller: User, caseId: string) => decide(caller, caseId, { decision: 'REJECTED', reasonCode: 'NO_ODOMETER' })

  /** A photo that waits for a person, and its case. */
  const inReview = async (
    driver?: User,
    over: Parameters<TestVerification['judged']>[2] = {},
  ): Promise<{ taker: User; photo: PhotoNode; caseId: string }> => {
    const taker = driver ?? (await box().user())
    box().script.read = () => readingOf(12_345, 0.5)
    const photo = await box().judged(taker, await picture(), over)
    return { taker, photo, caseId: await caseOf(photo.id) }
  }

  const caseOf = async (photoId: string): Promise<string> =>
    (
      await box()
        .db.selectFrom('review_case')
        .innerJoin('submission', 'submission.id', 'submission_id')
        .select('review_case.id')
        .where('photo_id', '=', photoId)
        .where('review_case.state', '=', 'OPEN')
        .executeTakeFirstOrThrow()
    ).id

  const audits = async (subject: string) =>
    (await box().db.selectFrom('audit').select('action').where('subject_id', '=', subject).orderBy('at').execute()).map(
      ({ action }) => action,
    )
  return { queue, claim, decide, approve, reject, inReview, caseOf, audits }
}
