import { useCallback, useEffect, useRef, useState } from 'react'
import { Button } from '../../../web/ui/button.tsx'
import { Notice } from '../../../web/ui/notice.tsx'
import type { OdometerFrameInput } from '../../generated/graphql.ts'
import { jpegOf } from '../../photos/picture.ts'
import { useTexts } from '../../texts/index.ts'

type Refusal = 'refused' | 'none' | 'busy' | 'memory'

/** The back camera as large as it goes: odometers have small digits. */
const WANTED: MediaStreamConstraints = {
  video: { facingMode: { ideal: 'environment' }, width: { ideal: 3840 }, height: { ideal: 2160 } },
  audio: false,
}

/** What the camera sees, with a frame to hold the display into. */
export function Camera(props: { frame: OdometerFrameInput | null; guide: string; taken: (file: Blob) => void }) {
  const { frame, guide, taken } = props
  const { photos: texts } = useTexts()
  const video = useRef<HTMLVideoElement>(null)
  const [isOn, setIsOn] = useState(false)
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const [tries, setTries] = useState(0)

  useEffect(() => {
    let stays = true
    let stream: MediaStream | null = null
    const end = () => stream?.getTracks().forEach((track) => track.stop())
    const open = async () => {
      try {
        stream = await navigator.mediaDevices.getUserMedia(WANTED)
        if (!stays) return end()
        if (video.current) video.current.srcObject = stream
      } catch (error) {
        if (stays) setRefusal(refusalOf(error))
      }
    }
    void open()
    return () => {
      stays = false
      end()
    }
  }, [tries])

  const again = useCallback(() => {
    setRefusal(null)
    setTries((before) => before + 1)
  }, [])
  const shoot = async () => {
    const { current: view } = video
    if (!view) return
    const file = await jpegOf(view, view.videoWidth, view.videoHeight)
    if (file) taken(file)
    else setRefusal('memory')
  }

  if (refusal) return <Refused refusal={refusal} again={again} />
  return (
    <div className="flex flex-col gap-3">
      <p>{guide}</p>
      <div className="relative overflow-hidden rounded-lg border border-line bg-sunk">
        <video
          ref={video}
          autoPlay
          muted
          playsInline
          aria-label={texts.viewfinder}
          onPlaying={() => setIsOn(true)}
          className="block min-h-48 w-full"
        />
        {isOn && frame && <Frame frame={frame} />}
        {!isOn && (
          <p role="status" className="absolute inset-0 grid place-items-center text-soft">
            {texts.opening}
          </p>
        )}
      </div>
      <Button look="primary" disabled={!isOn} onClick={() => void shoot()} className="self-center">
        {texts.shoot}
      </Button>
    </div>
  )
}

function Refused({ refusal, again }: { refusal: Refusal; again: () => void }) {
  const { photos: texts } = useTexts()
  const title = { refused: texts.refusedTitle, none: texts.noCamera, busy: texts.cameraBusy, memory: texts.noMemory }[refusal]
  return (
    <Notice tone="warn" title={title}>
      {refusal === 'refused' && <p>{texts.refusedHow}</p>}
      <Button onClick={again}>{texts.tryAgain}</Button>
    </Notice>
  )
}

/** The same part of the picture that the platform is told of. Drawn twice, so that it shows on light and on dark. */
const Frame = ({ frame: { left, top, width, height } }: { frame: OdometerFrameInput }) => (
  <svg aria-hidden viewBox="0 0 100 100" preserveAspectRatio="none" className="absolute inset-0 size-full fill-none">
    {(['stroke-page stroke-4', 'stroke-brand stroke-2'] as const).map((look) => (
      <rect
        key={look}
        x={left * 100}
        y={top * 100}
        width={width * 100}
        height={height * 100}
        vectorEffect="non-scaling-stroke"
        className={look}
      />
    ))}
  </svg>
)

function refusalOf(error: unknown): Refusal {
  const name = error instanceof DOMException ? error.name : ''
  if (name === 'NotAllowedError' || name === 'SecurityError') return 'refused'
  return name === 'NotReadableError' || name === 'AbortError' ? 'busy' : 'none'
}
