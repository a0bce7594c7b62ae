import { useEffect, useRef, useState } from 'react'
import { Button } from '../../web/ui/button.tsx'
import { Notice } from '../../web/ui/notice.tsx'
import { useTexts } from '../texts/index.ts'

/** A secret that was just made. Null: an earlier answer had it, which did not arrive. */
export interface Shown {
  /** Of what it is. */
  name: string
  secret: string | null
}

/** Shows a secret this once. It stands in the page's memory alone, and goes when the page is left. */
export function ShownOnce({ shown, done }: { shown: Shown; done: () => void }) {
  const { secret: texts } = useTexts()
  const [said, setSaid] = useState('')
  const place = useRef<HTMLDivElement>(null)
  const text = useRef<HTMLElement>(null)
  // What was pressed may be far down the page.
  useEffect(() => place.current?.focus(), [shown])
  const { secret } = shown
  const copy = async (of: string) => {
    try {
      await navigator.clipboard.writeText(of)
      setSaid(texts.copied)
    } catch {
      // The browser does not let a page copy, or not without https: it is chosen, so that the reader can.
      if (text.current) globalThis.getSelection()?.selectAllChildren(text.current)
      setSaid(texts.notCopied)
    }
  }
  return (
    <div ref={place} tabIndex={-1} className="mb-4 rounded-lg">
      {secret === null ? (
        <Notice tone="warn" title={texts.lost(shown.name)}>
          <Button onClick={done}>{texts.close}</Button>
        </Notice>
      ) : (
        <Notice tone="good" title={texts.title(shown.name)}>
          <p>{texts.once}</p>
          <code ref={text} className="rounded-md border border-edge bg-card px-3 py-2 text-sm break-all select-all">
            {secret}
          </code>
          <div className="flex flex-wrap items-center gap-3">
            <Button look="primary" onClick={() => void copy(secret)}>
              {texts.copy}
            </Button>
            <Button onClick={done}>{texts.kept}</Button>
            <span role="status" className="text-sm">
              {said}
            </span>
          </div>
        </Notice>
      )}
    </div>
  )
}
