import { useId, useState } from 'react'
import { useFormat } from '../../../web/i18n/format.ts'
import { buttonClass } from '../../../web/ui/button.tsx'
import { Notice } from '../../../web/ui/notice.tsx'
import type { OdometerFrameInput } from '../../generated/graphql.ts'
import { fitted, MOST_MB } from '../../photos/picture.ts'
import type { Capture } from '../../photos/use-capture.tsx'
import { useTexts } from '../../texts/index.ts'
import { Camera } from './camera.tsx'

/** A picture before it is sent. */
export interface Picture {
  file: Blob
  takenAt: Date
  isShrunk: boolean
  /** Null for a file that was chosen: where it is from is not known. */
  camera: { captureId: string | null; frame: OdometerFrameInput | null } | null
}

/** The camera, or a file. */
export function Taking(props: {
  capture: Capture | null
  frame: OdometerFrameInput | null
  guide: string
  taken: (picture: Picture) => void
}) {
  const { capture, frame, guide, taken } = props
  const { photos: texts } = useTexts()
  const format = useFormat()
  const id = useId()
  const [wrong, setWrong] = useState<'WRONG_KIND' | 'TOO_LARGE' | null>(null)
  const behindMs = capture?.behindMs ?? 0

  const shot = (file: Blob) => {
    // By the platform's clock, where the device's is known to be wrong.
    const takenAt = new Date(Date.now() + behindMs)
    taken({ file, takenAt, isShrunk: false, camera: { captureId: capture?.id ?? null, frame } })
  }
  const choose = async (file: File | undefined) => {
    if (!file) return
    const fit = await fitted(file)
    if (fit === 'WRONG_KIND' || fit === 'TOO_LARGE') return setWrong(fit)
    taken({ ...fit, takenAt: new Date(Math.min(file.lastModified, Date.now())), camera: null })
  }
  return (
    <div className="flex max-w-2xl flex-col gap-4">
      {behindMs !== 0 && (
        <Notice tone="warn" title={texts.clockOff(texts.minutes(format.number(Math.round(Math.abs(behindMs) / 60_000))))} />
      )}
      <Camera frame={frame} guide={guide} taken={shot} />
      {capture && <p className="text-center text-sm text-soft">{texts.code(capture.nonce)}</p>}
      {wrong && <Notice tone="danger" title={wrong === 'WRONG_KIND' ? texts.wrongKind : texts.tooLarge(MOST_MB)} />}
      <div className="relative self-center focus-within:outline-2 focus-within:outline-offset-2 focus-within:outline-brand">
        <label htmlFor={id} className={buttonClass()}>
          {texts.choose}
        </label>
        <input
          id={id}
          type="file"
          accept="image/jpeg,image/png,image/webp"
          onChange={({ target }) => {
            setWrong(null)
            void choose(target.files?.[0])
            // The same file again is a choice too.
            target.value = ''
          }}
          className="sr-only"
        />
      </div>
    </div>
  )
}
