import { Link } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { useFormat } from '../../web/i18n/format.ts'
import type { QueuedPhoto } from '../../web/offline/photo.ts'
import { AskFirst } from '../../web/ui/ask-first.tsx'
import { Badge } from '../../web/ui/badge.tsx'
import { Button } from '../../web/ui/button.tsx'
import { useTexts } from '../texts/index.ts'
import type { Claim } from './claim.ts'
import { usePhotoQueue } from './use-queue.tsx'
import { TakenAtField } from './taken-at.tsx'

/** A photo that is on this device and not at the platform yet: how far it is, what stands in its way, and what to do about it. */
export function Queued({ photo }: { photo: QueuedPhoto<Claim> }) {
  const { photos: texts } = useTexts()
  const format = useFormat()
  const queue = usePhotoQueue()
  const { sending } = queue.state.use()
  const share = sending?.id === photo.id ? sending.share : null
  const { claim, trouble } = photo
  const isRefused = trouble?.kind === 'REFUSED'
  const remove = () => queue.remove(photo.id)
  return (
    <li className="flex gap-4 py-4">
      <Thumbnail id={photo.id} />
      <div className="flex min-w-0 grow flex-col items-start gap-2">
        <div className="flex w-full flex-wrap items-center justify-between gap-2">
          <span className="min-w-0 font-semibold break-words">
            <NameOf claim={claim} />
          </span>
          {isRefused ? (
            <Badge tone="danger">{texts.refused}</Badge>
          ) : share === null ? (
            <Badge tone={trouble ? 'warn' : 'quiet'}>{texts.waiting}</Badge>
          ) : (
            <Badge tone="busy">{texts.sending(format.percent(share * 100))}</Badge>
          )}
        </div>
        <span className="text-sm text-soft">{format.dayAndClock(claim.takenAt)}</span>
        {share !== null && !isRefused && (
          <progress value={share} aria-label={texts.sending('')} className="h-2 w-full accent-brand" />
        )}
        {trouble && trouble.kind !== 'REFUSED' && <p className="text-sm">{texts.stuck[trouble.kind]}</p>}
        {trouble?.kind === 'CONSENT' && (
          <Link to="/odometer" className="text-brand underline">
            {texts.toConsent}
          </Link>
        )}
        {isRefused && <Refused photo={photo} />}
        <div className="flex flex-wrap gap-2">
          {trouble && trouble.field !== 'takenAt' && (
            <Button onClick={() => void queue.again(photo.id)}>{isRefused ? texts.sendAgain : texts.tryAgain}</Button>
          )}
          {share === null && <AskFirst label={texts.remove} title={texts.removeSure} back={texts.keep} onYes={remove} />}
        </div>
      </div>
    </li>
  )
}

/** What the platform refuses, said in words with what to do. */
function Refused({ photo }: { photo: QueuedPhoto<Claim> }) {
  const { photos: texts } = useTexts()
  const format = useFormat()
  const queue = usePhotoQueue()
  const { claim, trouble } = photo
  if (trouble?.field === 'vehicleId') return <p className="text-sm">{texts.vehicleGone}</p>
  if (trouble?.field !== 'takenAt') return <p className="text-sm">{texts.platformSays(trouble?.message ?? '')}</p>
  const send = (form: FormData) => {
    const given = form.get('takenAt')
    const takenAt = new Date(typeof given === 'string' ? given : '')
    if (!Number.isNaN(takenAt.getTime())) void queue.again(photo.id, { ...claim, takenAt: takenAt.toISOString() })
  }
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        send(new FormData(event.currentTarget))
      }}
      className="flex flex-col items-start gap-3"
    >
      <p className="text-sm">{texts.timeRefused(format.dayAndClock(new Date()))}</p>
      <TakenAtField at={new Date()} />
      <Button type="submit" look="primary">
        {texts.sendAgain}
      </Button>
    </form>
  )
}

export function NameOf({ claim }: { claim: Claim }) {
  const { photos: texts } = useTexts()
  if (claim.for === 'deed') return texts.tasks[claim.task]
  return claim.vehicleName === null ? texts.odometer : texts.odometerOf(claim.vehicleName)
}

/** The picture as it is on the device; once it is sent, it is there no more. */
function Thumbnail({ id }: { id: string }) {
  const { photos: texts } = useTexts()
  const queue = usePhotoQueue()
  const [url, setUrl] = useState<string | null>(null)
  useEffect(() => {
    let made: string | null = null
    let stays = true
    void queue.file(id).then((file) => {
      if (!file || !stays) return
      made = URL.createObjectURL(file)
      setUrl(made)
    })
    return () => {
      stays = false
      if (made) URL.revokeObjectURL(made)
    }
  }, [queue, id])
  return url && <img src={url} alt={texts.alt} className="size-20 shrink-0 rounded-md border border-line object-cover" />
}
