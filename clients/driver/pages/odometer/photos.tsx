import { useFormat } from '../../../web/i18n/format.ts'
import { Button } from '../../../web/ui/button.tsx'
import { Card } from '../../../web/ui/card.tsx'
import { Empty } from '../../../web/ui/empty.tsx'
import type { UploadRowFragment } from '../../generated/graphql.ts'
import { usePhotoQueue } from '../../photos/use-queue.tsx'
import { Queued } from '../../photos/queued.tsx'
import { Verdict } from '../../photos/verdict.tsx'
import { useTexts } from '../../texts/index.ts'
import { Appeal } from './appeal.tsx'
import { shown } from './readings.tsx'

/** Every photo with how far it is: those on the device first, then what the platform has, the newest first. */
export function Photos(props: { uploads: readonly UploadRowFragment[]; more: (() => void) | null; again: () => void }) {
  const { uploads, more, again } = props
  const { odometer: texts } = useTexts()
  const queue = usePhotoQueue()
  // What is submitted is in the graph's own list; deeds have a page of their own.
  const queued = queue.state.use().photos?.filter(({ step, claim }) => step.at !== 'SUBMITTED' && claim.for === 'odometer') ?? []
  return (
    <Card title={texts.photos}>
      {queued.length === 0 && uploads.length === 0 && <Empty>{texts.noPhoto}</Empty>}
      <ul aria-label={texts.photos} className="flex flex-col divide-y divide-line">
        {queued.map((photo) => (
          <Queued key={photo.id} photo={photo} />
        ))}
        {uploads.map((upload) => (
          <Upload key={upload.id} upload={upload} again={again} />
        ))}
      </ul>
      {more && <Button onClick={more}>{texts.more}</Button>}
    </Card>
  )
}

function Upload({ upload, again }: { upload: UploadRowFragment; again: () => void }) {
  const { photos: words, odometer: texts } = useTexts()
  const format = useFormat()
  const { state, photo, reading, vehicle } = upload
  return (
    <li className="flex gap-4 py-4">
      {photo?.thumbnailUrl && (
        <img src={photo.thumbnailUrl} alt={words.alt} className="size-20 shrink-0 rounded-md border border-line object-cover" />
      )}
      <div className="flex min-w-0 grow flex-col items-start gap-2">
        <span className="font-semibold break-words">{vehicle.name}</span>
        <span className="text-sm text-soft">
          {format.dayAndClock(upload.takenAt)}
          {reading && ` · ${texts.readAs(shown(format, reading))}`}
        </span>
        <Verdict state={state} word={words.uploadState[state]} reasons={upload.reasons} />
        {photo?.appealUntil && (
          <Appeal photoId={photo.id} isLower={upload.reasons.some(({ code }) => code === 'READING_DECREASED')} again={again} />
        )}
      </div>
    </li>
  )
}
