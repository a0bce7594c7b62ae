import { Link } from '@tanstack/react-router'
import { useSubscription } from 'urql'
import { parsed } from '../../../web/graph/parsed.ts'
import type { QueuedPhoto } from '../../../web/offline/photo.ts'
import { Button, buttonClass } from '../../../web/ui/button.tsx'
import { Notice } from '../../../web/ui/notice.tsx'
import { MyDeedUpdatedDocument, OdometerUploadUpdatedDocument } from '../../generated/graphql.ts'
import type { Claim } from '../../photos/claim.ts'
import { usePhotoQueue } from '../../photos/use-queue.tsx'
import { NameOf, Queued } from '../../photos/queued.tsx'
import { Verdict } from '../../photos/verdict.tsx'
import { useTexts } from '../../texts/index.ts'

/** What becomes of a photo that was just taken, until it is decided on. */
export function Sent({ id, another }: { id: string; another: () => void }) {
  const { photos: texts, deeds } = useTexts()
  const queue = usePhotoQueue()
  const photo = queue.state.use().photos?.find((each) => each.id === id)
  return (
    <div className="flex max-w-2xl flex-col gap-4">
      {photo && photo.step.at !== 'SUBMITTED' && !photo.trouble && <Notice tone="good" title={texts.kept} />}
      <ul className="flex flex-col divide-y divide-line rounded-lg border border-line bg-card px-4">
        {photo && (photo.step.at === 'SUBMITTED' ? <Followed photo={photo} id={photo.step.subjectId} /> : <Queued photo={photo} />)}
      </ul>
      <div className="flex flex-wrap gap-3">
        <Button onClick={another}>{texts.another}</Button>
        {photo?.claim.for === 'deed' ? (
          <Link to="/deeds" className={buttonClass()}>
            {deeds.back}
          </Link>
        ) : (
          <Link to="/odometer" className={buttonClass()}>
            {texts.back}
          </Link>
        )}
      </div>
    </div>
  )
}

function Followed({ photo: { claim }, id }: { photo: QueuedPhoto<Claim>; id: string }) {
  return (
    <li className="flex flex-col gap-2 py-4">
      <span className="font-semibold break-words">
        <NameOf claim={claim} />
      </span>
      {claim.for === 'odometer' ? <FollowedReading id={id} /> : <FollowedDeed id={id} />}
    </li>
  )
}

function FollowedReading({ id }: { id: string }) {
  const { photos: texts } = useTexts()
  const [{ data }] = useSubscription({ query: parsed(OdometerUploadUpdatedDocument), variables: { id } })
  const upload = data?.odometerUploadUpdated
  const state = upload?.state ?? 'PENDING'
  return <Verdict state={state} word={texts.uploadState[state]} reasons={upload?.reasons ?? []} />
}

function FollowedDeed({ id }: { id: string }) {
  const { photos: texts } = useTexts()
  const [{ data }] = useSubscription({ query: parsed(MyDeedUpdatedDocument), variables: {} }, (before, event) =>
    // The stream is of all deeds of the reader.
    event.myDeedUpdated.id === id ? event : (before ?? event),
  )
  const deed = data?.myDeedUpdated.id === id ? data.myDeedUpdated : null
  const state = deed?.state ?? 'PENDING'
  return <Verdict state={state} word={texts.deedState[state]} reasons={deed?.reasons ?? []} />
}
