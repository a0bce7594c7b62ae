import { useEffect, useState, type ReactNode } from 'react'
import { Button, buttonClass } from '../../../web/ui/button.tsx'
import { Notice } from '../../../web/ui/notice.tsx'
import { MOST_MB } from '../../photos/picture.ts'
import { TakenAtField } from '../../photos/taken-at.tsx'
import { useTexts } from '../../texts/index.ts'
import type { Picture } from './taking.tsx'

/** The picture as it will be sent, with what is to be said of it. `keep` throws where the device has no room for it. */
export function Preview(props: {
  picture: Picture
  fault: string | null
  keep: (form: FormData, takenAt: Date) => Promise<void>
  retake: () => void
  children: ReactNode
}) {
  const { picture, fault, keep, retake, children } = props
  const { photos: texts } = useTexts()
  const url = useObjectUrl(picture.file)
  const [isFull, setIsFull] = useState(false)
  const [busy, setBusy] = useState(false)
  useStay(isFull)
  const submit = async (form: FormData) => {
    const given = form.get('takenAt')
    const takenAt = typeof given === 'string' ? new Date(given) : picture.takenAt
    setBusy(true)
    setIsFull(false)
    try {
      await keep(form, takenAt)
    } catch (error) {
      // A full disk, or a browser that keeps nothing in this window. Anything else is a fault of ours.
      if (!(error instanceof DOMException)) throw error
      setIsFull(true)
    } finally {
      setBusy(false)
    }
  }
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        if (!busy) void submit(new FormData(event.currentTarget))
      }}
      className="flex max-w-2xl flex-col gap-4"
    >
      {url && <img src={url} alt={texts.taken} className="w-full rounded-lg border border-line" />}
      {picture.isShrunk && <p className="text-sm text-soft">{texts.shrunk(MOST_MB)}</p>}
      {!picture.camera && <TakenAtField at={picture.takenAt} />}
      {children}
      {fault !== null && <Notice tone="danger" title={fault} />}
      {isFull && (
        <Notice tone="danger" title={texts.full}>
          <p>{texts.fullHow}</p>
          {url && (
            <a href={url} download="evergraph.jpg" className={buttonClass()}>
              {texts.save}
            </a>
          )}
        </Notice>
      )}
      <div className="flex flex-wrap gap-3">
        <Button type="submit" look="primary" busy={busy}>
          {texts.use}
        </Button>
        <Button onClick={retake}>{texts.retake}</Button>
      </div>
    </form>
  )
}

function useObjectUrl(file: Blob): string | null {
  const [url, setUrl] = useState<string | null>(null)
  useEffect(() => {
    const made = URL.createObjectURL(file)
    setUrl(made)
    return () => URL.revokeObjectURL(made)
  }, [file])
  return url
}

/** The browser asks before it leaves a page with a picture that is kept nowhere. */
function useStay(needed: boolean): void {
  useEffect(() => {
    if (!needed) return
    const hold = (event: BeforeUnloadEvent) => event.preventDefault()
    addEventListener('beforeunload', hold)
    return () => removeEventListener('beforeunload', hold)
  }, [needed])
}
